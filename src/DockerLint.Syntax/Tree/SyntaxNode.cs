using DockerLint.Syntax.Text;

namespace DockerLint.Syntax.Tree;

/// <summary>A part of a Dockerfile, with its place in the file.</summary>
public abstract class SyntaxNode
{
    private readonly TextSpan _local;

    private protected SyntaxNode(LogicalLine line, TextSpan local)
    {
        Line = line;
        _local = local;
    }

    /// <summary>Where it stands in the file, from its first to its last character.</summary>
    public TextSpan Span => Line.Text.ToSource(_local);

    /// <summary>The characters as they are read: joined over continued lines, quotes and escapes kept.</summary>
    public string RawText => Line.Text.GetText(_local);

    /// <summary>The line that it is part of.</summary>
    internal LogicalLine Line { get; }

    /// <summary>Its place in <see cref="Line"/>.</summary>
    internal TextSpan Local => _local;

    /// <inheritdoc/>
    public override string ToString() => RawText;
}

/// <summary>The joined text of one instruction, with what decides how it is read.</summary>
/// <param name="Text">The text, trimmed.</param>
/// <param name="Escape">The file's escape character: <c>\</c> or a backtick.</param>
internal sealed record LogicalLine(LogicalText Text, char Escape);
