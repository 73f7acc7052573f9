using DockerLint.Tests;

namespace DockerLint.Formatting.Tests;

/// <summary>Ten times the text takes about ten times as long, whatever it is made of.</summary>
[Collection(nameof(NothingElse))]
public sealed class LinearTimeTests
{
    private const int Small = 20_000;

    [Theory]
    [InlineData("", "run  echo hello\n")]
    [InlineData("", "  # a comment\n")]
    [InlineData("FROM a\n", "\n")]
    [InlineData("RUN a \\\n", "  # a comment\n")]
    [InlineData("RUN a \\\n", " && b \\\n")]
    [InlineData("RUN a \\\n", " b \\\n")]
    [InlineData("RUN a \\\n", " b \\\n # c\n\n")]
    [InlineData("RUN a; \\\n", "if b; then \\\n c; \\\nfi; \\\n")]
    [InlineData("COPY a \\\n", " b \\\n")]
    [InlineData("COPY ", "--from=a ")]
    [InlineData("ENV a=b", " \\\n c=d")]
    [InlineData("LABEL \\\n", "c=\"d \\\n e\" ")]
    [InlineData("CMD [\"a\"", ",\"b\" \\\n")]
    [InlineData("", "RUN <<E\n a\nE\n")]
    [InlineData("", "FROM  a\n# b\n")]
    [InlineData("", "FOO a\n")]
    [InlineData("", "RUN a\r\nRUN b\n")]
    public void Formatting_takes_time_in_proportion_to_the_text(string before, string piece) => Growth.AssertLinear(
        piece,
        () => Format(before + Repeated(piece, Small)),
        () => Format(before + Repeated(piece, Small * Growth.Factor)));

    private static void Format(string text)
    {
        Formatted.Result(text);
        Formatted.Result(text, FormatOptions.Default with { IndentsShell = true });
    }

    private static string Repeated(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));
}
