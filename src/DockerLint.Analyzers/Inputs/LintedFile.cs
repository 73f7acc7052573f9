using System.Collections.Immutable;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Facts;
using DockerLint.Configuration;
using DockerLint.Syntax.Text;
using Microsoft.CodeAnalysis;
using Finding = DockerLint.Analysis.Diagnostic;

namespace DockerLint.Analyzers.Inputs;

/// <summary>A Dockerfile of a compilation, or another file that names images, that can be linted: what holds for it is in order.</summary>
internal sealed class LintedFile
{
    private readonly AdditionalText _file;
    private readonly FileConfiguration _configuration;

    private LintedFile(Project project, AdditionalText file, FileReading reading, FileConfiguration configuration)
    {
        _file = file;
        _configuration = configuration;
        Reading = reading;
        Linter = project.LinterFor(configuration);
        Facts = project.FactsFor(AdditionalInputs.PathOf(file), reading);
    }

    /// <summary>It as it was read.</summary>
    public FileReading Reading { get; }

    /// <summary>Its text.</summary>
    public SourceText Source => Reading.Source;

    /// <summary>What rules may ask of the world.</summary>
    public FactSet Facts { get; }

    /// <summary>Finds what is wrong in it.</summary>
    public Linter Linter { get; }

    /// <summary>What the rules are told.</summary>
    public LintOptions Options => _configuration.Lint;

    /// <summary>Reads a file, and lints nothing yet.</summary>
    /// <param name="project">What is asked for.</param>
    /// <param name="file">The file.</param>
    /// <param name="configuration">Finds out what holds for it; null where that cannot be known.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The file; null where it is none to be linted.</returns>
    public static LintedFile? Read(Project project, AdditionalText file, Func<FileConfiguration?> configuration, CancellationToken cancel) =>
        project.Inputs.KindOf(file) is InputKind.Dockerfile or InputKind.Host
        && file.GetText(cancel)?.ToString() is { } text
        && configuration() is { } known
        && project.Read(file, new SourceText(text), known) is { } reading
            ? new LintedFile(project, file, reading, known)
            : null;

    /// <summary>What is wrong in it.</summary>
    public ImmutableArray<Finding> Lint() => Reading.Lint(Linter, Facts);

    /// <summary>A finding as the compiler reports it.</summary>
    public Diagnostic ToDiagnostic(Finding finding) => Descriptors.ToDiagnostic(
        finding, Places.Of(_file.Path, Source, finding.Span), finding.Related.Select(related => Places.Of(_file.Path, Source, related.Span)));
}
