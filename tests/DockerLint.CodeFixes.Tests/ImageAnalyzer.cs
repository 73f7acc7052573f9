using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DockerLint.CodeFixes.Tests;

/// <summary>
/// Reports the strings that <c>Image</c> and <c>Tagged</c> are called with, and says of those of <c>Tagged</c> what they lack
/// where they do not end in it: the second argument.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ImageAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = new(
        "DL3006", "Tag", "no tag", "DockerLint", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [s_descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.InvocationExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        if (context.Node is not InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Image" or "Tagged" } name } call)
            return;
        ExpressionSyntax text = call.ArgumentList.Arguments[0].Expression;
        if (text is BinaryExpressionSyntax sum)
            text = sum.Right;
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (name.Identifier.Text == "Tagged")
        {
            string insert = (string)context.SemanticModel.GetConstantValue(call.ArgumentList.Arguments[1].Expression).Value!;
            if (EndOf(text).EndsWith(insert, StringComparison.Ordinal))
                return;
            properties = properties.Add("DockerLint.Title", "Add the tag").Add("DockerLint.Insert", insert);
        }

        context.ReportDiagnostic(Diagnostic.Create(s_descriptor, text.GetLocation(), properties));
    }

    private static string EndOf(ExpressionSyntax text) => text switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax { Contents: [.., InterpolatedStringTextSyntax last] } => last.TextToken.ValueText.Replace("{{", "{", StringComparison.Ordinal),
        _ => "",
    };
}
