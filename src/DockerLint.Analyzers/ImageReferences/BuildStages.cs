using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DockerLint.Analyzers.ImageReferences;

/// <summary>The stages of a Dockerfile that code puts together: where one of them may stand, its name is no image.</summary>
internal static class BuildStages
{
    private const string NothingAtAll = "scratch";

    /// <summary>Whether what is given names a stage, or may name one.</summary>
    public static bool MayBeNamedBy(GivenPart given)
    {
        if (given.Slot.Part is not (ReferencePart.Base or ReferencePart.CopySource) || given.Value.ConstantValue is not { HasValue: true, Value: string name })
            return false;
        if (name.AsSpan().ContainsAny('/', ':', '@'))
            return false;
        return given.Slot.Part == ReferencePart.CopySource || name == NothingAtAll || NamesIn(given.Value.Syntax).Contains(name);
    }

    /// <summary>What the calls around give as the names of stages: <c>From(image, name)</c>.</summary>
    private static IEnumerable<string> NamesIn(SyntaxNode node)
    {
        SyntaxNode scope = node.Ancestors().FirstOrDefault(static outer => outer is BaseMethodDeclarationSyntax) ?? node.SyntaxTree.GetRoot();
        return scope.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(static call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "From" })
            .Select(static call => call.ArgumentList.Arguments)
            .Where(static arguments => arguments.Count == 2)
            .SelectMany(static arguments => arguments)
            .Select(static argument => argument.Expression)
            .OfType<LiteralExpressionSyntax>()
            .Select(static literal => literal.Token.ValueText);
    }
}
