namespace DockerLint.Syntax.Tree;

/// <summary><c>$name</c> or <c>${…}</c>.</summary>
public sealed class ShellParameterExpansionSyntax : ShellWordPart
{
    private readonly TextSpan _head;
    private readonly TextSpan _operator;
    private string? _name;

    /// <param name="place">Where it stands.</param>
    /// <param name="head">The name, with the <c>#</c> or <c>!</c> before it.</param>
    /// <param name="subscript">What stands in brackets.</param>
    /// <param name="operator">The operator; empty: none.</param>
    /// <param name="argument">What stands after it.</param>
    internal ShellParameterExpansionSyntax(
        ShellPlace place, TextSpan head, ShellWordSyntax? subscript, TextSpan @operator, ShellWordSyntax? argument)
        : base(place)
    {
        _head = head;
        _operator = @operator;
        Subscript = subscript;
        Argument = argument;
    }

    /// <summary>
    /// The parameter: a variable's name, a number, or one of <c>@ * # ? - $ !</c>; empty where a shell says
    /// "bad substitution".
    /// </summary>
    public string Name => _name ??= LogicalText.Span.Slice(_head.Start, _head.Length)[(HasSign ? 1 : 0)..].ToString();

    /// <summary>Whether braces are round it.</summary>
    public bool IsBraced => Characters is [_, '{', ..];

    /// <summary><c>${#name}</c>: its length.</summary>
    public bool IsLength => HasSign && LogicalText.Span[_head.Start] == '#';

    /// <summary><c>${!name}</c>: what it names, or, before <c>*</c> or <c>@</c>, the names that start so.</summary>
    public bool IsIndirect => HasSign && LogicalText.Span[_head.Start] == '!';

    /// <summary>What stands in brackets after the name: <c>@</c>, a key or an arithmetic expression.</summary>
    public ShellWordSyntax? Subscript { get; private set; }

    /// <summary>
    /// One of <c>:- - := = :? ? :+ + % %% # ## / // /# /% ^ ^^ , ,, @ * :</c>, the last for a substring; empty:
    /// none, and an <see cref="Argument"/> without one is a bad substitution.
    /// </summary>
    public ReadOnlySpan<char> Operator => LogicalText.Span.Slice(_operator.Start, _operator.Length);

    /// <summary>What stands after the operator (a default, a pattern and its replacement, an offset); null: nothing.</summary>
    public ShellWordSyntax? Argument { get; private set; }

    private bool HasSign => _head.Length > 1 && LogicalText.Span[_head.Start] is '#' or '!';

    internal override void AddChildren(List<ShellNode> children)
    {
        if (Subscript is not null)
            children.Add(Subscript);
        if (Argument is not null)
            children.Add(Argument);
    }

    private protected override void MoveParts(ShellMove move)
    {
        Subscript = move.OfAny(Subscript);
        Argument = move.OfAny(Argument);
    }
}
