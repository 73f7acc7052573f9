using System.Collections.Immutable;
using System.Text;

namespace DockerLint.Syntax.Tree;

/// <summary>A word: text, quotes and expansions without white space between them.</summary>
public sealed class ShellWordSyntax : ShellNode
{
    private ImmutableArray<ShellWordPart> _parts;
    private string? _static;

    /// <summary>A word of one literal.</summary>
    internal ShellWordSyntax(ShellPlace place) : base(place)
    {
    }

    internal ShellWordSyntax(ShellPlace place, ImmutableArray<ShellWordPart> parts) : base(place) => _parts = parts;

    /// <summary>What it is made of; none for an empty value.</summary>
    public ImmutableArray<ShellWordPart> Parts => IsPlain ? [new ShellLiteralSyntax(new ShellPlace(LogicalText, LogicalSpan))] : _parts;

    /// <summary>
    /// The text that it stands for, quotes removed; null when an expansion is in it. <c>~</c>, globs and braces
    /// stay as they are written.
    /// </summary>
    public string? Literal => IsPlain || _parts.All(static part => part.IsStatic) ? StaticText : null;

    /// <summary>As <see cref="Literal"/>, with expansions left as written.</summary>
    public string StaticText => _static ??= IsPlain ? Text : Unquote();

    /// <summary><see cref="StaticText"/>, for which no string is made where it is what is written.</summary>
    public ReadOnlySpan<char> StaticCharacters => IsPlain ? Characters : StaticText;

    /// <summary>Whether quotes or a backslash are in it.</summary>
    public bool IsQuoted => !IsPlain
        && _parts.Any(static part => part is ShellSingleQuotedSyntax or ShellDoubleQuotedSyntax or ShellEscapeSyntax);

    /// <summary>Whether it is one literal, which is made only when it is asked for.</summary>
    public bool IsPlain => _parts.IsDefault;

    internal override void AddChildren(List<ShellNode> children) => children.AddAll(Parts);

    private protected override void MoveParts(ShellMove move)
    {
        if (!IsPlain)
            _parts = move.Of(_parts);
    }

    internal static ShellWordSyntax Missing(ShellPlace place) => new(place, []);

    private string Unquote()
    {
        StringBuilder text = new();
        foreach (ShellWordPart part in _parts)
            part.AppendTo(text);
        return text.ToString();
    }
}
