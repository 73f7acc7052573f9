using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Syntax.Tree;
using Pidgin;
using static Pidgin.Parser;

namespace DockerLint.Syntax.Grammar;

/// <summary>
/// One instruction on its joined line: the keyword, the flags, and the kinds of arguments that instructions are
/// made of. What a single instruction takes stands in its own file.
/// </summary>
internal sealed class LineGrammar
{
    private static readonly Lazy<LineGrammar> s_backslash = new(static () => new LineGrammar('\\'));
    private static readonly Lazy<LineGrammar> s_backtick = new(static () => new LineGrammar('`'));

    /// <summary>Flags are unquoted with <c>\</c>, whatever the file's escape character.</summary>
    private static readonly QuotedWord s_flagWord = new('\\', escapesInSingleQuotes: true);

    private static readonly Parser<char, TextSpan> s_blanks = Lex.TakeWhile(Lex.Blank);
    private static readonly Parser<char, TextSpan> s_spaces = Lex.TakeWhile(Spaces.All);

    private static readonly Parser<char, ImmutableArray<FlagSyntax>> s_flags =
        Lex.Many(
            Lex.In(Lex.Take(MeasureFlag, minimum: 1).Before(s_spaces), static (LineFrame frame, TextSpan span) =>
                new FlagSyntax(frame.Line, span, s_flagWord.Unquote(frame.Line.Text.Span.Slice(span.Start, span.Length)))),
            static next => next == '-')
        .Before(Lex.Take(MeasureEndOfFlags).Then(s_spaces));

    private readonly Parser<char, InstructionSyntax>[] _byKind;

    private LineGrammar(char escape)
    {
        var quotedWord = new QuotedWord(escape, escapesInSingleQuotes: false);
        Parser<char, KeyValueSyntax> pair = Lex.In(
            Lex.Take(quotedWord.Measure, minimum: 1).Before(s_spaces),
            (LineFrame frame, TextSpan span) => KeyValue(frame.Line, WithoutDanglingEscape(frame, span)));
        Assignments = Lex.Many(pair);
        Parser<char, ImmutableArray<KeyValueSyntax>> legacy =
            Map(static (name, _, value) => (name, value), Lex.TakeUntil(Lex.Blank), s_blanks, Lex.Rest)
                .SelectIn((LineFrame frame, (TextSpan Name, TextSpan Value) span) => Legacy(frame.Line, span.Name, span.Value));
        AssignmentsOrLegacy = Lex.If(
            rest => rest.IsEmpty || rest[..quotedWord.Measure(rest)].Contains('='),
            Assignments.Select(static pairs => (pairs, false)),
            legacy.Select(static pairs => (pairs, true)));

        TextSpan WithoutDanglingEscape(LineFrame frame, TextSpan span)
        {
            ReadOnlySpan<char> rest = frame.Line.Text.Span[span.Start..];
            if (rest.Length != span.Length || rest[^1] != escape)
                return span;
            quotedWord.Measure(rest, out bool endsInEscape);
            return endsInEscape ? new TextSpan(span.Start, span.Length - 1) : span;
        }

        Instruction = Lex.Choose(ByKeyword);
        _byKind = [.. System.Enum.GetValues<InstructionKind>().Select(kind => InstructionGrammar.Of(kind).Parser(this))];
    }

    /// <summary>One instruction, to the end of its line.</summary>
    public Parser<char, InstructionSyntax> Instruction { get; }

    /// <summary>Words between blanks; quotes do not group.</summary>
    public static Parser<char, ImmutableArray<WordSyntax>> Words { get; } =
        Lex.Many(Word(Lex.TakeUntil1(Lex.Blank)).Before(s_blanks));

    /// <summary>The rest of the line as one word, or none where it is empty.</summary>
    public static Parser<char, ImmutableArray<WordSyntax>> RestOfLine { get; } =
        Lex.In(Lex.Rest, static (LineFrame frame, TextSpan span) =>
            span.Length == 0 ? ImmutableArray<WordSyntax>.Empty : [new WordSyntax(frame.Line, span)]);

    /// <summary>The word up to the next white space, and what stands between it and the next one.</summary>
    public static Parser<char, WordSyntax> FirstWord { get; } = Word(Lex.TakeUntil1(Spaces.All)).Before(s_spaces);

    /// <summary>A JSON array of strings, or the text of a command.</summary>
    public static Parser<char, Arguments> JsonOrCommand { get; } = JsonOr(RestOfLine, ArgumentForm.Shell);

    /// <summary>A JSON array of strings, or words between blanks.</summary>
    public static Parser<char, Arguments> JsonOrWords { get; } = JsonOr(Words, ArgumentForm.Words);

    /// <summary>Words that may hold a <c>=</c>; quotes group.</summary>
    public Parser<char, ImmutableArray<KeyValueSyntax>> Assignments { get; }

    /// <summary><c>name=value</c> words, or where the first has no <c>=</c> a name and the rest of the line.</summary>
    public Parser<char, (ImmutableArray<KeyValueSyntax> Pairs, bool IsLegacy)> AssignmentsOrLegacy { get; }

    /// <summary>The grammar for an escape character.</summary>
    public static LineGrammar For(char escape) => (escape == '`' ? s_backtick : s_backslash).Value;

    /// <summary>The keyword, the flags and what comes after them.</summary>
    public static Parser<char, InstructionSyntax> Head<T>(
        InstructionKind kind, Parser<char, T> arguments, Func<InstructionHead, T, InstructionSyntax> make) =>
        Map(
            static (keyword, flags, arguments) => (keyword, flags, arguments),
            Lex.TakeUntil(Lex.Blank).Before(s_blanks),
            s_flags,
            arguments)
        .SelectIn((LineFrame frame, (TextSpan Keyword, ImmutableArray<FlagSyntax> Flags, T Arguments) parts) => make(
            new InstructionHead(
                frame.Line,
                kind,
                parts.Keyword,
                parts.Flags,
                TextSpan.Between(parts.Keyword.Start, frame.Line.Text.Length)),
            parts.Arguments));

    private Parser<char, InstructionSyntax> ByKeyword(ReadOnlySpan<char> rest)
    {
        int length = rest.IndexOfAny(Lex.Blank);
        return _byKind[(int)InstructionKeywords.Find(length < 0 ? rest : rest[..length])];
    }

    private static Parser<char, WordSyntax> Word(Parser<char, TextSpan> span) =>
        Lex.In(span, static (LineFrame frame, TextSpan word) => new WordSyntax(frame.Line, word));

    private static Parser<char, Arguments> JsonOr(
        Parser<char, ImmutableArray<WordSyntax>> fallback, ArgumentForm fallbackForm)
    {
        Parser<char, TextSpan> space = Lex.TakeWhile(JsonLexeme.Space);
        Parser<char, WordSyntax?> text = Lex.In(
            Lex.Take(JsonLexeme.MeasureString, minimum: 1), static (LineFrame frame, TextSpan span) =>
                (WordSyntax?)new WordSyntax(
                    frame.Line, span, JsonLexeme.Decode(frame.Line.Text.Span.Slice(span.Start, span.Length))));
        Parser<char, WordSyntax?> other = Lex.Take(JsonLexeme.MeasureValue, minimum: 1).Select(static _ => (WordSyntax?)null);
        Parser<char, WordSyntax?> element = Lex.Switch(next => next == '"' ? text : other).Between(space);
        Parser<char, ImmutableArray<WordSyntax?>> elements =
            Lex.If(static rest => rest.TrimStart(" \t\r\n") is [']', ..], space.ThenReturn(ImmutableArray<WordSyntax?>.Empty), Lex.SeparatedBy(element, ','));
        Parser<char, Arguments> array = Char('[').Then(elements).Before(Char(']')).Before(space).Before(Parser<char>.End)
            .Spanned(static (elements, span) => (elements, span))
            .SelectIn(static (LineFrame frame, (ImmutableArray<WordSyntax?> Elements, TextSpan Span) json) =>
            {
                if (json.Elements.Contains(null))
                    frame.Refuse(json.Span, "a JSON array of arguments may hold strings only; put each element in double quotes");
                return new Arguments(ArgumentForm.Json, [.. json.Elements.OfType<WordSyntax>()]);
            });
        Parser<char, Arguments> plain = fallback.Select(words => new Arguments(fallbackForm, words));
        Parser<char, Arguments> arrayOrPlain = Try(array).Or(plain);
        return Lex.Switch(next => next == '[' ? arrayOrPlain : plain, plain);
    }

    private static KeyValueSyntax KeyValue(LogicalLine line, TextSpan span)
    {
        int equals = line.Text.Span.Slice(span.Start, span.Length).IndexOf('=');
        if (equals < 0)
            return new KeyValueSyntax(line, span, new WordSyntax(line, span), null);
        int value = span.Start + equals + 1;
        return new KeyValueSyntax(
            line,
            span,
            new WordSyntax(line, new TextSpan(span.Start, equals)),
            new WordSyntax(line, TextSpan.Between(value, span.End)));
    }

    private static ImmutableArray<KeyValueSyntax> Legacy(LogicalLine line, TextSpan name, TextSpan value)
    {
        WordSyntax? text = value.Length == 0 ? null : new WordSyntax(line, value);
        TextSpan whole = TextSpan.Between(name.Start, text is null ? name.End : value.End);
        return [new KeyValueSyntax(line, whole, new WordSyntax(line, name), text)];
    }

    private static int MeasureFlag(ReadOnlySpan<char> rest)
    {
        if (!rest.StartsWith("--"))
            return 0;
        int length = s_flagWord.Measure(rest);
        return length == 2 ? 0 : length;
    }

    private static int MeasureEndOfFlags(ReadOnlySpan<char> rest) =>
        rest.StartsWith("--") && s_flagWord.Measure(rest) == 2 ? 2 : 0;

    /// <summary>Arguments and how they were read.</summary>
    internal readonly record struct Arguments(ArgumentForm Form, ImmutableArray<WordSyntax> Words);
}

/// <summary>Combinators of this grammar.</summary>
internal static class FrameParsers
{
    /// <summary>Makes a result of a value and the frame of the parse.</summary>
    public static Parser<char, TResult> SelectIn<TFrame, T, TResult>(this Parser<char, T> parser, Func<TFrame, T, TResult> make)
        where TFrame : Nesting => Lex.In(parser, make);
}
