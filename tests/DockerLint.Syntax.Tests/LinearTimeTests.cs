using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Syntax.Tests;

/// <summary>Ten times the text takes about ten times as long, whatever it is made of.</summary>
[Collection(nameof(NothingElse))]
public sealed class LinearTimeTests
{
    /// <summary>Characters; longer texts are also searched for lines that are too long.</summary>
    private const int Small = 30_000;

    public static TheoryData<string, string, string> Texts => new()
    {
        { "instructions", "", "RUN echo hello && true\n" },
        { "comments", "", "# a comment\n" },
        { "comments between lines", "RUN a \\\n", "# a comment\n" },
        { "directives", "", "# check=a\n" },
        { "blank lines", "FROM a\n", "\n" },
        { "blank lines between lines", "RUN a \\\n", "\n" },
        { "pieces of a line", "RUN a \\\n", " && b \\\n" },
        { "pieces of words", "COPY a \\\n", " b \\\n" },
        { "words", "COPY ", "a " },
        { "flags", "COPY ", "--from=a " },
        { "unknown flags", "COPY ", "--form=a " },
        { "pairs", "ENV ", "a=b " },
        { "pairs over lines", "ENV ", "a=b \\\n" },
        { "arguments", "ARG ", "a " },
        { "elements", "CMD [\"a\"", ",\"b\"" },
        { "elements to the end", "CMD [\"a\"", ",\"b\" " },
        { "open brackets", "CMD ", "[" },
        { "here-documents", "", "RUN <<E\na\nE\n" },
        { "here-documents on one line", "RUN a", " <<E" },
        { "here-documents that never end", "", "RUN <<E\na\n" },
        { "here-documents of one instruction that never end", "RUN <<E\n", "USER a\n" },
        { "open quotes", "", "RUN <<E '\n" },
        { "unknown instructions", "", "FOO a\n" },
        { "variables", "WORKDIR ", "${a:-b}/$c" },
        { "open variables", "WORKDIR ", "${a:-" },
        { "quotes", "WORKDIR ", "\"a\"'b'" },
        { "ONBUILD", "", "ONBUILD RUN a\n" },
        { "ONBUILD within itself", "", "ONBUILD " },
        { "carriage returns", "RUN a", "\r" },
        { "spaces", "RUN a", " " },
        { "escapes", "RUN a", "\\" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Parsing_takes_time_in_proportion_to_the_text(string what, string before, string piece)
    {
        AssertLinear(what, before + Repeated(piece, Small), before + Repeated(piece, Small * Growth.Factor));
    }

    [Fact]
    public void So_does_parsing_here_documents_with_other_names_that_never_end()
    {
        string[] lines = [.. Enumerable.Range(0, Small).Select(number => $"RUN <<E{number}\na\n")];

        AssertLinear("names", string.Concat(lines.Take(Small / Growth.Factor)), string.Concat(lines));
    }

    [Fact]
    public void So_does_parsing_real_files()
    {
        string text = string.Join('\n', Samples.All.Select(sample => sample.Text));

        AssertLinear("samples", Repeated(text, Small), Repeated(text, Small * Growth.Factor));
    }

    private static string Repeated(string piece, int length) =>
        string.Concat(Enumerable.Repeat(piece, length / piece.Length));

    private static void AssertLinear(string what, string small, string large) =>
        Growth.AssertLinear(what, () => Parse(small), () => Parse(large));

    /// <summary>All that is made lazily is made.</summary>
    private static void Parse(string text)
    {
        var file = DockerfileSyntax.Parse(text);
        foreach (InstructionSyntax instruction in file.Instructions)
        {
            foreach (WordSyntax word in instruction.Arguments)
                _ = word.Parts;
        }

        _ = SyntaxToken.Of(file).Count();
    }
}
