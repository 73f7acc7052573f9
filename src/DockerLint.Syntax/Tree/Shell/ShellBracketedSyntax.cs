using System.Collections.Immutable;
using System.Text;

namespace DockerLint.Syntax.Tree;

/// <summary><c>$((…))</c>: the value of an expression.</summary>
public sealed class ShellArithmeticExpansionSyntax : ShellWordPart
{
    internal ShellArithmeticExpansionSyntax(ShellPlace place, ImmutableArray<ShellWordPart> parts) : base(place) =>
        Parts = parts;

    /// <summary>The expression: text and expansions.</summary>
    public ImmutableArray<ShellWordPart> Parts { get; private set; }

    internal override void AddChildren(List<ShellNode> children) => children.AddAll(Parts);

    private protected override void MoveParts(ShellMove move) => Parts = move.Of(Parts);
}

/// <summary>
/// Parentheses that are text: <c>@(a|b)</c> of an extended glob with the sign before it, <c>(a|b)</c> of a regular
/// expression or of an arithmetic one.
/// </summary>
public sealed class ShellParenthesizedSyntax : ShellWordPart
{
    internal ShellParenthesizedSyntax(ShellPlace place, ImmutableArray<ShellWordPart> parts) : base(place) => Parts = parts;

    /// <summary>What stands between the parentheses.</summary>
    public ImmutableArray<ShellWordPart> Parts { get; private set; }

    internal override bool IsStatic => Parts.All(static part => part.IsStatic);

    internal override void AppendTo(StringBuilder text)
    {
        text.Append(Characters[..(Characters.IndexOf('(') + 1)]);
        foreach (ShellWordPart part in Parts)
            part.AppendTo(text);
        text.Append(')');
    }

    internal override void AddChildren(List<ShellNode> children) => children.AddAll(Parts);

    private protected override void MoveParts(ShellMove move) => Parts = move.Of(Parts);
}

/// <summary><c>(…)</c> after an equals sign: the elements of an array.</summary>
public sealed class ShellArraySyntax : ShellWordPart
{
    internal ShellArraySyntax(ShellPlace place, ImmutableArray<ShellWordSyntax> elements) : base(place) =>
        Elements = elements;

    /// <summary>The elements; one with a key is the word <c>[key]=value</c>.</summary>
    public ImmutableArray<ShellWordSyntax> Elements { get; private set; }

    internal override void AddChildren(List<ShellNode> children) => children.AddAll(Elements);

    private protected override void MoveParts(ShellMove move) => Elements = move.Of(Elements);
}
