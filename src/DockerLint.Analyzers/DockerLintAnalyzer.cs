using System.Collections.Immutable;
using DockerLint.Analyzers.ImageReferences;
using DockerLint.Analyzers.Inputs;
using DockerLint.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DockerLint.Analyzers;

/// <summary>
/// Reports on Dockerfiles, on other files that name images, on the images that a project file names, and on image
/// references in C# code. One analyzer, so that what is wrong with the configuration of several of them is said once.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DockerLintAnalyzer : DiagnosticAnalyzer
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
            if (!project.Problems.IsEmpty)
            {
                start.RegisterCompilationEndAction(end =>
                {
                    foreach (ConfigurationProblem problem in project.Problems)
                        end.ReportDiagnostic(Descriptors.ToDiagnostic(problem));
                });
            }

            start.RegisterAdditionalFileAction(file => AdditionalFileWalk.Visit(file, project));
            ImageReferenceWalk.Register(start, project);
        });
    }
}
