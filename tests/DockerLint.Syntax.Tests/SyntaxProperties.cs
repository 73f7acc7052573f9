using System.Text;
using CsCheck;
using DockerLint.Syntax.Tests.Shell;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Syntax.Tests;

/// <summary>Whatever the text, it is read, and all of it is in the tree.</summary>
public sealed class SyntaxProperties
{
    private const int ShortRun = 2_000;

    private static readonly string[] s_splices =
    [
        "\"", "'", "\\", "`", "\\\n", "`\n", "\n", "\r\n", "\r", " ", "\t", "\u00A0", "\u2028", "#", "# ", "\n# c\n", "=", "--", "--x=", "[", "]", "[\"", "\"]", ",",
        "$", "${", "}", "${a", ":-", "/", "<<", "<<E", "<<-E", "<<'E'", "<<E <<F", "\nE\n", "3<<E", "ONBUILD ", "RUN ", "COPY ", "ENV ", "HEALTHCHECK CMD ", "FROM ",
        "# escape=`\n", "# syntax=a\n", "#!", "//syntax=a\n", "{\"syntax\":\"a\"}", "\uFEFF", "\0", "\uD800", "\uDC00", "é", "😀", "ſ",
    ];

    private static readonly Gen<string> s_splice = Gen.Int[0, s_splices.Length - 1].Select(static index => s_splices[index]);

    private static readonly Gen<string> s_fromBytes = Gen.Byte.Array[0, 300].Select(Encoding.UTF8.GetString);

    private static readonly Gen<string> s_fromUtf16 = Gen.Char.Array[0, 200].Select(static units => new string(units));

    private static readonly Gen<string> s_fromPieces = s_splice.Array[0, 40].Select(string.Concat);

    private static readonly Gen<Func<string, string>> s_mutation = Gen.OneOf(
        Gen.Select(Gen.Int[0, int.MaxValue], s_splice, static (place, splice) =>
            (Func<string, string>)(text => text.Insert(place % (text.Length + 1), splice))),
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[1, 20], static (place, length) =>
            (Func<string, string>)(text => text.Length == 0 ? text : text.Remove(place % text.Length, Math.Min(length, text.Length - (place % text.Length))))),
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[1, 20], static (place, length) =>
            (Func<string, string>)(text => text.Length == 0 ? text : text.Insert(place % text.Length, text.Substring(place % text.Length, Math.Min(length, text.Length - (place % text.Length)))))),
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue], static (one, other) =>
            (Func<string, string>)(text => Swap(text, one, other))),
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 3], static (place, how) =>
            (Func<string, string>)(text => OnLines(text, place, how))));

    private static readonly Gen<string> s_mutated = Gen.Select(
        Gen.Int[0, Samples.All.Length - 1].Select(static index => Samples.All[index].Text),
        s_mutation.Array[1, 12],
        static (text, mutations) => mutations.Aggregate(text, static (text, mutate) => mutate(text)));

    [Fact]
    public void Random_bytes() => s_fromBytes.Sample(TreeChecks.Check, iter: ShortRun);

    [Fact]
    public void Random_code_units_among_them_halves_of_surrogate_pairs() => s_fromUtf16.Sample(TreeChecks.Check, iter: ShortRun);

    [Fact]
    public void Random_pieces_of_syntax() => s_fromPieces.Sample(TreeChecks.Check, iter: ShortRun);

    [Fact]
    public void Real_files_with_random_mistakes() => s_mutated.Sample(TreeChecks.Check, iter: ShortRun);

    [Fact]
    public void What_was_read_of_an_earlier_version_makes_no_difference() => Gen.Select(Gen.Int[0, Samples.All.Length - 1], s_mutation.Array[1, 4]).Sample(
        static (sample, mutations) =>
        {
            string text = Samples.All[sample].Text;
            var tree = DockerfileSyntax.Parse(text);
            foreach (Func<string, string> mutate in mutations)
            {
                _ = ScriptChecks.ScriptsOf(tree).Count();
                text = mutate(text);
                tree = DockerfileSyntax.Parse(new SourceText(text), tree);
                ScriptChecks.AreThoseOf(DockerfileSyntax.Parse(text), tree);
            }
        },
        iter: ShortRun / 10);

    [Fact]
    [Trait(SharedData.Trait, "Long")]
    public void Minutes_of_all_of_them() =>
        Gen.OneOf(s_fromBytes, s_fromUtf16, s_fromPieces, s_mutated, s_mutated).Sample(TreeChecks.Check, time: 180);

    [Theory]
    [InlineData("a", "")]
    [InlineData("RUN a ", "")]
    [InlineData("\"", "RUN ")]
    [InlineData("' ", "ENV a=")]
    [InlineData("[", "CMD ")]
    [InlineData("[\"a\",", "CMD ")]
    [InlineData("{\"a\":", "CMD [")]
    [InlineData("{\"syntax\":", "")]
    [InlineData("\\", "RUN ")]
    [InlineData("\\\n", "RUN ")]
    [InlineData("\0", "")]
    [InlineData("\uD800", "RUN ")]
    [InlineData("$", "WORKDIR ")]
    [InlineData("${a:-", "WORKDIR ")]
    [InlineData("\"${a:-", "WORKDIR ")]
    [InlineData("${a/${b/", "RUN <<")]
    [InlineData("<<A ", "RUN ")]
    [InlineData("<", "RUN ")]
    [InlineData("--x ", "COPY ")]
    [InlineData("--x='", "COPY ")]
    [InlineData("a=b ", "ENV ")]
    [InlineData("ONBUILD ", "")]
    [InlineData("#", "")]
    [InlineData("\t", "")]
    [InlineData("\r", "RUN a")]
    public void One_piece_again_and_again(string piece, string before)
    {
        TreeChecks.Check(before + string.Concat(Enumerable.Repeat(piece, 10_000)));
        TreeChecks.Check(before + string.Concat(Enumerable.Repeat(piece, 100)) + "\n");
    }

    [Theory]
    [InlineData("RUN ")]
    [InlineData("COPY ")]
    [InlineData("ENV a=")]
    [InlineData("# ")]
    [InlineData("")]
    public void A_line_of_a_million_characters(string before) => TreeChecks.Check(before + new string('a', 1_000_000));

    private static string Swap(string text, int one, int other)
    {
        if (text.Length == 0)
            return text;
        char[] units = text.ToCharArray();
        (units[one % units.Length], units[other % units.Length]) = (units[other % units.Length], units[one % units.Length]);
        return new string(units);
    }

    /// <summary>Deletes, doubles, swaps or joins lines.</summary>
    private static string OnLines(string text, int place, int how)
    {
        List<string> lines = [.. text.Split('\n')];
        int line = place % lines.Count;
        if (how == 0)
            lines.RemoveAt(line);
        else if (how == 1)
            lines.Insert(line, lines[line]);
        else if (how == 2)
            (lines[line], lines[(line + 1) % lines.Count]) = (lines[(line + 1) % lines.Count], lines[line]);
        else
            lines[line] += "\\";
        return string.Join('\n', lines);
    }
}
