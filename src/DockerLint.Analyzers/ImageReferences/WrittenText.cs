using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DockerLint.Analyzers.ImageReferences;

/// <summary>A stretch of a text, and what writes it.</summary>
/// <param name="Text">The stretch; for one that only the running program knows the expression that brings it, in braces.</param>
/// <param name="Source">What writes it.</param>
/// <param name="IsKnown">Whether <paramref name="Text"/> is what there will be.</param>
internal readonly record struct Piece(string Text, SyntaxNodeOrToken Source, bool IsKnown)
{
    private const int LongestLabel = 32;

    /// <summary>What the expression brings.</summary>
    public static Piece Unknown(SyntaxNode expression)
    {
        string label = expression.ToString();
        return new Piece(label.Length <= LongestLabel && !label.Contains('\n', StringComparison.Ordinal) ? $"{{{label}}}" : "{…}", expression, IsKnown: false);
    }

    /// <summary>Where a part of it stands; the whole of what writes it where that holds escapes, or is no text.</summary>
    public Location PlaceOf(int start, int length)
    {
        // No quote, prefix or indentation of a literal can be mistaken for the text: what has none of it is no literal.
        int offset = Source.IsToken && Text.Length > 0 ? Source.ToString().IndexOf(Text, StringComparison.Ordinal) : -1;
        return offset < 0
            ? Source.GetLocation()!
            : Location.Create(Source.SyntaxTree!, new Microsoft.CodeAnalysis.Text.TextSpan(Source.SpanStart + offset + start, length));
    }
}

/// <summary>A text as the code writes it.</summary>
/// <param name="Pieces">Its stretches.</param>
/// <param name="Expression">The expression whose value it is.</param>
internal sealed record WrittenText(ImmutableArray<Piece> Pieces, SyntaxNode Expression)
{
    /// <summary>More ways to put a text together than a person would write down are as good as unknown.</summary>
    private const int MostAlternatives = 16;

    /// <summary>Where it stands: without its quotes where one literal writes it.</summary>
    public Location Place => Pieces is [{ IsKnown: true } piece] ? piece.PlaceOf(0, piece.Text.Length) : Expression.GetLocation();

    /// <summary>The texts that a value can be: of a choice each that is written out. None where it is null.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isWhole">Whether it is all of a reference: one that is a constant is wrong where that is declared.</param>
    public static ImmutableArray<WrittenText> Of(IOperation value, bool isWhole)
    {
        ImmutableArray<WrittenText> texts = Read(value, isWhole);
        return texts.Length <= MostAlternatives ? texts : [OfUnknown(value)];
    }

    private static ImmutableArray<WrittenText> Read(IOperation value, bool isWhole = false) => value switch
    {
        IConversionOperation conversion => Read(conversion.Operand, isWhole),
        IParenthesizedOperation parenthesized => Read(parenthesized.Operand, isWhole),
        ILiteralOperation { Syntax: LiteralExpressionSyntax literal, ConstantValue.Value: string text } => [new([new Piece(text, literal.Token, IsKnown: true)], literal)],
        IConditionalOperation { WhenFalse: { } otherwise } choice => [.. Read(choice.WhenTrue, isWhole), .. Read(otherwise, isWhole)],
        ICoalesceOperation coalesce => [.. Read(coalesce.Value, isWhole), .. Read(coalesce.WhenNull, isWhole)],
        ISwitchExpressionOperation choice => [.. choice.Arms.SelectMany(arm => Read(arm.Value, isWhole))],
        IThrowOperation => [],
        IInterpolatedStringOperation interpolated => Join(interpolated.Parts.Select(ReadPart), value),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum =>
            Join([Read(sum.LeftOperand), Read(sum.RightOperand)], value),
        IFieldReferenceOperation { ConstantValue: { HasValue: true, Value: string text } } field when isWhole => [OfConstant(field.Field, text, value)],
        ILocalReferenceOperation { ConstantValue: { HasValue: true, Value: string text } } local when isWhole => [OfConstant(local.Local, text, value)],
        { ConstantValue: { HasValue: true, Value: null } } => [],
        { ConstantValue: { HasValue: true, Value: string or int or char } constant } =>
            [new([new Piece(Convert.ToString(constant.Value, CultureInfo.InvariantCulture)!, value.Syntax, IsKnown: true)], value.Syntax)],
        _ => [OfUnknown(value)],
    };

    private static ImmutableArray<WrittenText> ReadPart(IInterpolatedStringContentOperation part) => part switch
    {
        IInterpolatedStringTextOperation { Syntax: InterpolatedStringTextSyntax { TextToken: var token } } => [new([new Piece(token.ValueText, token, IsKnown: true)], part.Syntax)],
        IInterpolationOperation { Alignment: null, FormatString: null } hole => Read(hole.Expression),
        IInterpolationOperation hole => [OfUnknown(hole.Expression)],
        _ => [OfUnknown(part)],
    };

    private static WrittenText OfUnknown(IOperation value) => new([Piece.Unknown(value.Syntax)], value.Syntax);

    /// <summary>All ways to put texts together, one of each. One that may be null adds nothing then.</summary>
    private static ImmutableArray<WrittenText> Join(IEnumerable<ImmutableArray<WrittenText>> parts, IOperation whole)
    {
        ImmutableArray<WrittenText> joined = [new([], whole.Syntax)];
        foreach (ImmutableArray<WrittenText> part in parts)
        {
            if (part.IsEmpty)
                continue;
            if (joined.Length * part.Length > MostAlternatives)
                return [OfUnknown(whole)];
            joined = [.. joined.SelectMany(_ => part, static (start, next) => start with { Pieces = [.. start.Pieces, .. next.Pieces] })];
        }

        return joined;
    }

    /// <summary>
    /// What is wrong with a constant is wrong where it is written, however often it is used. One of another assembly is only
    /// used here.
    /// </summary>
    private static WrittenText OfConstant(ISymbol constant, string text, IOperation use)
    {
        foreach (SyntaxReference declaration in constant.DeclaringSyntaxReferences)
        {
            if (use.SemanticModel?.Compilation.ContainsSyntaxTree(declaration.SyntaxTree) != true
                || declaration.GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: { } value })
            {
                continue;
            }

            ImmutableArray<Piece> literals = [.. LiteralsIn(value)];
            return literals.Sum(static literal => literal.Text.Length) == text.Length && string.Concat(literals.Select(static literal => literal.Text)) == text
                ? new WrittenText(literals, value)
                : new WrittenText([new Piece(text, value, IsKnown: true)], value);
        }

        return new WrittenText([new Piece(text, use.Syntax, IsKnown: true)], use.Syntax);
    }

    /// <summary>The literals of a sum, in order. No symbol is asked for: another file may hold it.</summary>
    private static IEnumerable<Piece> LiteralsIn(ExpressionSyntax value) => value switch
    {
        LiteralExpressionSyntax literal => [new Piece(literal.Token.ValueText, literal.Token, IsKnown: true)],
        ParenthesizedExpressionSyntax parenthesized => LiteralsIn(parenthesized.Expression),
        BinaryExpressionSyntax sum => LiteralsIn(sum.Left).Concat(LiteralsIn(sum.Right)),
        _ => [],
    };
}
