using System.Collections.Immutable;
using DockerLint.Analyzers.Inputs;
using DockerLint.Configuration;
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
        AdditionalText file = context.AdditionalFile;
        if (!project.Inputs.IsDockerfile(file) || file.GetText(context.CancellationToken)?.ToString() is not { } text)
            return;
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
