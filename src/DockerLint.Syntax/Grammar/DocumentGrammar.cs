using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary>A whole file: blank lines, comments and instructions with their here-documents.</summary>
internal sealed class DocumentGrammar
{
    private static readonly Lazy<DocumentGrammar> s_backslash = new(static () => new DocumentGrammar('\\'));
    private static readonly Lazy<DocumentGrammar> s_backtick = new(static () => new DocumentGrammar('`'));

    private static readonly Parser<char, TextSpan> s_lineEnd = Lex.Take(static rest => rest is ['\n', ..] ? 1 : 0);
    private static readonly Parser<char, TextSpan> s_indent = Lex.Take(static rest => Spaces.Leading(rest[..EndOfLine(rest)]));

    private readonly char _escape;

    private DocumentGrammar(char escape)
    {
        _escape = escape;
        Parser<char, DocumentLine> blank = Parser<char>.Return(default(DocumentLine));
        Parser<char, DocumentLine> comment = Lex.Take(EndOfLine)
            .SelectIn(static (DocumentFrame frame, TextSpan span) => new DocumentLine(CommentOf(frame.Source, span, false), null, []));
        Parser<char, DocumentLine> instruction = ContinuedLine.Parser(escape)
            .SelectIn((DocumentFrame frame, ContinuedLine line) => new InstructionLine(frame, line, _escape))
            .Bind(static line => line.Marks.IsEmpty ? Parser<char>.Return(line.Complete([])) : HeredocsOf(line));
        Parser<char, DocumentLine> line = s_indent
            .Then(Lex.Switch(next => next switch { '\n' => blank, '#' => comment, _ => instruction }, blank))
            .Before(s_lineEnd);
        File = Lex.Take(static rest => rest is ['\uFEFF', ..] ? 1 : 0).Then(Lex.Many(line));
    }

    /// <summary>The lines of a file that hold something, in order.</summary>
    public Parser<char, ImmutableArray<DocumentLine>> File { get; }

    /// <summary>The grammar for an escape character.</summary>
    public static DocumentGrammar For(char escape) => (escape == '`' ? s_backtick : s_backslash).Value;

    /// <summary>The comment at a span that starts with <c>#</c>.</summary>
    public static CommentSyntax CommentOf(SourceText source, TextSpan span, bool isInside)
    {
        ReadOnlySpan<char> text = source.Slice(span).TrimEnd('\r');
        bool isIndented = span.Start > 0 && source.Value[span.Start - 1] is not ('\n' or '\uFEFF');
        return new CommentSyntax(new TextSpan(span.Start, text.Length), text[1..].Trim().ToString(), isIndented, isInside);
    }

    private static Parser<char, DocumentLine> HeredocsOf(InstructionLine line)
    {
        IEnumerable<Parser<char, HeredocSyntax>> bodies = line.Marks.Select(marked => s_lineEnd
            .Then(TerminatedLines.Parser(marked.Mark.Name, marked.Mark.StripsTabs, StartsInstruction, line.LaterLines))
            .SelectIn((DocumentFrame frame, TerminatedLines lines) => new HeredocSyntax(frame.Source, marked.Mark, marked.Span, lines)));
        return Lex.Sequence(bodies).Select(line.Complete);
    }

    /// <summary>Where a here-document is never closed, the file goes on at the next instruction in capitals.</summary>
    private static bool StartsInstruction(ReadOnlySpan<char> line)
    {
        int length = line.IndexOfAny(Lex.Blank);
        return length > 0
            && line[..length].IndexOfAnyExceptInRange('A', 'Z') < 0
            && InstructionKeywords.Find(line[..length]) != InstructionKind.Invalid;
    }

    private static int EndOfLine(ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOf('\n');
        return end < 0 ? rest.Length : end;
    }

    /// <summary>An instruction whose lines are read, but not yet the bodies of its here-documents.</summary>
    private sealed class InstructionLine
    {
        private readonly DocumentFrame _frame;
        private readonly ContinuedLine _lines;
        private readonly InstructionSyntax _instruction;

        public InstructionLine(DocumentFrame frame, ContinuedLine lines, char escape)
        {
            _frame = frame;
            _lines = lines;
            LogicalText text = LogicalText.Join(frame.Source.Value, lines.Pieces);
            var line = new LogicalLine(text.Slice(Spaces.Trim(text.Span)), escape);
            _instruction = Read(line, frame);
            Marks = MarksOf(line);
        }

        /// <summary>What is known of the lines of the file.</summary>
        public LaterLines LaterLines => _frame.LaterLines;

        /// <summary>The here-documents that the line announces.</summary>
        public ImmutableArray<(HeredocMark Mark, TextSpan Span)> Marks { get; }

        public DocumentLine Complete(ImmutableArray<HeredocSyntax> heredocs)
        {
            int start = _lines.Pieces[0].Start;
            int end = _lines.LastLine.End;
            foreach (HeredocSyntax heredoc in heredocs)
            {
                if (heredoc.IsTerminated || heredoc.BodySpan.Length > 0)
                    end = EndOf(heredoc);
            }

            _instruction.Complete(
                new InstructionLines(TextSpan.Between(start, end), _lines.LastLine, _lines.IsOpen, _lines.FirstBlank, heredocs));
            foreach (HeredocSyntax heredoc in heredocs)
            {
                if (!heredoc.IsTerminated)
                {
                    _frame.Errors.Add(new SyntaxError(
                        BuildPhase.Parse, heredoc.Span, $"this here-document never ends; put '{heredoc.Name}' alone on the line after it"));
                }
            }

            return new DocumentLine(null, _instruction, _lines.Comments);
        }

        private int EndOf(HeredocSyntax heredoc)
        {
            if (heredoc.IsTerminated)
                return heredoc.TerminatorSpan.End;
            ReadOnlySpan<char> body = _frame.Source.Slice(heredoc.BodySpan);
            return heredoc.BodySpan.Start + (body is [.. var lines, '\n'] ? lines.TrimEnd('\r') : body).Length;
        }

        private static InstructionSyntax Read(LogicalLine line, DocumentFrame frame)
        {
            LineGrammar grammar = LineGrammar.For(line.Escape);
            Result<char, InstructionSyntax> result =
                grammar.Instruction.Parse(line.Text.Span, new LineFrame(line, frame.Errors));
            if (result.Success)
                return result.Value;

            // Only ONBUILD within ONBUILD, hundreds of times, gets here.
            frame.Errors.Add(new SyntaxError(
                BuildPhase.Instruction, line.Text.ToSource(new TextSpan(0, line.Text.Length)), "instructions are nested too deeply"));
            var whole = new TextSpan(0, line.Text.Length);
            return new InvalidInstructionSyntax(new InstructionHead(line, InstructionKind.Invalid, whole, [], whole), []);
        }

        private ImmutableArray<(HeredocMark Mark, TextSpan Span)> MarksOf(LogicalLine line)
        {
            InstructionSyntax innermost = _instruction;
            while (innermost.Nested is { } nested)
                innermost = nested;
            ReadOnlySpan<char> text = line.Text.Span;
            if (innermost is not (RunSyntax or TransferSyntax) || innermost.Form == ArgumentForm.Json || !text.Contains("<<", StringComparison.Ordinal))
                return [];
            ImmutableArray<(HeredocMark, TextSpan)>.Builder marks = ImmutableArray.CreateBuilder<(HeredocMark, TextSpan)>();
            foreach (HeredocGrammar.LineWord word in HeredocGrammar.WordsOf(text))
            {
                HeredocMark? mark = HeredocGrammar.MarkOf(text.Slice(word.Span.Start, word.Span.Length), out string? error);
                if (error is not null)
                    _frame.Errors.Add(new SyntaxError(BuildPhase.Parse, line.Text.ToSource(word.Span), error));
                if (mark is not null)
                    marks.Add((mark, line.Text.ToSource(word.Span)));
            }

            return marks.DrainToImmutable();
        }
    }
}

/// <summary>What a line holds: a comment, an instruction with the comments inside it, or nothing.</summary>
internal readonly record struct DocumentLine(
    CommentSyntax? Comment, InstructionSyntax? Instruction, ImmutableArray<TextSpan> InnerComments);
