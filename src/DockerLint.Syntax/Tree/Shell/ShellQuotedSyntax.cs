using System.Collections.Immutable;
using System.Text;

namespace DockerLint.Syntax.Tree;

/// <summary><c>'…'</c>, or <c>$'…'</c> with the escapes of C.</summary>
public sealed class ShellSingleQuotedSyntax : ShellWordPart
{
    private readonly TextSpan _content;

    internal ShellSingleQuotedSyntax(ShellPlace place, TextSpan content) : base(place) => _content = content;

    /// <summary>Whether it is <c>$'…'</c>.</summary>
    public bool IsAnsiC => Characters[0] == '$';

    /// <summary>The text that it stands for.</summary>
    public string Value
    {
        get
        {
            ReadOnlySpan<char> content = LogicalText.Span.Slice(_content.Start, _content.Length);
            return IsAnsiC ? AnsiCEscapes.Decode(content) : content.ToString();
        }
    }

    internal override bool IsStatic => true;

    internal override void AppendTo(StringBuilder text) => text.Append(Value);

    internal override void AddChildren(List<ShellNode> children)
    {
    }

    private protected override void MoveParts(ShellMove move)
    {
    }
}

/// <summary><c>"…"</c>, or <c>$"…"</c> that is translated; expansions in it are not split into words.</summary>
public sealed class ShellDoubleQuotedSyntax : ShellWordPart
{
    internal ShellDoubleQuotedSyntax(ShellPlace place, ImmutableArray<ShellWordPart> parts) : base(place) => Parts = parts;

    /// <summary>Text, escapes and expansions between the quotes.</summary>
    public ImmutableArray<ShellWordPart> Parts { get; private set; }

    /// <summary>Whether it is <c>$"…"</c>.</summary>
    public bool IsTranslated => Characters[0] == '$';

    internal override bool IsStatic => Parts.All(static part => part.IsStatic);

    internal override void AppendTo(StringBuilder text)
    {
        foreach (ShellWordPart part in Parts)
            part.AppendTo(text);
    }

    internal override void AddChildren(List<ShellNode> children) => children.AddAll(Parts);

    private protected override void MoveParts(ShellMove move) => Parts = move.Of(Parts);
}
