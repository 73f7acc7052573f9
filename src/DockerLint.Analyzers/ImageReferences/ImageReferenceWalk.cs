using DockerLint.Analyzers.Inputs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DockerLint.Analyzers.ImageReferences;

/// <summary>
/// Finds the image references that C# code gives to Testcontainers, Aspire, Docker.DotNet and the Kubernetes client, and
/// to what is marked with <c>[StringSyntax("image-reference")]</c>.
/// </summary>
internal sealed class ImageReferenceWalk
{
    private readonly ImageSlots _slots;
    private readonly ImageLinter _linter;

    private ImageReferenceWalk(ImageSlots slots, ImageLinter linter)
    {
        _slots = slots;
        _linter = linter;
    }

    /// <summary>Asks for what may hold such a reference; for nothing where the compilation can have none.</summary>
    public static void Register(CompilationStartAnalysisContext start, Project project)
    {
        bool hasMarks = ImageMarks.AnyIn(start.Compilation, start.CancellationToken);
        if (!hasMarks && !KnownMembers.AnyIn(start.Compilation))
            return;
        var walk = new ImageReferenceWalk(
            new ImageSlots(hasMarks ? new ImageMarks() : null),
            new ImageLinter(project, start.Compilation, start.Options.AnalyzerConfigOptionsProvider));
        start.RegisterOperationAction(walk.VisitArgument, OperationKind.Argument);
        start.RegisterOperationAction(walk.VisitAssignment, OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment);
        if (!hasMarks)
            return;
        start.RegisterOperationAction(walk.VisitInitializer, OperationKind.FieldInitializer, OperationKind.PropertyInitializer, OperationKind.ParameterInitializer);
        start.RegisterOperationAction(walk.VisitReturn, OperationKind.Return);
    }

    private void VisitArgument(OperationAnalysisContext context)
    {
        var argument = (IArgumentOperation)context.Operation;
        if (argument is { Parameter: { } parameter, Parent: { } owner } && ImageSlots.IsWritten(argument) && _slots.Of(parameter) is { } slot)
            Judge(slot, argument.Value, owner, context);
    }

    private void VisitAssignment(OperationAnalysisContext context)
    {
        var assignment = (IAssignmentOperation)context.Operation;
        if (_slots.Of(assignment.Target) is { } slot)
            Judge(slot, assignment.Value, assignment.Parent is IObjectOrCollectionInitializerOperation { Parent: { } owner } ? owner : assignment, context);
    }

    private void VisitInitializer(OperationAnalysisContext context)
    {
        var initializer = (ISymbolInitializerOperation)context.Operation;
        ImageSlot? slot = initializer switch
        {
            IFieldInitializerOperation { InitializedFields: [{ } field, ..] } => _slots.Of(field),
            IPropertyInitializerOperation { InitializedProperties: [{ } property, ..] } => _slots.Of(property),
            IParameterInitializerOperation parameter => _slots.Of(parameter.Parameter),
            _ => null,
        };
        if (slot is { } taken)
            Judge(taken, initializer.Value, initializer, context);
    }

    private void VisitReturn(OperationAnalysisContext context)
    {
        if (context is { ContainingSymbol: IMethodSymbol { AssociatedSymbol: IPropertySymbol property, MethodKind: MethodKind.PropertyGet }, Operation: IReturnOperation { ReturnedValue: { } value } owner }
            && _slots.Of(property) is { } slot)
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
            var site = ReferenceSite.Of(given, owner, _slots);
            if (site.First.Syntax != given.Value.Syntax)
                continue;
            foreach (Diagnostic problem in _linter.ProblemsFor(owner.Syntax.SyntaxTree, context.CancellationToken))
                context.ReportDiagnostic(problem);
            IEnumerable<Diagnostic> diagnostics = site.References()
                .SelectMany(reference => _linter.Lint(reference, slot, owner.Syntax, context.CancellationToken))
                // What is wrong with several choices at one place is said of the first.
                .DistinctBy(static diagnostic => (diagnostic.Id, diagnostic.Location));
            foreach (Diagnostic diagnostic in diagnostics)
                context.ReportDiagnostic(diagnostic);
        }
    }
}
