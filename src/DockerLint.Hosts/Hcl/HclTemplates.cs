using System.Collections.Immutable;
using System.Text;
using DockerLint.Hosts.Lexing;
using DockerLint.Lexing;
using Pidgin;

namespace DockerLint.Hosts.Hcl;

/// <summary>Texts of HCL: in quotes, in here-documents, and those of other formats that hold its expressions.</summary>
internal static class HclTemplates
{
    private static readonly Parser<char, ImmutableArray<HclPart>> s_lines = Lex.Many(Part(HclLexeme.MeasureLines, HclLexeme.UnescapeMarks));

    /// <summary><c>" … "</c>.</summary>
    public static Parser<char, HclExpression> Quoted { get; } = Parser.Char('"')
        .Then(Tolerant.Node(
            Lex.Many(Part(HclLexeme.MeasureQuoted, static text => HclLexeme.Unescape(text)), static next => next is not ('"' or '\n')),
            static (span, parts) => (HclExpression)new HclTemplate(span, parts)))
        .Before(Tolerant.Expect('"'));

    /// <summary><c>&lt;&lt;MARK</c>, lines, and the mark alone on one.</summary>
    public static Parser<char, HclExpression> Heredoc { get; } = Lex.In<TolerantFrame, TextSpan, HclExpression>(Lex.Take(MeasureHeredoc, 1), ReadHeredoc);

    /// <summary>The text that is all of the frame, which holds expressions and no escapes.</summary>
    public static ImmutableArray<HclPart> Parse(TolerantFrame frame) => s_lines.Parse(frame.Text, frame).GetValueOrDefault([]);

    /// <summary>The length of the here-document at the start; 0 where it has no mark or nothing ends it.</summary>
    public static int MeasureHeredoc(ReadOnlySpan<char> rest)
    {
        int lineEnd = rest.IndexOf('\n');
        if (lineEnd < 0)
            return 0;
        ReadOnlySpan<char> mark = MarkOf(rest[..lineEnd]);
        if (mark.IsEmpty)
            return 0;
        for (int start = lineEnd + 1; start < rest.Length; start = lineEnd + 1)
        {
            int length = rest[start..].IndexOf('\n');
            lineEnd = length < 0 ? rest.Length : start + length;
            ReadOnlySpan<char> line = rest[start..lineEnd].TrimEnd("\r \t");
            if (line.TrimStart(" \t").SequenceEqual(mark))
                return start + line.Length;
        }

        return 0;
    }

    private static ReadOnlySpan<char> MarkOf(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> mark = line[2..].TrimEnd("\r \t");
        if (mark is ['-', ..])
            mark = mark[1..];
        return HclLexeme.MeasureName(mark) == mark.Length ? mark : default;
    }

    private static HclExpression ReadHeredoc(TolerantFrame frame, TextSpan span)
    {
        ReadOnlySpan<char> text = frame.Text.AsSpan(span.Start, span.Length);
        var body = TextSpan.Between(span.Start + text.IndexOf('\n') + 1, span.Start + text.LastIndexOf('\n') + 1);
        TolerantFrame inner = frame.Within(body);
        ImmutableArray<HclPart> parts = Parse(inner);
        frame.TakeErrorOf(inner);
        if (text is [_, _, '-', ..])
            parts = Dedent(parts, IndentOf(inner.Text));
        return new HclTemplate(frame.PlaceOf(body), parts);
    }

    /// <summary>How much white space every line starts with.</summary>
    private static int IndentOf(ReadOnlySpan<char> lines)
    {
        int indent = int.MaxValue;
        foreach (ReadOnlySpan<char> line in lines.EnumerateLines())
        {
            int own = line.IndexOfAnyExcept(' ', '\t');
            if (own >= 0)
                indent = Math.Min(indent, own);
        }

        return indent;
    }

    private static ImmutableArray<HclPart> Dedent(ImmutableArray<HclPart> parts, int indent)
    {
        ImmutableArray<HclPart>.Builder dedented = ImmutableArray.CreateBuilder<HclPart>(parts.Length);
        bool isLineStart = true;
        foreach (HclPart part in parts)
        {
            dedented.Add(part is HclTextPart literal ? new HclTextPart(Dedent(literal.Text, indent, isLineStart)) : part);
            isLineStart = false;
        }

        return dedented.MoveToImmutable();
    }

    private static string Dedent(string text, int indent, bool isLineStart)
    {
        var dedented = new StringBuilder(text.Length);
        for (int start = 0; start < text.Length; isLineStart = true)
        {
            int newLine = text.IndexOf('\n', start);
            int end = newLine < 0 ? text.Length : newLine + 1;
            ReadOnlySpan<char> line = text.AsSpan(start, end - start);
            int blank = line.IndexOfAnyExcept(' ', '\t');
            dedented.Append(line[(isLineStart ? Math.Min(indent, blank < 0 ? line.Length : blank) : 0)..]);
            start = end;
        }

        return dedented.ToString();
    }

    private static Parser<char, HclPart> Part(Lex.Measure measure, Func<string, string> unescape)
    {
        Parser<char, HclPart> literal = HclLexeme.Text(measure).Select(text => (HclPart)new HclTextPart(unescape(text)));
        Parser<char, HclPart> hole = Hole();
        Parser<char, HclPart> directive = Directive();
        return Lex.Choose(rest => rest switch
        {
            ['$', '{', ..] => hole,
            ['%', '{', ..] => directive,
            _ => literal,
        });
    }

    /// <summary>The end of a hole, or of a directive: <c>~</c> takes the white space after it away.</summary>
    private static Parser<char, Unit> Close() => Tilde().Then(Tolerant.Expect('}'));

    private static Parser<char, Unit> Open() => Tolerant.Skip(2).Then(Tilde()).Then(HclTrivia.Lines);

    private static Parser<char, Unit> Tilde() => Lex.Take(static rest => rest is ['~', ..] ? 1 : 0).ThenReturn(Unit.Value);

    private static Parser<char, HclExpression> Inner() => Parser.Rec(static () => HclExpressions.OverLines.Expression);

    private static Parser<char, HclPart> Hole() =>
        Open().Then(Inner()).Before(Close()).Select(static expression => (HclPart)new HclHolePart(expression));

    private static Parser<char, HclPart> Directive()
    {
        Parser<char, Unit> word = HclLexeme.Identifier.Then(HclTrivia.Lines);
        Parser<char, Unit> condition = word.Then(Inner()).ThenReturn(Unit.Value);
        Parser<char, Unit> name = word.Before(Lex.Take(static rest => rest is [',', ..] ? 1 : 0)).Then(HclTrivia.Lines);
        Parser<char, Unit> loop = word.Then(name)
            .Then(Lex.If(static rest => HclLexeme.StartsWithWord(rest, "in"), Tolerant.Nothing(Unit.Value), name))
            .Then(condition);
        Parser<char, Unit> content = Lex.Choose(rest =>
            HclLexeme.StartsWithWord(rest, "if") ? condition : HclLexeme.StartsWithWord(rest, "for") ? loop : word);
        return Open().Then(content).Then(Close()).ThenReturn((HclPart)new HclDirectivePart());
    }
}
