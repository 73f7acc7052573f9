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

/// <summary>
/// A Dockerfile of a workspace, or another file that names images. The engine finds and fixes in it what it finds and fixes
/// for the analyzer.
/// </summary>
internal sealed class FixableFile
{
    private readonly LintedFile _file;
    private readonly ImmutableArray<Finding> _findings;

    private FixableFile(LintedFile file)
    {
        _file = file;
        _findings = file.Lint();
    }

    /// <summary>Reads and lints a document; null where the analyzer would not.</summary>
    public static async Task<FixableFile?> ReadAsync(TextDocument document, CancellationToken cancel)
    {
        AnalyzerOptions options = document.Project.AnalyzerOptions;
        string path = document.FilePath ?? document.Name;
        if (options.AdditionalFiles.FirstOrDefault(file => file.Path == path) is not { } file
            || await document.Project.GetCompilationAsync(cancel).ConfigureAwait(false) is not { } compilation)
        {
            return null;
        }

        var project = new Project(options, compilation, cancel);
        return LintedFile.Read(project, file, ConfigurationOf, cancel) is { } linted ? new FixableFile(linted) : null;

        FileConfiguration? ConfigurationOf()
        {
            FileConfiguration configuration = project.ConfigurationOf(
                AdditionalInputs.PathOf(file), options.AnalyzerConfigOptionsProvider.GetOptions(file));
            return configuration.IsValid ? configuration : null;
        }
    }

    /// <summary>What the analyzer reported; null where that is no longer found.</summary>
    public Finding? FindingOf(Diagnostic diagnostic) => _findings.FirstOrDefault(finding =>
        finding.Span.Start == diagnostic.Location.SourceSpan.Start
        && finding.Span.Length == diagnostic.Location.SourceSpan.Length
        && _file.ToDiagnostic(finding) is var own
        && own.Id == diagnostic.Id
        && own.GetMessage(null) == diagnostic.GetMessage(null));

    /// <summary>The text after one fix; null where it would bring an error.</summary>
    public string? With(Fix fix, Finding finding) =>
        Apply(FixSafety.Unsafe, (source, _) => ReferenceEquals(source, _file.Source) ? [finding with { Fixes = [fix] }] : [])?.Text.Value;

    /// <summary>The text after all safe fixes of some rules; null where there are none.</summary>
    /// <param name="codes">The rules.</param>
    public FixedText? WithAll(IReadOnlySet<string> codes) =>
        Apply(FixSafety.Safe, (_, findings) => [.. findings.Where(finding => codes.Contains(finding.Rule.Code))]);

    /// <summary>The text with a comment that suppresses a finding; null where none does.</summary>
    public string? WithComment(Finding finding) =>
        SuppressionComment.For(_file.Reading, finding, _file.Options) is { } edit
            ? Fixer.Apply(_file.Source, [edit]).Value
            : null;

    private FixedText? Apply(FixSafety safety, FixChoice choice)
    {
        FixedText result = Fixer.Apply(_file.Linter, _file.Reading, safety, _file.Facts, choice);
        return result.Count > 0 ? result : null;
    }
}
