using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Pidgin;

namespace DockerLint.Lexing;

/// <summary>
/// The lexical primitives that every grammar here is built from. They know characters and spans, never an
/// instruction. A stock combinator costs about 6 ns a character and 110 ns for each alternative that fails;
/// these look at the rest of the input as one span and choose by the next character instead.
/// </summary>
internal static class Lex
{
    /// <summary>White space between the words of an instruction line: <c>[\t\v\f\r ]</c>.</summary>
    public static readonly SearchValues<char> Blank = SearchValues.Create("\t\v\f\r ");

    /// <summary>The longest run of characters of <paramref name="set"/>, possibly empty.</summary>
    public static Parser<char, TextSpan> TakeWhile(SearchValues<char> set) => new RunParser(set, inside: true, minimum: 0);

    /// <summary>The longest run of characters of <paramref name="set"/>, at least one.</summary>
    public static Parser<char, TextSpan> TakeWhile1(SearchValues<char> set) => new RunParser(set, inside: true, minimum: 1);

    /// <summary>Everything up to the next character of <paramref name="set"/> or the end, possibly empty.</summary>
    public static Parser<char, TextSpan> TakeUntil(SearchValues<char> set) => new RunParser(set, inside: false, minimum: 0);

    /// <summary>Everything up to the next character of <paramref name="set"/> or the end, at least one character.</summary>
    public static Parser<char, TextSpan> TakeUntil1(SearchValues<char> set) => new RunParser(set, inside: false, minimum: 1);

    /// <summary>The longest run that <paramref name="length"/> measures at the start of the rest, at least <paramref name="minimum"/> long.</summary>
    public static Parser<char, TextSpan> Take(Measure length, int minimum = 0) => new MeasuredParser(length, minimum);

    /// <summary>Everything that is left.</summary>
    public static readonly Parser<char, TextSpan> Rest = new MeasuredParser(static rest => rest.Length, 0);

    /// <summary>One character, given as its span.</summary>
    public static readonly Parser<char, TextSpan> One = new MeasuredParser(static rest => Math.Min(rest.Length, 1), 1);

    /// <summary>Items as long as the next character allows one; an item that fails without reading ends the list.</summary>
    /// <param name="item">The item; one that succeeds without reading ends the list too.</param>
    /// <param name="starts">Whether an item may start with this character; null: always tried.</param>
    public static Parser<char, ImmutableArray<T>> Many<T>(Parser<char, T> item, Func<char, bool>? starts = null) =>
        new ManyParser<T>(item, starts);

    /// <summary>One parser after the other.</summary>
    public static Parser<char, ImmutableArray<T>> Sequence<T>(IEnumerable<Parser<char, T>> parsers) =>
        new SequenceParser<T>([.. parsers]);

    /// <summary><paramref name="item"/>s with <paramref name="separator"/>s between them, at least one item.</summary>
    public static Parser<char, ImmutableArray<T>> SeparatedBy<T>(Parser<char, T> item, char separator) =>
        Parser.Map(
            static (first, rest) => rest.IsEmpty ? [first] : rest.Insert(0, first),
            item,
            Many(Parser.Char(separator).Then(item), c => c == separator));

    /// <summary>Chooses a parser by the next character, without trying any.</summary>
    /// <param name="choose">The parser for a next character; null fails.</param>
    /// <param name="atEnd">The parser for the end of the input; null fails.</param>
    public static Parser<char, T> Switch<T>(Func<char, Parser<char, T>?> choose, Parser<char, T>? atEnd = null) =>
        new SwitchParser<T>(choose, atEnd);

    /// <summary>Chooses a parser by a look at the rest of the input, without reading any.</summary>
    public static Parser<char, T> Choose<T>(Chooser<T> choose) => new ChooseParser<T>(choose);

    /// <summary>Chooses a parser by whether the rest of the input looks a certain way.</summary>
    public static Parser<char, T> If<T>(Look looks, Parser<char, T> then, Parser<char, T> otherwise) =>
        new ChooseParser<T>(rest => looks(rest) ? then : otherwise);

    /// <summary>Makes a result of what <paramref name="parser"/> gives and of the frame that the parse runs in.</summary>
    /// <remarks><typeparamref name="TFrame"/> is the kind of frame that was given to <c>Parse</c> as its configuration.</remarks>
    public static Parser<char, TResult> In<TFrame, T, TResult>(Parser<char, T> parser, Func<TFrame, T, TResult> make)
        where TFrame : Nesting => new FrameParser<TFrame, T, TResult>(parser, make);

    /// <summary>What <paramref name="parser"/> gives, with the span that it read.</summary>
    public static Parser<char, (T Value, TextSpan Span)> Spanned<T>(Parser<char, T> parser) =>
        parser.Spanned(static (value, span) => (value, span));

    /// <summary>Makes a result of what <paramref name="parser"/> gives and the span that it read.</summary>
    public static Parser<char, TResult> Spanned<T, TResult>(this Parser<char, T> parser, Func<T, TextSpan, TResult> make) =>
        new SpannedParser<T, TResult>(parser, (value, span, _) => make(value, span));

    /// <summary>Makes a result of what <paramref name="parser"/> gives, the span that it read and the text there.</summary>
    public static Parser<char, TResult> Spanned<T, TResult>(this Parser<char, T> parser, SpanMap<T, TResult> make) =>
        new SpannedParser<T, TResult>(parser, make);

    /// <summary>
    /// A parser that may contain itself. Beyond <see cref="Nesting.Limit"/> levels it reads a character and fails,
    /// so that hostile input cannot exhaust the stack and no list or alternative around it goes on; needs <see cref="Run{T}"/>, which counts the levels of one parse.
    /// </summary>
    public static Parser<char, T> Nested<T>(Func<Parser<char, T>> parser) => new NestedParser<T>(parser);

    /// <summary>Parses with the nesting of this one parse counted.</summary>
    public static Result<char, T> Run<T>(this Parser<char, T> parser, ReadOnlySpan<char> text) =>
        parser.Parse(text, new Nesting());

    /// <summary>The result for a value, its span and the text there.</summary>
    public delegate TResult SpanMap<in T, out TResult>(T value, TextSpan span, ReadOnlySpan<char> text);

    /// <summary>The parser for what <paramref name="rest"/> starts with.</summary>
    public delegate Parser<char, T> Chooser<T>(ReadOnlySpan<char> rest);

    /// <summary>Whether <paramref name="rest"/> looks a certain way.</summary>
    public delegate bool Look(ReadOnlySpan<char> rest);

    /// <summary>How many characters at the start of <paramref name="rest"/> belong together.</summary>
    public delegate int Measure(ReadOnlySpan<char> rest);

    private sealed class RunParser(SearchValues<char> set, bool inside, int minimum) : Parser<char, TextSpan>
    {
        public override bool TryParse(
            ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, out TextSpan result)
        {
            ReadOnlySpan<char> rest = state.LookAhead(int.MaxValue);
            int length = inside ? rest.IndexOfAnyExcept(set) : rest.IndexOfAny(set);
            return Advance(ref state, length < 0 ? rest.Length : length, minimum, out result);
        }
    }

    private sealed class MeasuredParser(Measure measure, int minimum) : Parser<char, TextSpan>
    {
        public override bool TryParse(
            ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, out TextSpan result) =>
            Advance(ref state, measure(state.LookAhead(int.MaxValue)), minimum, out result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Advance(ref ParseState<char> state, int length, int minimum, out TextSpan result)
    {
        result = new TextSpan((int)state.Location, length);
        if (length < minimum)
            return Fail(ref state);
        state.Advance(length);
        return true;
    }

    private static bool Fail(ref ParseState<char> state, string? message = null)
    {
        Maybe<char> unexpected = state.HasCurrent ? Maybe.Just(state.Current) : Maybe.Nothing<char>();
        state.SetError(unexpected, !state.HasCurrent, state.Location, message);
        return false;
    }

    private sealed class ManyParser<T>(Parser<char, T> item, Func<char, bool>? starts) : Parser<char, ImmutableArray<T>>
    {
        public override bool TryParse(
            ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, out ImmutableArray<T> result)
        {
            result = [];
            ImmutableArray<T>.Builder? items = null;
            while (state.HasCurrent && (starts is null || starts(state.Current)))
            {
                long start = state.Location;
                if (!item.TryParse(ref state, ref expecteds, out T? value))
                {
                    if (state.Location != start)
                        return false;
                    break;
                }

                if (state.Location == start)
                    break;
                (items ??= ImmutableArray.CreateBuilder<T>()).Add(value);
            }

            if (items is not null)
                result = items.DrainToImmutable();
            return true;
        }
    }

    private sealed class SequenceParser<T>(ImmutableArray<Parser<char, T>> parsers) : Parser<char, ImmutableArray<T>>
    {
        public override bool TryParse(
            ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, out ImmutableArray<T> result)
        {
            result = [];
            ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>(parsers.Length);
            foreach (Parser<char, T> parser in parsers)
            {
                if (!parser.TryParse(ref state, ref expecteds, out T? value))
                    return false;
                items.Add(value);
            }

            result = items.MoveToImmutable();
            return true;
        }
    }

    private sealed class SwitchParser<T>(Func<char, Parser<char, T>?> choose, Parser<char, T>? atEnd) : Parser<char, T>
    {
        public override bool TryParse(
            ref ParseState<char> state,
            ref PooledList<Expected<char>> expecteds,
            [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T result)
        {
            Parser<char, T>? chosen = state.HasCurrent ? choose(state.Current) : atEnd;
            if (chosen is not null)
                return chosen.TryParse(ref state, ref expecteds, out result);
            result = default;
            return Fail(ref state);
        }
    }

    private sealed class ChooseParser<T>(Chooser<T> choose) : Parser<char, T>
    {
        public override bool TryParse(
            ref ParseState<char> state,
            ref PooledList<Expected<char>> expecteds,
            [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T result) =>
            choose(state.LookAhead(int.MaxValue)).TryParse(ref state, ref expecteds, out result);
    }

    private sealed class FrameParser<TFrame, T, TResult>(Parser<char, T> parser, Func<TFrame, T, TResult> make)
        : Parser<char, TResult>
        where TFrame : Nesting
    {
        public override bool TryParse(
            ref ParseState<char> state,
            ref PooledList<Expected<char>> expecteds,
            [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TResult result)
        {
            bool parsed = parser.TryParse(ref state, ref expecteds, out T? value);
            result = parsed ? make((TFrame)state.Configuration, value!) : default;
            return parsed;
        }
    }

    private sealed class SpannedParser<T, TResult>(Parser<char, T> parser, SpanMap<T, TResult> make) : Parser<char, TResult>
    {
        public override bool TryParse(
            ref ParseState<char> state,
            ref PooledList<Expected<char>> expecteds,
            [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TResult result)
        {
            int start = (int)state.Location;
            ReadOnlySpan<char> rest = state.LookAhead(int.MaxValue);
            bool parsed = parser.TryParse(ref state, ref expecteds, out T? value);
            int length = (int)state.Location - start;
            result = parsed ? make(value!, new TextSpan(start, length), rest[..length]) : default;
            return parsed;
        }
    }

    private sealed class NestedParser<T>(Func<Parser<char, T>> parser) : Parser<char, T>
    {
        private readonly Lazy<Parser<char, T>> _parser = new(parser);

        public override bool TryParse(
            ref ParseState<char> state,
            ref PooledList<Expected<char>> expecteds,
            [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T result)
        {
            var nesting = (Nesting)state.Configuration;
            if (nesting.Depth == Nesting.Limit)
            {
                result = default;
                Fail(ref state, Nesting.TooDeep);
                if (state.HasCurrent)
                    state.Advance();
                return false;
            }

            nesting.Depth++;
            bool parsed = _parser.Value.TryParse(ref state, ref expecteds, out result);
            nesting.Depth--;
            return parsed;
        }
    }
}
