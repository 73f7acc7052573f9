using System.Collections.Immutable;
using System.Text;
using DockerLint.Analysis;
using DockerLint.Cli.Input;
using DockerLint.Cli.Output;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Tests;

/// <summary>Findings of our own making, so that the writers are tested and not the rules.</summary>
internal static class Sample
{
    public const string Text =
        "FROM debian:latest\n" +
        "RUN apt-get update && \\\n" +
        "    apt-get install -y \\\n" +
        "      curl\n" +
        "\tCOPY a\tb /x\u001b[31m\n" +
        "LABEL 名前=\"値\" b=c\n" +
        "RUN echo 0123456789012345678901234567890123456789012345678901234567890123456789 && sudo rm -rf / && echo 0123456789012345678901234567890123456789012345678901234567890123456789\n" +
        "EXPOSE 99999";

    public static RuleInfo Latest { get; } = new(
        "DL3007", "NoLatestTag", Severity.Warning, Category.Reproducibility, Profiles.Recommended, "An image is used by its tag latest.");

    public static RuleInfo Sudo { get; } = new(
        "DL3004", "NoSudo", Severity.Error, Category.Security, Profiles.Recommended, "Sudo is used.");

    public static FileReport Report { get; } = Of(
        "web/Docker file",
        Text,
        Finding(Latest, "latest", "'debian:latest' is another image tomorrow; name a version",
            fix: new Fix("name the version of today", IsSafe: false, [new TextEdit(Span("latest"), "13")])),
        Finding(Latest, "RUN apt-get update && \\\n    apt-get install -y \\\n      curl", "three lines", Severity.Info,
            new RelatedLocation(Span("debian"), "the image is named here")),
        Finding(Latest, "b /x", "after tabs, before an escape", Severity.Style),
        Finding(Latest, "\"値\"", "after wide characters: 100%,\nwith a | bar", Severity.Warning),
        Finding(Sudo, "sudo", "far to the right", Severity.Error),
        Finding(Sudo, "", "at the very end", Severity.Error));

    public static FileReport Of(string name, string text, params ImmutableArray<Diagnostic> findings) =>
        new(new InputFile(name, name), new SourceText(text), findings);

    public static Diagnostic Finding(
        RuleInfo rule, string part, string message, Severity? severity = null, RelatedLocation? related = null, Fix? fix = null) =>
        new(rule, severity ?? rule.Severity, Span(part), message, related is null ? [] : [related], fix is null ? [] : [fix]);

    /// <summary>Where a part of the text stands; an empty part stands at its end.</summary>
    public static TextSpan Span(string part) =>
        new(part.Length == 0 ? Text.Length : Text.IndexOf(part, StringComparison.Ordinal), part.Length);

    /// <summary>What a report writes.</summary>
    public static string Written(Func<Stream, IReport> create, params FileReport[] files)
    {
        using var stream = new MemoryStream();
        IReport report = create(stream);
        foreach (FileReport file in files)
            report.Write(file);
        report.Finish([]);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
