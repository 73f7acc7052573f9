namespace DockerLint.Syntax.Tree;

/// <summary>What a redirection does.</summary>
public enum ShellRedirectionKind
{
    /// <summary><c>&lt;</c>: reads a file.</summary>
    Input,

    /// <summary><c>&gt;</c>: writes a file.</summary>
    Output,

    /// <summary><c>&gt;&gt;</c>: writes at the end of a file.</summary>
    Append,

    /// <summary><c>&gt;|</c>: writes a file, whatever <c>noclobber</c> says.</summary>
    Clobber,

    /// <summary><c>&lt;&gt;</c>: reads and writes a file.</summary>
    ReadWrite,

    /// <summary><c>&lt;&amp;</c>: copies or closes a descriptor for reading.</summary>
    DuplicateInput,

    /// <summary><c>&gt;&amp;</c>: copies or closes a descriptor for writing; before a file name, as <c>&amp;&gt;</c>.</summary>
    DuplicateOutput,

    /// <summary><c>&amp;&gt;</c>: writes standard output and error to a file.</summary>
    OutputBoth,

    /// <summary><c>&amp;&gt;&gt;</c>: writes standard output and error at the end of a file.</summary>
    AppendBoth,

    /// <summary><c>&lt;&lt;</c> or <c>&lt;&lt;-</c>: reads the lines after this one.</summary>
    HereDocument,

    /// <summary><c>&lt;&lt;&lt;</c>: reads a word.</summary>
    HereString,
}

/// <summary>A redirection: descriptor, operator, target.</summary>
public sealed class ShellRedirectionSyntax : ShellNode
{
    private readonly TextSpan _descriptor;
    private readonly TextSpan _operator;

    internal ShellRedirectionSyntax(ShellPlace place, TextSpan descriptor, TextSpan @operator, ShellWordSyntax target)
        : base(place)
    {
        _descriptor = descriptor;
        _operator = @operator;
        Target = target;
        Kind = Operator switch
        {
            "<" => ShellRedirectionKind.Input,
            ">" => ShellRedirectionKind.Output,
            ">>" => ShellRedirectionKind.Append,
            ">|" => ShellRedirectionKind.Clobber,
            "<>" => ShellRedirectionKind.ReadWrite,
            "<&" => ShellRedirectionKind.DuplicateInput,
            ">&" => ShellRedirectionKind.DuplicateOutput,
            "&>" => ShellRedirectionKind.OutputBoth,
            "&>>" => ShellRedirectionKind.AppendBoth,
            "<<<" => ShellRedirectionKind.HereString,
            _ => ShellRedirectionKind.HereDocument,
        };
    }

    /// <summary>What it does.</summary>
    public ShellRedirectionKind Kind { get; }

    /// <summary>The number, or <c>{name}</c>, before the operator; null: what the operator implies.</summary>
    public string? Descriptor => _descriptor.Length == 0 ? null : LogicalText.GetText(_descriptor);

    /// <summary>The operator as written.</summary>
    public ReadOnlySpan<char> Operator => LogicalText.Span.Slice(_operator.Start, _operator.Length);

    /// <summary>File, descriptor, text or, for a here-document, the word that ends it.</summary>
    public ShellWordSyntax Target { get; private set; }

    /// <summary>
    /// The here-document that it reads; null for another kind and where the text ends on the operator's line. It
    /// stands after that line, so outside of the span of the redirection.
    /// </summary>
    /// <remarks>Set once, when the grammar comes to the end of that line.</remarks>
    public ShellHereDocumentSyntax? HereDocument { get; internal set; }

    internal override void AddChildren(List<ShellNode> children)
    {
        children.Add(Target);
        if (HereDocument is not null)
            children.Add(HereDocument);
    }

    private protected override void MoveParts(ShellMove move)
    {
        Target = move.Of(Target);
        HereDocument = move.OfAny(HereDocument);
    }
}
