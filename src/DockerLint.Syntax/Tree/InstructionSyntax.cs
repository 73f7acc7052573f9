using System.Collections.Immutable;

namespace DockerLint.Syntax.Tree;

/// <summary>How the arguments of an instruction were read.</summary>
public enum ArgumentForm
{
    /// <summary>Words, each with its own meaning.</summary>
    Words,

    /// <summary>One text, handed to a shell.</summary>
    Shell,

    /// <summary>A JSON array of strings.</summary>
    Json,
}

/// <summary>One instruction, with all lines that belong to it.</summary>
public abstract class InstructionSyntax : SyntaxNode
{
    private readonly TextSpan _keyword;

    private protected InstructionSyntax(InstructionHead head, ArgumentForm form, ImmutableArray<WordSyntax> arguments)
        : base(head.Line, head.Local)
    {
        _keyword = head.Keyword;
        Kind = head.Kind;
        Flags = head.Flags;
        Form = form;
        Arguments = arguments;
    }

    /// <summary>Which instruction it is.</summary>
    public InstructionKind Kind { get; }

    /// <summary>The keyword as typed.</summary>
    public string Keyword => Line.Text.Span.Slice(_keyword.Start, _keyword.Length).SequenceEqual(InstructionKeywords.NameOf(Kind))
        ? InstructionKeywords.NameOf(Kind)
        : Line.Text.GetText(_keyword);

    /// <summary>Where the keyword stands.</summary>
    public TextSpan KeywordSpan => Line.Text.ToSource(_keyword);

    /// <summary>The flags before the arguments, unknown ones included.</summary>
    public ImmutableArray<FlagSyntax> Flags { get; }

    /// <summary>How the arguments were read.</summary>
    public ArgumentForm Form { get; }

    /// <summary>The arguments as this instruction splits them; of the shell form, the whole text as one.</summary>
    public ImmutableArray<WordSyntax> Arguments { get; }

    /// <summary>The here-documents whose bodies follow, in order.</summary>
    public ImmutableArray<HeredocSyntax> Heredocs { get; private set; } = [];

    /// <summary>
    /// The comments above it, up to the instruction before or a bare <c>#</c>: what describes an ARG or a stage and
    /// what suppresses checks. Blank lines do not end the block.
    /// </summary>
    public ImmutableArray<CommentSyntax> CommentsAbove { get; private set; } = [];

    /// <summary>All lines that belong to it, here-document bodies included, without the last line end.</summary>
    public TextSpan Extent { get; private set; }

    /// <summary>The last of its continued lines, before any here-document.</summary>
    public TextSpan LastLine { get; private set; }

    /// <summary>Whether the file ends where one more of its continued lines could come.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The first blank line between its continued lines; null where there is none.</summary>
    public TextSpan? EmptyContinuation { get; private set; }

    /// <summary>The instruction that ONBUILD puts off; null for any other.</summary>
    public virtual InstructionSyntax? Nested => null;

    /// <summary>The flag of that name, the last where there are several; null where there is none.</summary>
    public FlagSyntax? Flag(string name)
    {
        for (int index = Flags.Length - 1; index >= 0; index--)
        {
            if (Flags[index].Name == name)
                return Flags[index];
        }

        return null;
    }

    /// <summary>Where a part of <see cref="SyntaxNode.RawText"/> stands in the file.</summary>
    public TextSpan SpanOf(TextSpan part) => Line.Text.ToSource(part.Shift(Local.Start));

    /// <summary>Adds the comments above it; called once, before anybody sees the node.</summary>
    internal void Follow(ImmutableArray<CommentSyntax> comments) => CommentsAbove = comments;

    /// <summary>
    /// Takes over what was read of an earlier version of it, where its lines are still the same; called once, before
    /// anybody sees the node.
    /// </summary>
    /// <returns>Whether they are.</returns>
    internal bool TakeOver(InstructionSyntax earlier)
    {
        if (!Line.Text.Source.AsSpan(Extent.Start, Extent.Length).SequenceEqual(earlier.Line.Text.Source.AsSpan(earlier.Extent.Start, earlier.Extent.Length)))
            return false;
        InstructionSyntax mine = this;
        while (mine.Nested is { } nested && earlier.Nested is { } nestedEarlier)
            (mine, earlier) = (nested, nestedEarlier);
        if (mine is CommandSyntax command && earlier is CommandSyntax earlierCommand)
            command.TakeOver(earlierCommand);
        return true;
    }

    /// <summary>Where the keyword stands in the line.</summary>
    internal TextSpan LocalKeyword => _keyword;

    /// <summary>The parts that have a place of their own, in order.</summary>
    internal virtual IEnumerable<SyntaxNode> Children => [.. Flags, .. Arguments];

    /// <summary>Adds what the lines around it say; called once, before anybody sees the node.</summary>
    internal void Complete(InstructionLines lines)
    {
        Extent = lines.Extent;
        LastLine = lines.LastLine;
        IsOpen = lines.IsOpen;
        EmptyContinuation = lines.EmptyContinuation;
        Heredocs = lines.Heredocs;
        Nested?.Complete(lines with { EmptyContinuation = null });
    }
}

/// <summary>What every instruction starts with.</summary>
/// <param name="Line">The line.</param>
/// <param name="Kind">The instruction.</param>
/// <param name="Keyword">Where the keyword stands in the line.</param>
/// <param name="Flags">The flags.</param>
/// <param name="Local">The whole instruction in the line.</param>
internal readonly record struct InstructionHead(
    LogicalLine Line, InstructionKind Kind, TextSpan Keyword, ImmutableArray<FlagSyntax> Flags, TextSpan Local);

/// <summary>The lines of a file that an instruction takes up.</summary>
internal readonly record struct InstructionLines(
    TextSpan Extent, TextSpan LastLine, bool IsOpen, TextSpan? EmptyContinuation, ImmutableArray<HeredocSyntax> Heredocs);
