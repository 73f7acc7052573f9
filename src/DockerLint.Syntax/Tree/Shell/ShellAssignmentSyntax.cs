namespace DockerLint.Syntax.Tree;

/// <summary><c>name=value</c>, <c>name+=value</c>, <c>name[subscript]=value</c> or <c>name=(…)</c> before a command.</summary>
public sealed class ShellAssignmentSyntax : ShellNode
{
    private readonly int _targetLength;
    private string? _name;

    /// <param name="place">Where it stands.</param>
    /// <param name="target">What stands before the value, the equals sign included.</param>
    /// <param name="value">The value.</param>
    internal ShellAssignmentSyntax(ShellPlace place, TextSpan target, ShellWordSyntax value) : base(place)
    {
        _targetLength = target.Length;
        Value = value;
    }

    /// <summary>The variable.</summary>
    public string Name => _name ??= Target[..NameLength].ToString();

    /// <summary>What stands in the brackets after the name, as written; null: no brackets.</summary>
    public string? Subscript =>
        NameLength == Target.Length ? null : Target[(NameLength + 1)..^1].ToString();

    /// <summary>Whether <c>+=</c> adds to the variable.</summary>
    public bool IsAppend => Characters[_targetLength - 2] == '+';

    /// <summary>The value; empty for <c>name=</c>. That of an array is a word of one <see cref="ShellArraySyntax"/>.</summary>
    public ShellWordSyntax Value { get; private set; }

    private ReadOnlySpan<char> Target => Characters[..(_targetLength - (IsAppend ? 2 : 1))];

    private int NameLength => Target.IndexOf('[') is >= 0 and int bracket ? bracket : Target.Length;

    internal override void AddChildren(List<ShellNode> children) => children.Add(Value);

    private protected override void MoveParts(ShellMove move) => Value = move.Of(Value);
}
