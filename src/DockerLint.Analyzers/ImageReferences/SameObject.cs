using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DockerLint.Analyzers.ImageReferences;

/// <summary>What else the code does with an object.</summary>
internal static class SameObject
{
    /// <summary>The calls that one expression makes on the result of each other, and the creation that they start from.</summary>
    /// <param name="step">One of them.</param>
    /// <returns>In the order in which they happen.</returns>
    public static IEnumerable<IOperation> ChainOf(IOperation step)
    {
        IOperation first = step;
        while (ReceiverOf(first) is IInvocationOperation or IObjectCreationOperation)
            first = ReceiverOf(first)!;
        for (IOperation? next = first; next is not null; next = CallOn(next))
            yield return next;
    }

    /// <summary>The names of the methods and properties that other expressions call and set on the object of a chain.</summary>
    public static IEnumerable<string> SetElsewhere(ImmutableArray<ReferenceStep> chain)
    {
        SyntaxNode top = chain[^1].Operation.Syntax;
        foreach ((string name, SyntaxNode scope) in NamesOf(chain, top))
        {
            foreach (SyntaxNode node in scope.DescendantNodes(node => node != top))
            {
                switch (node)
                {
                    case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } when node != top && RootOf(call.Expression).ToString() == name:
                        yield return call.Name.Identifier.ValueText;
                        break;
                    case AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax property } when node != top && property.Expression.ToString() == name:
                        yield return property.Name.Identifier.ValueText;
                        break;
                    case VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax { Initializer: { } initializer } } variable
                        when variable.Identifier.ValueText == name && !initializer.Span.IntersectsWith(top.Span):
                        foreach (AssignmentExpressionSyntax assignment in initializer.Expressions.OfType<AssignmentExpressionSyntax>())
                            yield return assignment.Left.ToString();
                        break;
                }
            }
        }
    }

    /// <summary>What the code calls the object, and how far that name reaches.</summary>
    private static IEnumerable<(string Name, SyntaxNode Scope)> NamesOf(ImmutableArray<ReferenceStep> chain, SyntaxNode top)
    {
        if (NameOf(chain[0].Operation) is { } receiver)
            yield return (receiver.Syntax.ToString(), ScopeOf(top, isField: receiver is IFieldReferenceOperation, isParameter: receiver is IParameterReferenceOperation));
        SyntaxNode value = top;
        while (value.Parent is ParenthesizedExpressionSyntax)
            value = value.Parent;
        if (value.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable })
            yield return (variable.Identifier.ValueText, ScopeOf(top, isField: variable.Parent?.Parent is FieldDeclarationSyntax, isParameter: false));
        else if (value.Parent is AssignmentExpressionSyntax assignment && assignment.Right == value)
            yield return (assignment.Left.ToString(), ScopeOf(top, isField: true, isParameter: false));
    }

    /// <summary>What names the object that a chain starts from; null where the chain makes it.</summary>
    private static IOperation? NameOf(IOperation first) => first switch
    {
        IAssignmentOperation { Target: IMemberReferenceOperation { Instance: { } instance } } => instance,
        // A builder returns itself; what returns something else makes that.
        IInvocationOperation call when ReceiverOf(call) is { } receiver && SymbolEqualityComparer.Default.Equals(receiver.Type, call.Type) => receiver,
        _ => null,
    };

    private static SyntaxNode ScopeOf(SyntaxNode node, bool isField, bool isParameter) =>
        node.Ancestors().FirstOrDefault(outer =>
            outer is TypeDeclarationSyntax
            || (isParameter && outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            || (!isField && outer is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax)) ?? node.SyntaxTree.GetRoot();

    /// <summary>What a chain of calls starts from.</summary>
    private static ExpressionSyntax RootOf(ExpressionSyntax expression)
    {
        while (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call })
            expression = call.Expression;
        return expression;
    }

    private static IOperation? ReceiverOf(IOperation step) => step is not IInvocationOperation call
        ? null
        : WithoutConversions(call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value : null));

    private static IOperation? CallOn(IOperation receiver)
    {
        IOperation? user = receiver.Parent;
        while (user is IConversionOperation)
            user = user.Parent;
        if (user is IArgumentOperation { Parameter.Ordinal: 0 })
            user = user.Parent;
        return user is IInvocationOperation call && ReceiverOf(call) == receiver ? call : null;
    }

    private static IOperation? WithoutConversions(IOperation? operation)
    {
        while (operation is IConversionOperation conversion)
            operation = conversion.Operand;
        return operation;
    }
}
