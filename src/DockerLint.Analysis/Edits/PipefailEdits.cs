using System.Collections.Frozen;
using DockerLint.Analysis.Commands;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Edits;

/// <summary>Sets pipefail for what a stage runs.</summary>
internal static class PipefailEdits
{
    /// <summary>Images of Docker Hub whose tags have Bash, but for those of Alpine and Windows.</summary>
    private static readonly FrozenSet<string> s_withBash = FrozenSet.ToFrozenSet(
        [
            "library/almalinux", "library/amazonlinux", "library/archlinux", "library/buildpack-deps", "library/centos", "library/debian",
            "library/eclipse-temurin", "library/fedora", "library/gcc", "library/golang", "library/httpd", "library/maven", "library/mysql",
            "library/nginx", "library/node", "library/openjdk", "library/oraclelinux", "library/perl", "library/php", "library/postgres",
            "library/python", "library/redis", "library/rockylinux", "library/ruby", "library/rust", "library/ubuntu", "opensuse/leap",
            "opensuse/tumbleweed", "rockylinux/rockylinux",
        ],
        StringComparer.Ordinal);

    /// <summary>Adds the option to the SHELL in force, where its program knows it.</summary>
    public static Fix? InShell(ShellSyntax shell) =>
        shell.JsonWords is [{ Text: var program }, .., { Text: ['-', not '-', .., 'c'] } last]
        && Pipefail.IsKnownTo(program)
            ? new Fix("Add -o pipefail to SHELL", IsSafe: false, [Edit.Insert(last.Span.Start, "\"-o\", \"pipefail\", ")])
            : null;

    /// <summary>Sets SHELL before a RUN and the comments right above it, where the base image is known to have a shell that knows the option.</summary>
    public static Fix? Before(RunSyntax run, Stage stage, RuleContext context)
    {
        if (stage.Root.BaseImage?.Reference is not { } image || ShellOf(image) is not { } shell)
            return null;
        SourceText source = context.Source;
        int line = source.Lines.LineOf(run.KeywordSpan.Start);
        while (run.CommentsAbove.Any(comment => source.Lines.LineOf(comment.Span.Start) == line - 1))
            line--;
        string text = $"SHELL [\"{shell}\", \"-o\", \"pipefail\", \"-c\"]";
        return new Fix(
            "Set SHELL with -o pipefail",
            IsSafe: false,
            [Edit.Insert(source.Lines.SpanOf(line).Start, InstructionEdits.InCaseOf(run, text[..5]) + text[5..] + Edit.LineEndAt(source, run.KeywordSpan.Start))]);
    }

    private static string? ShellOf(ImageReference image)
    {
        if (image.Text.Contains("windows", StringComparison.Ordinal) || image.Text.Contains("nanoserver", StringComparison.Ordinal))
            return null;
        if (image.RepositoryPath.Contains("alpine", StringComparison.Ordinal) || image.Tag?.Contains("alpine", StringComparison.Ordinal) == true)
            return "/bin/ash";
        return image.Domain == ImageReference.DockerHub && s_withBash.Contains(image.RepositoryPath) ? "/bin/bash" : null;
    }
}
