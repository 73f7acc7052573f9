using CsCheck;
using DockerLint.Tests;

namespace DockerLint.Syntax.Tests.Shell;

public sealed class ShellPropertyTests
{
    private static readonly Gen<string> AnyText = Gen.String[Gen.Char['\0', '\uFFFF'], 0, 40];

    private static readonly string[] Tokens =
    [
        "a", "b=", "1", " ", " ", " ", "\t", "\n", "\\", "\\\n", "'", "\"", "`", "$", "$a", "${", "}", "$(", "$((", "))", "(", ")", "{ ", "; }",
        ";", ";;", ";&", "&", "&&", "|", "||", "|&", "<", ">", ">>", "2>&1", "&>", "<<E\n", "<<-E", "\nE\n", "<<<", "<(", "!", " ! ", "#", " # ",
        " if ", " then ", " elif ", " else ", " fi ", " for ", " in ", " do ", " done ", " while ", " case ", " esac ", " function ", " select ",
        " time ", "f() ", "a=(", "[[ ", " ]]", "=~ ", "[", "]", "*", "?(", "@(", ":-", "##", "/", "~", "\r", "\uD800", "\0", "é",
    ];

    private static readonly Gen<string> ShellText = Gen.Int[0, Tokens.Length - 1].Array[0, 25]
        .Select(static indices => string.Concat(indices.Select(static index => Tokens[index])));

    [Fact]
    public void Any_text_is_read_without_an_exception() => AnyText.Sample(ShellChecks.Check, iter: 2000);

    [Fact]
    public void Any_mix_of_tokens_gives_a_tree_whose_spans_are_nested_and_ordered() =>
        ShellText.Sample(ShellChecks.Check, iter: 20_000);

    [Fact]
    public void Reading_takes_time_in_proportion_to_the_text()
    {
        string[] hostile = ["((a # \"'\n) )\n", "a[", "`a` ", "\"${a:-'}\" ", "x<<E\nE\n", "if a; then b; fi;", "\\`", "$((1", "a=b "];
        foreach (string piece in hostile)
        {
            string small = string.Concat(Enumerable.Repeat(piece, 5_000));
            string large = string.Concat(Enumerable.Repeat(piece, 50_000));
            Growth.AssertLinear(piece, () => Script.Read(small), () => Script.Read(large));
        }
    }
}
