using DockerLint.Analysis;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Formatting;
using DockerLint.Formatting.Tests;
using DockerLint.Fuzzing.Engine;
using DockerLint.Syntax.Tests;
using DockerLint.Syntax.Tests.Shell;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Fuzzing.Targets;

/// <summary>Dockerfiles, and the scripts in them.</summary>
internal static class DockerfileTargets
{
    private static readonly Linter s_linter = new(new LintOptions { Profile = Profiles.All });

    private static readonly FormatOptions s_shell = FormatOptions.Default with { IndentsShell = true };

    /// <summary>The tree is the text, and every rule can look at it.</summary>
    public static FuzzTarget Lint { get; } = FuzzTarget.OfText("dockerfile", Words.Dockerfile, SeedFiles.Dockerfiles, static text =>
    {
        TreeChecks.Check(text);
        var whole = new TextSpan(0, text.Length);
        Assert.All(s_linter.Lint(new SourceText(text)), finding => Assert.True(whole.Contains(finding.Span), finding.Rule.Code));
    });

    /// <summary>What fixes make of it has no error that it did not have.</summary>
    public static FuzzTarget Fix { get; } = FuzzTarget.OfText("fix", Words.Dockerfile, SeedFiles.Dockerfiles, static text =>
    {
        FixedText result = Fixer.Apply(s_linter, new SourceText(text), FixSafety.Unsafe);
        TreeChecks.Check(result.Text.Value);
    });

    /// <summary>Its content stays, and formatting it again changes nothing.</summary>
    public static FuzzTarget Format { get; } = FuzzTarget.OfText("format", Words.Dockerfile, SeedFiles.Dockerfiles, static text =>
    {
        FormatChecks.Check(text, FormatOptions.Default);
        FormatChecks.Check(text, s_shell);
    });

    /// <summary>The tree of a script lies in its text.</summary>
    public static FuzzTarget Shell { get; } = FuzzTarget.OfText("shell", Words.Shell, Scripts, ShellChecks.Check);

    private static IEnumerable<string> Scripts() => SeedFiles.Dockerfiles()
        .SelectMany(static text => DockerfileSyntax.Parse(text).Instructions)
        .Where(static instruction => instruction is CommandSyntax { Script: not null })
        .Select(static instruction => ((CommandSyntax)instruction).Script!.LogicalText.ToString()!)
        .Distinct()
        .Where(static (_, index) => index % 8 == 0);
}
