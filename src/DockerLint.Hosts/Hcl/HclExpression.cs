using System.Collections.Immutable;

namespace DockerLint.Hosts.Hcl;

/// <summary>An expression of HCL (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md) and where it is written.</summary>
/// <param name="Span">Where; of a template what stands between its quotes or marks.</param>
internal abstract record HclExpression(TextSpan Span);

/// <summary>A number, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Value">What it says.</param>
internal sealed record HclLiteral(TextSpan Span, HclValue Value) : HclExpression(Span);

/// <summary>A text, which may hold expressions.</summary>
/// <param name="Span">What stands between its quotes, or the lines of a here-document.</param>
/// <param name="Parts">Its parts.</param>
internal sealed record HclTemplate(TextSpan Span, ImmutableArray<HclPart> Parts) : HclExpression(Span);

/// <summary>A variable.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Name">Its name.</param>
internal sealed record HclName(TextSpan Span, string Name) : HclExpression(Span);

/// <summary>A call of a function.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Name">The function.</param>
/// <param name="Arguments">What it is given.</param>
/// <param name="IsSpread">Whether the last argument is a list of several.</param>
internal sealed record HclCall(TextSpan Span, string Name, ImmutableArray<HclExpression> Arguments, bool IsSpread) : HclExpression(Span);

/// <summary><c>[ … ]</c>.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Items">What is in it.</param>
internal sealed record HclTuple(TextSpan Span, ImmutableArray<HclExpression> Items) : HclExpression(Span);

/// <summary><c>{ … }</c>.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Items">Keys and values.</param>
internal sealed record HclObject(TextSpan Span, ImmutableArray<HclItem> Items) : HclExpression(Span);

/// <summary>A key of an object and its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
internal sealed record HclItem(HclExpression Key, HclExpression Value);

/// <summary><c>[for …]</c> or <c>{for …}</c>.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Names">What each item is called, or its key and itself.</param>
/// <param name="Source">What is gone through.</param>
/// <param name="Key">The key that it makes of each; null where it makes a list.</param>
/// <param name="Value">The value that it makes of each.</param>
/// <param name="Condition">Which are taken; null is all.</param>
internal sealed record HclFor(
    TextSpan Span, ImmutableArray<string> Names, HclExpression Source, HclExpression? Key, HclExpression Value, HclExpression? Condition) : HclExpression(Span);

/// <summary><c>a.b</c> or <c>a[b]</c>.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Target">What it is taken from.</param>
/// <param name="Key">Its name or number.</param>
internal sealed record HclIndex(TextSpan Span, HclExpression Target, HclExpression Key) : HclExpression(Span);

/// <summary><c>a.*</c> or <c>a[*]</c>.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Target">What it is taken from.</param>
internal sealed record HclSplat(TextSpan Span, HclExpression Target) : HclExpression(Span);

/// <summary><c>!a</c> or <c>-a</c>.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Operator">The operator.</param>
/// <param name="Operand">What it is applied to.</param>
internal sealed record HclNegation(TextSpan Span, char Operator, HclExpression Operand) : HclExpression(Span);

/// <summary>An operator between two operands.</summary>
/// <param name="Left">The first.</param>
/// <param name="Operator">The operator.</param>
/// <param name="Right">The second.</param>
internal sealed record HclOperation(HclExpression Left, string Operator, HclExpression Right)
    : HclExpression(TextSpan.Between(Left.Span.Start, Math.Max(Left.Span.Start, Right.Span.End)));

/// <summary><c>a ? b : c</c>.</summary>
/// <param name="Condition">What decides.</param>
/// <param name="Then">What it is where that is true.</param>
/// <param name="Otherwise">What it is where not.</param>
internal sealed record HclChoice(HclExpression Condition, HclExpression Then, HclExpression Otherwise)
    : HclExpression(TextSpan.Between(Condition.Span.Start, Math.Max(Condition.Span.Start, Otherwise.Span.End)));

/// <summary>A part of a template.</summary>
internal abstract record HclPart;

/// <summary>What is taken as it is.</summary>
/// <param name="Text">The text, without escapes.</param>
internal sealed record HclTextPart(string Text) : HclPart;

/// <summary><c>${ … }</c>.</summary>
/// <param name="Expression">What takes its place.</param>
internal sealed record HclHolePart(HclExpression Expression) : HclPart;

/// <summary><c>%{ … }</c>, which says whether, or how often, the parts after it are taken.</summary>
internal sealed record HclDirectivePart : HclPart;
