using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Analyzers.Inputs;
using DockerLint.Configuration;
using DockerLint.Configuration.EditorConfig;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Finding = DockerLint.Analysis.Diagnostic;

namespace DockerLint.Analyzers;

/// <summary>Reports on the Dockerfiles that the build hands to the compiler.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DockerfileAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var project = new Project(start.Options, start.Compilation, start.CancellationToken);
            if (project.ProblemOfProfile is { } problem)
                start.RegisterCompilationEndAction(end => end.ReportDiagnostic(Descriptors.ToDiagnostic(problem)));
            start.RegisterAdditionalFileAction(file => Analyze(file, project));
        });
    }

    private static void Analyze(AdditionalFileAnalysisContext context, Project project)
    {
        InputKind kind = project.Inputs.KindOf(context.AdditionalFile);
        if (kind == InputKind.Other || context.AdditionalFile.GetText(context.CancellationToken)?.ToString() is not { } text)
            return;
        if (kind == InputKind.EditorConfig)
            FindIdleKeys(context, project, text);
        else
            Lint(context, project, text);
    }

    /// <summary>
    /// The compiler heeds <c>dotnet_diagnostic</c> keys for sources alone, and says nothing where one does nothing. Told
    /// to those who wrote one for a Dockerfile, or for a rule that has nothing to say of sources.
    /// </summary>
    private static void FindIdleKeys(AdditionalFileAnalysisContext context, Project project, string text)
    {
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

    private static void Lint(AdditionalFileAnalysisContext context, Project project, string text)
    {
        AdditionalText file = context.AdditionalFile;
        string path = AdditionalInputs.PathOf(file);
        FileConfiguration configuration = project.ConfigurationOf(path, context.Options.AnalyzerConfigOptionsProvider.GetOptions(file));
        foreach (ConfigurationProblem problem in configuration.Problems.Where(project.IsNew))
            context.ReportDiagnostic(Descriptors.ToDiagnostic(problem));
        if (!configuration.IsValid)
            return;
        var source = new SourceText(text);
        var model = DockerfileModel.Create(
            DockerfileSyntax.Parse(source), BuildOptions.Default with { BuildArguments = configuration.Settings.BuildArguments });
        foreach (Finding finding in project.LinterFor(configuration).Lint(model, project.FactsFor(path, model)))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            context.ReportDiagnostic(Descriptors.ToDiagnostic(
                finding, Places.Of(file.Path, source, finding.Span), finding.Related.Select(related => Places.Of(file.Path, source, related.Span))));
        }
    }
}
