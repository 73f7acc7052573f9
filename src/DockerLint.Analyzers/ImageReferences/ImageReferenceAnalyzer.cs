using System.Collections.Immutable;
using DockerLint.Analyzers.Inputs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DockerLint.Analyzers.ImageReferences;

/// <summary>
/// Reports on the image references that C# code gives to Testcontainers, Aspire, Docker.DotNet and the Kubernetes client,
/// and to what is marked with <c>[StringSyntax("image-reference")]</c>.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ImageReferenceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Descriptors.Declared, .. Descriptors.All.Where(static descriptor => ImageLinter.Codes.Contains(descriptor.Id))];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            bool hasMarks = ImageMarks.AnyIn(start.Compilation, start.CancellationToken);
            if (!hasMarks && !KnownMembers.AnyIn(start.Compilation))
                return;
            var project = new Project(start.Options, start.Compilation, start.CancellationToken);
            var walk = new Walk(
                new ImageSlots(hasMarks ? new ImageMarks() : null),
                new ImageLinter(project, start.Compilation, start.Options.AnalyzerConfigOptionsProvider));
            start.RegisterOperationAction(walk.VisitArgument, OperationKind.Argument);
            start.RegisterOperationAction(walk.VisitAssignment, OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment);
            if (!hasMarks)
                return;
            start.RegisterOperationAction(walk.VisitInitializer, OperationKind.FieldInitializer, OperationKind.PropertyInitializer, OperationKind.ParameterInitializer);
            start.RegisterOperationAction(walk.VisitReturn, OperationKind.Return);
        });
    }

    /// <summary>Finds the values that flow to what takes an image.</summary>
    private sealed class Walk(ImageSlots slots, ImageLinter linter)
    {
        public void VisitArgument(OperationAnalysisContext context)
        {
            var argument = (IArgumentOperation)context.Operation;
            if (argument is { Parameter: { } parameter, Parent: { } owner } && ImageSlots.IsWritten(argument) && slots.Of(parameter) is { } slot)
                Judge(slot, argument.Value, owner, context);
        }

        public void VisitAssignment(OperationAnalysisContext context)
        {
            var assignment = (IAssignmentOperation)context.Operation;
            if (slots.Of(assignment.Target) is { } slot)
                Judge(slot, assignment.Value, assignment.Parent is IObjectOrCollectionInitializerOperation { Parent: { } owner } ? owner : assignment, context);
        }

        public void VisitInitializer(OperationAnalysisContext context)
        {
            var initializer = (ISymbolInitializerOperation)context.Operation;
            ImageSlot? slot = initializer switch
            {
                IFieldInitializerOperation { InitializedFields: [{ } field, ..] } => slots.Of(field),
                IPropertyInitializerOperation { InitializedProperties: [{ } property, ..] } => slots.Of(property),
                IParameterInitializerOperation parameter => slots.Of(parameter.Parameter),
                _ => null,
            };
            if (slot is { } taken)
                Judge(taken, initializer.Value, initializer, context);
        }

        public void VisitReturn(OperationAnalysisContext context)
        {
            if (context is { ContainingSymbol: IMethodSymbol { AssociatedSymbol: IPropertySymbol property, MethodKind: MethodKind.PropertyGet }, Operation: IReturnOperation { ReturnedValue: { } value } owner }
                && slots.Of(property) is { } slot)
            {
                Judge(slot, value, owner, context);
            }
        }

        private void Judge(ImageSlot slot, IOperation value, IOperation owner, OperationAnalysisContext context)
        {
            foreach (GivenPart given in ImageSlots.Given(slot, value))
            {
                if (BuildStages.MayBeNamedBy(given))
                    continue;
                var site = ReferenceSite.Of(given, owner, slots);
                if (site.First.Syntax != given.Value.Syntax)
                    continue;
                IEnumerable<Diagnostic> diagnostics = site.References()
                    .SelectMany(reference => linter.Lint(reference, slot, owner.Syntax, context.CancellationToken))
                    // What is wrong with several choices at one place is said of the first.
                    .DistinctBy(static diagnostic => (diagnostic.Id, diagnostic.Location));
                foreach (Diagnostic diagnostic in diagnostics)
                    context.ReportDiagnostic(diagnostic);
            }
        }
    }
}
