using System.Text.Json;
using CsCheck;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Formatting.Tests;

/// <summary>Whatever the text, it is formatted in one step, and means what it meant.</summary>
public sealed class FormatProperties
{
    private const int ShortRun = 2_000;

    private static readonly string[] s_splices =
    [
        "\"", "'", "\\", "`", "\\\n", " \\\n", " \\  \n", "`\n", "\n", "\n\n", "\r\n", "\r", " ", "   ", "\t", "\v", "\u00A0", "\u2028", "#", "# ", "\n# c\n", "\\\n # c \\\n", "=", "--", "--x=",
        "[", "]", "[\"", "\"]", ",", "\", \"", "$", "${", "}", "$(", ")", "`a`", "${a", ":-", "/", "<<", "<<E", "<<-E", "<<'E'", "<<E <<F", "\nE\n", "3<<E", "ONBUILD ", "RUN ", "run ", "COPY ", "ENV ",
        "LABEL ", "HEALTHCHECK CMD ", "FROM ", " as ", "if a; then ", "; fi", "for a in b; do ", " done", "case a in ", ") ", ";; ", " esac", "{ ", "; }", "( ", " )", "&& ", "|| ", "| ", "; ", "&",
        "a=(", "[[ a ", " ]]", "> ", "2>&1", "# escape=`\n", "# syntax=a\n", " # syntax=a\n", "#!", "//syntax=a\n", "{{", "SHELL [\"pwsh\"]\n", "\uFEFF", "\0", "\uD800", "\uDC00", "é", "😀", "ſ",
    ];

    private static readonly Gen<string> s_splice = Gen.Int[0, s_splices.Length - 1].Select(static index => s_splices[index]);
    private static readonly Gen<string> s_fromUtf16 = Gen.Char.Array[0, 100].Select(static units => new string(units));
    private static readonly Gen<string> s_fromPieces = s_splice.Array[0, 40].Select(string.Concat);
    private static readonly Gen<string> s_instruction = s_splice.Array[0, 20].Select(static pieces => "FROM a\nRUN " + string.Concat(pieces));

    private static readonly Gen<string> s_mutated = Gen.Select(
        Gen.Int[0, Samples.All.Length - 1].Select(static index => Samples.All[index].Text),
        Gen.Select(Gen.Int[0, int.MaxValue], s_splice, Gen.Int[0, 12]).Array[1, 10],
        static (text, mutations) => mutations.Aggregate(text, static (text, mutation) =>
        {
            (int place, string splice, int removed) = mutation;
            place %= text.Length + 1;
            return text.Remove(place, Math.Min(removed, text.Length - place)).Insert(place, splice);
        }));

    private static readonly string?[] s_lineEnds = [null, "\n", "\r\n"];

    private static readonly Gen<FormatOptions> s_options = Gen.Select(
        Gen.Int[1, 8], Gen.Bool, Gen.Int[1, 100], Gen.Int[0, 2].Select(static index => s_lineEnds[index]), Gen.Bool, Gen.Bool, static (size, tabs, limit, end, final, shell) =>
            new FormatOptions { IndentSize = size, UsesTabs = tabs, MaxLineLength = limit, LineEnd = end, EndsWithLineEnd = final, IndentsShell = shell });

    [Fact]
    public void Random_code_units() => s_fromUtf16.Sample(static text => FormatChecks.Check(text, FormatOptions.Default), iter: ShortRun);

    [Fact]
    public void Random_pieces_of_syntax() => s_fromPieces.Sample(static text => FormatChecks.Check(text, FormatOptions.Default), iter: ShortRun);

    [Fact]
    public void Random_scripts() => s_instruction.Sample(static text => FormatChecks.Check(text, FormatOptions.Default with { IndentsShell = true }), iter: ShortRun);

    [Fact]
    public void Real_files_with_random_mistakes() => s_mutated.Sample(static text => FormatChecks.Check(text, FormatOptions.Default), iter: ShortRun);

    [Fact]
    public void Any_style() => Gen.Select(s_mutated, s_options).Sample(static (text, options) => FormatChecks.Check(text, options), iter: ShortRun);

    [Fact]
    public void Any_range_of_it() => Gen.Select(s_mutated, Gen.Double[0, 1], Gen.Double[0, 1]).Sample(static (text, from, to) =>
    {
        int start = (int)(Math.Min(from, to) * text.Length);
        int end = (int)(Math.Max(from, to) * text.Length);
        FormatResult result = Formatter.Format(DockerfileModel.Create(DockerfileSyntax.Parse(text)), FormatOptions.Default, TextSpan.Between(start, end));
        Assert.NotEqual(FormatOutcome.Refused, result.Outcome);
    }, iter: ShortRun);

    [Fact]
    [Trait(SharedData.Trait, "Long")]
    public void Minutes_of_all_of_them() =>
        Gen.Select(Gen.OneOf(s_fromUtf16, s_fromPieces, s_instruction, s_mutated), s_options).Sample(static (text, options) => FormatChecks.Check(text, options), time: 180,
            print: static input => $"{JsonSerializer.Serialize(input.Item1)} {input.Item2}");
}
