using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DockerLint.CodeFixes;

/// <summary>What is to be added to a string, as the analyzer says it with its diagnostic.</summary>
/// <param name="Title">What that does.</param>
/// <param name="Change">The change of the source.</param>
internal sealed record Completion(string Title, TextChange Change)
{
    private const string TitleKey = "DockerLint.Title";
    private const string InsertKey = "DockerLint.Insert";

    /// <summary>Reads it; null where the analyzer says nothing or the string cannot take it.</summary>
    public static Completion? Of(Diagnostic diagnostic, SyntaxNode root)
    {
        if (!diagnostic.Properties.TryGetValue(InsertKey, out string? insert) || string.IsNullOrEmpty(insert))
            return null;
        ExpressionSyntax? literal = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)
            .FirstAncestorOrSelf<ExpressionSyntax>(static node =>
                node is InterpolatedStringExpressionSyntax || node.IsKind(SyntaxKind.StringLiteralExpression));
        TextChange? change = literal switch
        {
            InterpolatedStringExpressionSyntax interpolated => In(interpolated, insert),
            LiteralExpressionSyntax plain => In(plain.Token, insert),
            _ => null,
        };
        string title = diagnostic.Properties.GetValueOrDefault(TitleKey) ?? $"Add {insert}";
        return change is { } made ? new Completion(title, made) : null;
    }

    private static TextChange? In(SyntaxToken token, string insert) => token.Kind() switch
    {
        SyntaxKind.StringLiteralToken => Before(1, token, token.IsVerbatimStringLiteral() ? Verbatim(insert) : Escaped(insert)),
        SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken => Raw(token, insert),
        _ => null,
    };

    private static TextChange? In(InterpolatedStringExpressionSyntax text, string insert) => text.StringStartToken.Kind() switch
    {
        SyntaxKind.InterpolatedStringStartToken => Before(1, text.StringEndToken, Braced(Escaped(insert))),
        SyntaxKind.InterpolatedVerbatimStringStartToken => Before(1, text.StringEndToken, Braced(Verbatim(insert))),
        _ => Raw(text.StringEndToken, insert),
    };

    /// <summary>A raw string knows no escapes: what would need one is left alone.</summary>
    private static TextChange? Raw(SyntaxToken end, string insert)
    {
        if (insert.AsSpan().IndexOfAny("\"{}\r\n") >= 0)
            return null;
        string text = end.Text;
        int quotes = text.Length - text.TrimEnd('"').Length;
        // The quotes of one of several lines stand on a line of their own, which is no part of it.
        int line = text.LastIndexOf('\n');
        return line < 0 || end.IsKind(SyntaxKind.SingleLineRawStringLiteralToken)
            ? Before(quotes, end, insert)
            : Before(text.Length - (line > 0 && text[line - 1] == '\r' ? line - 1 : line), end, insert);
    }

    /// <param name="length">How much of the end of the token comes after.</param>
    /// <param name="token">The token.</param>
    /// <param name="text">What comes before it.</param>
    private static TextChange Before(int length, SyntaxToken token, string text) => new(new Microsoft.CodeAnalysis.Text.TextSpan(token.Span.End - length, 0), text);

    private static string Escaped(string text) => SymbolDisplay.FormatLiteral(text, quote: true)[1..^1];

    private static string Verbatim(string text) => text.Replace("\"", "\"\"", StringComparison.Ordinal);

    private static string Braced(string text) =>
        text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
