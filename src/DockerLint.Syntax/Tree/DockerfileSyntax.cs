using System.Collections.Immutable;
using System.Text;
using DockerLint.Syntax.Grammar;
using DockerLint.Syntax.Text;
using Pidgin;

namespace DockerLint.Syntax.Tree;

/// <summary>The syntax tree of a Dockerfile. Every character of the file is in it.</summary>
public sealed class DockerfileSyntax
{
    private DockerfileSyntax(
        SourceText source,
        char escape,
        ImmutableArray<DirectiveSyntax> directives,
        ImmutableArray<CommentSyntax> comments,
        ImmutableArray<InstructionSyntax> instructions,
        ImmutableArray<SyntaxError> errors)
    {
        Source = source;
        Escape = escape;
        Directives = directives;
        Comments = comments;
        Instructions = instructions;
        Errors = errors;
    }

    /// <summary>The text.</summary>
    public SourceText Source { get; }

    /// <summary>The character that continues lines and protects quotes: <c>\</c> or a backtick.</summary>
    public char Escape { get; }

    /// <summary>The parser directives at the top.</summary>
    public ImmutableArray<DirectiveSyntax> Directives { get; }

    /// <summary>All other comments in order, those between continued lines included.</summary>
    public ImmutableArray<CommentSyntax> Comments { get; }

    /// <summary>The instructions in order, unreadable ones included.</summary>
    public ImmutableArray<InstructionSyntax> Instructions { get; }

    /// <summary>
    /// Why BuildKit refuses the text, in the order in which it would meet them: all errors of its parser first.
    /// </summary>
    public ImmutableArray<SyntaxError> Errors { get; }

    /// <summary>
    /// The frontend that the file asks for, with <c># syntax=</c>, <c>//syntax=</c> or as a JSON document; null where
    /// it leaves that to the builder. Whatever it is, the file is read as the language that BuildKit knows by itself.
    /// </summary>
    public FrontendSyntax? Frontend => FrontendGrammar.Find(Source, Directives);

    /// <summary>The directive of that name, in lower case; null where it is not given.</summary>
    public DirectiveSyntax? Directive(string name) => Directives.FirstOrDefault(directive => directive.Name == name);

    /// <summary>The last instruction that starts at or before a place; null where none does.</summary>
    public InstructionSyntax? InstructionAt(int offset) => CountUpTo(offset) is > 0 and int count ? Instructions[count - 1] : null;

    /// <summary>The instruction to whose <see cref="InstructionSyntax.CommentsAbove"/> a comment belongs; null where it stands elsewhere.</summary>
    public InstructionSyntax? InstructionBelow(CommentSyntax comment)
    {
        ArgumentNullException.ThrowIfNull(comment);
        int next = CountUpTo(comment.Span.Start);
        return next < Instructions.Length && Instructions[next] is { CommentsAbove: [var first, ..] } below && first.Span.Start <= comment.Span.Start ? below : null;
    }

    /// <summary>The first comment that ends at a place or after it; null where none does.</summary>
    public CommentSyntax? CommentFrom(int offset)
    {
        int before = Sorted.CountWhile(Comments.AsSpan(), offset, static (comment, offset) => comment.Span.End < offset);
        return before < Comments.Length ? Comments[before] : null;
    }

    /// <summary>How many instructions start at or before a place.</summary>
    private int CountUpTo(int offset) =>
        Sorted.CountWhile(Instructions.AsSpan(), offset, static (instruction, offset) => instruction.Extent.Start <= offset);

    /// <summary>Reads a file. Never fails: what cannot be read is in <see cref="Errors"/>, and all around it is read.</summary>
    public static DockerfileSyntax Parse(string text) => Parse(new SourceText(text));

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="source">The text.</param>
    /// <param name="earlier">
    /// What was read of an earlier version of the file. Scripts that both have are not read again; it makes no other
    /// difference.
    /// </param>
    public static DockerfileSyntax Parse(SourceText source, DockerfileSyntax? earlier = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var frame = new DocumentFrame(source);
        ImmutableArray<DirectiveSyntax> directives = DirectiveGrammar.Parse(frame);
        char escape = directives.Any(static d => d is { Name: "escape", Value: "`" }) ? '`' : '\\';
        Result<char, ImmutableArray<DocumentLine>> result =
            DocumentGrammar.For(escape).File.Parse(source.Value.AsSpan(), frame);

        ImmutableArray<CommentSyntax>.Builder comments = ImmutableArray.CreateBuilder<CommentSyntax>();
        ImmutableArray<InstructionSyntax>.Builder instructions = ImmutableArray.CreateBuilder<InstructionSyntax>();
        int directivesSeen = 0;
        int blockStart = 0;
        foreach (DocumentLine line in result.Value)
        {
            if (line.Comment is { } comment)
            {
                if (directivesSeen < directives.Length && directives[directivesSeen].Span.Start == comment.Span.Start)
                {
                    directivesSeen++;
                    continue;
                }

                comments.Add(comment);
                if (comment.Text.Length == 0 && !comment.IsIndented)
                    blockStart = comments.Count;
            }

            if (line.Instruction is { } instruction)
            {
                if (blockStart < comments.Count)
                    instruction.Follow([.. comments.Skip(blockStart)]);
                foreach (TextSpan inner in line.InnerComments)
                    comments.Add(DocumentGrammar.CommentOf(source, inner, true));
                blockStart = comments.Count;
                instructions.Add(instruction);
                InstructionGrammar.Of(instruction.Kind).Check(
                    instruction, new InstructionErrors(frame.Errors, BuildPhase.Instruction));
            }
        }

        if (earlier?.Escape == escape)
            TakeOver(instructions, earlier.Instructions);
        CheckLines(frame, instructions.Count == 0);
        return new DockerfileSyntax(
            source,
            escape,
            directives,
            comments.DrainToImmutable(),
            instructions.DrainToImmutable(),
            frame.Errors.Count < 2
                ? frame.Errors.DrainToImmutable()
                : [.. frame.Errors.OrderBy(static error => error.Phase).ThenBy(static error => error.Span)]);
    }

    /// <summary>The text, put together again from the tokens of the tree.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Source.Length);
        foreach (SyntaxToken token in SyntaxToken.Of(this))
            text.Append(Source.Slice(token.Span));
        return text.ToString();
    }

    /// <summary>Instructions above and below what was changed are still the same.</summary>
    private static void TakeOver(ImmutableArray<InstructionSyntax>.Builder instructions, ImmutableArray<InstructionSyntax> earlier)
    {
        int both = Math.Min(instructions.Count, earlier.Length);
        int above = 0;
        while (above < both && instructions[above].TakeOver(earlier[above]))
            above++;
        int below = 1;
        while (below <= both - above && instructions[^below].TakeOver(earlier[^below]))
            below++;
    }

    /// <summary>A line of 64 KiB is more than BuildKit's reader takes.</summary>
    private static void CheckLines(DocumentFrame frame, bool hasNoInstruction)
    {
        const int LongestLine = 65_535;
        SourceText source = frame.Source;
        if (source.Length > LongestLine / 3)
        {
            for (int line = 1; line <= source.Lines.Count; line++)
            {
                TextSpan span = source.Lines.SpanOf(line);
                if (span.Length > LongestLine / 3 && Encoding.UTF8.GetByteCount(source.Slice(span)) > LongestLine)
                {
                    frame.Errors.Add(new SyntaxError(
                        BuildPhase.Parse, new TextSpan(span.Start, 0), $"this line is longer than {LongestLine} bytes, which no builder reads; break it"));
                }
            }
        }

        if (hasNoInstruction)
        {
            int lastLine = source.Lines.Count - (source.Value.EndsWith('\n') ? 1 : 0);
            frame.Errors.Add(source.Length == 0
                ? new SyntaxError(BuildPhase.Convert, default, "the file is empty; start with FROM")
                : new SyntaxError(
                    BuildPhase.Parse, new TextSpan(source.Lines.SpanOf(lastLine).Start, 0), "there is no instruction in this file; start with FROM"));
        }
    }
}
