using System.Runtime;
using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Syntax.Tests;

/// <summary>Ten times the text takes about ten times as long, whatever it is made of.</summary>
[Collection(nameof(NothingElse))]
public sealed class LinearTimeTests
{
    /// <summary>Characters; longer texts are also searched for lines that are too long.</summary>
    private const int Small = 30_000;
    private const int Factor = 10;

    /// <summary>Enough for one parse: collecting garbage takes longer the more there is that is none.</summary>
    private const long Memory = 200_000_000;

    /// <summary>
    /// A long text against as much in short ones: 1.0 to 1.2 on an idle machine, 1.5 where the short one fits a cache
    /// and the long one does not. Quadratic time would be ten.
    /// </summary>
    private const double MostTimes = 2;

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
        AssertLinear(what, before + Repeated(piece, Small), before + Repeated(piece, Small * Factor));
    }

    [Fact]
    public void So_does_parsing_here_documents_with_other_names_that_never_end()
    {
        string[] lines = [.. Enumerable.Range(0, Small).Select(number => $"RUN <<E{number}\na\n")];

        AssertLinear("names", string.Concat(lines.Take(Small / Factor)), string.Concat(lines));
    }

    [Fact]
    public void So_does_parsing_real_files()
    {
        string text = string.Join('\n', Samples.All.Select(sample => sample.Text));

        AssertLinear("samples", Repeated(text, Small), Repeated(text, Small * Factor));
    }

    private static string Repeated(string piece, int length) =>
        string.Concat(Enumerable.Repeat(piece, length / piece.Length));

    private static void AssertLinear(string what, string small, string large)
    {
        Parse(small);
        double ratio = double.MaxValue;
        for (int attempt = 0; attempt < 10 && ratio > MostTimes; attempt++)
            ratio = Math.Min(ratio, Fastest(large, 1) / Fastest(small, Factor));
        Assert.True(ratio <= MostTimes, $"{what}: {Factor} times the text takes {ratio * Factor:F1} times as long");
    }

    /// <summary>The least processor time in milliseconds: what the runtime does besides only adds to it.</summary>
    private static double Fastest(string text, int times) => Enumerable.Range(0, 3).Min(_ =>
    {
        bool withoutCollection = GC.TryStartNoGCRegion(Memory);
        TimeSpan start = Environment.CpuUsage.TotalTime;
        for (int time = 0; time < times; time++)
            Parse(text);
        TimeSpan end = Environment.CpuUsage.TotalTime;
        if (withoutCollection && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            GC.EndNoGCRegion();
        return (end - start).TotalMilliseconds;
    });

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
