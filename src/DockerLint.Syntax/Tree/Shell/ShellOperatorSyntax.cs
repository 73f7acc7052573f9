namespace DockerLint.Syntax.Tree;

/// <summary>What an operator says.</summary>
public enum ShellOperatorKind
{
    /// <summary><c>&amp;&amp;</c>: go on when it succeeded.</summary>
    And,

    /// <summary><c>||</c>: go on when it failed.</summary>
    Or,

    /// <summary><c>|</c>: standard output into the next command.</summary>
    Pipe,

    /// <summary><c>|&amp;</c>: standard output and error into the next command.</summary>
    PipeBoth,

    /// <summary><c>;</c>: one after the other.</summary>
    Semicolon,

    /// <summary><c>&amp;</c>: in the background.</summary>
    Background,

    /// <summary><c>!</c> before a pipeline: the opposite of its status.</summary>
    Not,

    /// <summary><c>time</c> before a pipeline, with its <c>-p</c>.</summary>
    Time,

    /// <summary><c>;;</c>: the end of a case.</summary>
    CaseBreak,

    /// <summary><c>;&amp;</c>: into the commands of the next case.</summary>
    CaseFallThrough,

    /// <summary><c>;;&amp;</c>: on to the next pattern that fits.</summary>
    CaseContinue,

    /// <summary><c>(</c> in a <c>[[ … ]]</c>.</summary>
    Open,

    /// <summary><c>)</c> in a <c>[[ … ]]</c>.</summary>
    Close,

    /// <summary><c>&lt;</c> in a <c>[[ … ]]</c>.</summary>
    Less,

    /// <summary><c>&gt;</c> in a <c>[[ … ]]</c>.</summary>
    Greater,
}

/// <summary>An operator between or after commands.</summary>
public sealed class ShellOperatorSyntax : ShellNode
{
    internal ShellOperatorSyntax(ShellPlace place, ShellOperatorKind kind) : base(place) => Kind = kind;

    /// <summary>What it says.</summary>
    public ShellOperatorKind Kind { get; }

    internal override void AddChildren(List<ShellNode> children)
    {
    }

    private protected override void MoveParts(ShellMove move)
    {
    }
}
