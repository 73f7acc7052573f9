using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Analyzers.Inputs;
using DockerLint.Configuration;
using DockerLint.Configuration.EditorConfig;
using DockerLint.Semantics;
using DockerLint.Semantics.Projects;
using DockerLint.Syntax.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Finding = DockerLint.Analysis.Diagnostic;

namespace DockerLint.Analyzers;

/// <summary>Looks at the files that the build hands to the compiler beside the sources.</summary>
internal static class AdditionalFileWalk
{
    /// <summary>Looks at one.</summary>
    public static void Visit(AdditionalFileAnalysisContext context, Project project)
    {
        switch (project.Inputs.KindOf(context.AdditionalFile))
        {
            case InputKind.Dockerfile or InputKind.Host:
                Lint(context, project);
                break;
            case InputKind.Project:
                LintProject(context, project);
                break;
            case InputKind.EditorConfig:
                FindIdleKeys(context, project);
                break;
        }
    }

    /// <summary>
    /// The compiler heeds <c>dotnet_diagnostic</c> keys for sources alone, and says nothing where one does nothing. Told
    /// to those who wrote one for a Dockerfile, or for a rule that has nothing to say of sources.
    /// </summary>
    private static void FindIdleKeys(AdditionalFileAnalysisContext context, Project project)
    {
        if (context.AdditionalFile.GetText(context.CancellationToken)?.ToString() is not { } text)
            return;
        foreach (CompilerSeverity key in CompilerSeverity.In(AdditionalInputs.PathOf(context.AdditionalFile), text))
        {
            if (RuleCatalog.IsAboutImages(key.Rule) && !project.Inputs.Dockerfiles.Any(key.IsFor))
                continue;
            string advice = $"write 'dockerlint.{key.Rule}.severity = {LevelOf(key.Level)}', or put the line into a .globalconfig";
            context.ReportDiagnostic(Descriptors.ToDiagnostic(new ConfigurationProblem(
                key.At, $"the compiler does not heed 'dotnet_diagnostic.{key.Rule}.severity' for Dockerfiles; {advice}", IsError: false)));
        }
    }

    /// <summary>Our word for a level of the compiler's.</summary>
    private static string LevelOf(string level) => level.ToUpperInvariant() switch
    {
        "ERROR" => "error",
        "WARNING" => "warning",
        "NONE" or "SILENT" => "none",
        _ => "info",
    };

    private static void Lint(AdditionalFileAnalysisContext context, Project project)
    {
        if (LintedFile.Read(project, context.AdditionalFile, () => ConfigurationOf(context, project), context.CancellationToken) is not { } file)
            return;
        foreach (Finding finding in file.Lint())
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            context.ReportDiagnostic(file.ToDiagnostic(finding));
        }
    }

    /// <summary>Looks at the images that the project names, as far as it does so in this file.</summary>
    private static void LintProject(AdditionalFileAnalysisContext context, Project project)
    {
        foreach ((ProjectFile file, ImageDocument images) in ProjectImages.Find(project.Inputs.ProjectFiles, project.ContainerProperty))
        {
            if (file.Path == context.AdditionalFile.Path && ConfigurationOf(context, project) is { } configuration)
                Report(context, file.Source, project.LinterFor(configuration).Lint(images, project.FactsForImages(AdditionalInputs.PathOf(context.AdditionalFile))));
        }
    }

    /// <summary>What holds for a file; null where it cannot be known.</summary>
    private static FileConfiguration? ConfigurationOf(AdditionalFileAnalysisContext context, Project project)
    {
        AdditionalText file = context.AdditionalFile;
        FileConfiguration configuration = project.ConfigurationOf(
            AdditionalInputs.PathOf(file), context.Options.AnalyzerConfigOptionsProvider.GetOptions(file));
        foreach (ConfigurationProblem problem in configuration.Problems.Where(project.IsNew))
            context.ReportDiagnostic(Descriptors.ToDiagnostic(problem));
        return configuration.IsValid ? configuration : null;
    }

    private static void Report(AdditionalFileAnalysisContext context, SourceText source, ImmutableArray<Finding> findings)
    {
        string path = context.AdditionalFile.Path;
        foreach (Finding finding in findings)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            context.ReportDiagnostic(Descriptors.ToDiagnostic(
                finding, Places.Of(path, source, finding.Span), finding.Related.Select(related => Places.Of(path, source, related.Span))));
        }
    }
}
