using System.Collections.Immutable;
using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Facts;
using DockerLint.Configuration;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;
using Microsoft.CodeAnalysis;
using Finding = DockerLint.Analysis.Diagnostic;

namespace DockerLint.Analyzers.Inputs;

/// <summary>A Dockerfile of a compilation that can be linted: what holds for it is in order.</summary>
internal sealed class Dockerfile
{
    private readonly Project _project;
    private readonly FileConfiguration _configuration;
    private readonly AdditionalText _file;

    /// <summary>Reads it, and lints nothing yet.</summary>
    /// <param name="project">What is asked for.</param>
    /// <param name="file">The file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="configuration">What holds for it, which is valid.</param>
    public Dockerfile(Project project, AdditionalText file, string text, FileConfiguration configuration)
    {
        _project = project;
        _configuration = configuration;
        _file = file;
        Model = DockerfileModel.Create(
            DockerfileSyntax.Parse(new SourceText(text)), BuildOptions.Default with { BuildArguments = configuration.Settings.BuildArguments });
        Facts = project.FactsFor(AdditionalInputs.PathOf(file), Model);
    }

    /// <summary>Its text.</summary>
    public SourceText Source => Model.Syntax.Source;

    /// <summary>What it means.</summary>
    public DockerfileModel Model { get; }

    /// <summary>What rules may ask of the world.</summary>
    public FactSet Facts { get; }

    /// <summary>Finds what is wrong in it.</summary>
    public Linter Linter => _project.LinterFor(_configuration);

    /// <summary>What the rules are told.</summary>
    public Analysis.Configuration.LintOptions Options => _configuration.Lint;

    /// <summary>What is wrong in it.</summary>
    public ImmutableArray<Finding> Lint() => Linter.Lint(Model, Facts);

    /// <summary>A finding as the compiler reports it.</summary>
    public Diagnostic ToDiagnostic(Finding finding) => Descriptors.ToDiagnostic(
        finding, Places.Of(_file.Path, Source, finding.Span), finding.Related.Select(related => Places.Of(_file.Path, Source, related.Span)));
}
