using System.Text;

namespace DockerLint.Syntax.Tree;

/// <summary>A part of a word, of a quoted text or of a here-document.</summary>
public abstract class ShellWordPart : ShellNode
{
    private protected ShellWordPart(ShellPlace place) : base(place)
    {
    }

    /// <summary>Whether the text that it stands for is known without running the shell.</summary>
    internal virtual bool IsStatic => false;

    /// <summary>Appends the text that it stands for, or what is written if only the running shell knows.</summary>
    internal virtual void AppendTo(StringBuilder text) => text.Append(Characters);
}

/// <summary>Text that stands for itself; globs, <c>~</c> and braces too.</summary>
public sealed class ShellLiteralSyntax : ShellWordPart
{
    internal ShellLiteralSyntax(ShellPlace place) : base(place)
    {
    }

    internal override bool IsStatic => true;

    internal override void AddChildren(List<ShellNode> children)
    {
    }

    private protected override void MoveParts(ShellMove move)
    {
    }

    internal static ShellWordPart Missing(ShellPlace place) => new ShellLiteralSyntax(place);
}

/// <summary>A backslash and the character that it quotes; before a line end it joins the lines.</summary>
public sealed class ShellEscapeSyntax : ShellWordPart
{
    internal ShellEscapeSyntax(ShellPlace place) : base(place)
    {
    }

    /// <summary>The quoted character; a backslash that ends the text is itself, a joined line is empty.</summary>
    public string Value => Characters is [_, '\n'] ? "" : Characters[^1..].ToString();

    internal override bool IsStatic => true;

    internal override void AppendTo(StringBuilder text) => text.Append(Value);

    internal override void AddChildren(List<ShellNode> children)
    {
    }

    private protected override void MoveParts(ShellMove move)
    {
    }
}
