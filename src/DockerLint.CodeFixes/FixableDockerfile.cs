using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Analysis.Engine;
using DockerLint.Analyzers.Inputs;
using DockerLint.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Diagnostic = Microsoft.CodeAnalysis.Diagnostic;
using Finding = DockerLint.Analysis.Diagnostic;
using Project = DockerLint.Analyzers.Inputs.Project;

namespace DockerLint.CodeFixes;

/// <summary>A Dockerfile of a workspace. The engine finds and fixes in it what it finds and fixes for the analyzer.</summary>
internal sealed class FixableDockerfile
{
    private readonly Dockerfile _dockerfile;
    private readonly ImmutableArray<Finding> _findings;

    private FixableDockerfile(Dockerfile dockerfile)
    {
        _dockerfile = dockerfile;
        _findings = dockerfile.Lint();
    }

    /// <summary>Reads and lints a document; null where the analyzer would not.</summary>
    public static async Task<FixableDockerfile?> ReadAsync(TextDocument document, CancellationToken cancel)
    {
        AnalyzerOptions options = document.Project.AnalyzerOptions;
        string path = document.FilePath ?? document.Name;
        if (options.AdditionalFiles.FirstOrDefault(file => file.Path == path) is not { } file
            || await document.Project.GetCompilationAsync(cancel).ConfigureAwait(false) is not { } compilation
            || file.GetText(cancel)?.ToString() is not { } text)
        {
            return null;
        }

        var project = new Project(options, compilation, cancel);
        if (project.Inputs.KindOf(file) != InputKind.Dockerfile)
            return null;
        FileConfiguration configuration = project.ConfigurationOf(
            AdditionalInputs.PathOf(file), options.AnalyzerConfigOptionsProvider.GetOptions(file));
        return configuration.IsValid ? new FixableDockerfile(new Dockerfile(project, file, text, configuration)) : null;
    }

    /// <summary>What the analyzer reported; null where that is no longer found.</summary>
    public Finding? FindingOf(Diagnostic diagnostic) => _findings.FirstOrDefault(finding =>
        finding.Span.Start == diagnostic.Location.SourceSpan.Start
        && finding.Span.Length == diagnostic.Location.SourceSpan.Length
        && _dockerfile.ToDiagnostic(finding) is var own
        && own.Id == diagnostic.Id
        && own.GetMessage(null) == diagnostic.GetMessage(null));

    /// <summary>The text after one fix; null where it would bring an error.</summary>
    public string? With(Fix fix, Finding finding) =>
        Apply(FixSafety.Unsafe, (source, _) => ReferenceEquals(source, _dockerfile.Source) ? [finding with { Fixes = [fix] }] : [])?.Text.Value;

    /// <summary>The text after all safe fixes of some rules; null where there are none.</summary>
    /// <param name="codes">The rules.</param>
    public FixedText? WithAll(IReadOnlySet<string> codes) =>
        Apply(FixSafety.Safe, (_, findings) => [.. findings.Where(finding => codes.Contains(finding.Rule.Code))]);

    /// <summary>The text with a comment that suppresses a finding; null where none does.</summary>
    public string? WithComment(Finding finding) =>
        SuppressionComment.For(_dockerfile.Model.Syntax, finding, _dockerfile.Options) is { } edit
            ? Fixer.Apply(_dockerfile.Source, [edit]).Value
            : null;

    private FixedText? Apply(FixSafety safety, FixChoice choice)
    {
        FixedText result = Fixer.Apply(_dockerfile.Linter, _dockerfile.Source, safety, _dockerfile.Model.Options, _dockerfile.Facts, choice);
        return result.Count > 0 ? result : null;
    }
}
