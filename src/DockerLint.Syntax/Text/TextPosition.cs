namespace DockerLint.Syntax.Text;

/// <summary>A place in a text as people count.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 code units; a byte order mark is not counted.</param>
public readonly record struct TextPosition(int Line, int Column)
{
    /// <summary><c>line:column</c>.</summary>
    public override string ToString() => $"{Line}:{Column}";
}
