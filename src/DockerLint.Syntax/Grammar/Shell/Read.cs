using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using DockerLint.Lexing;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary>
/// Primitives for a text whose nodes know their place and whose errors end the input (<see cref="ShellReading"/>).
/// None of them fails; none knows a construct of the shell.
/// </summary>
internal static class Read
{
    /// <summary>Chooses a parser by what lies ahead; it is never empty-handed.</summary>
    public delegate Parser<char, T> Chooser<T>(ReadOnlySpan<char> rest);

    /// <summary>Whether something starts here.</summary>
    public delegate bool Test(ReadOnlySpan<char> rest);

    /// <summary>A view of a part of a text: the text and part to read instead.</summary>
    public delegate (LogicalText Text, TextSpan Part) View(LogicalText text, TextSpan part);

    /// <summary>The parser that <paramref name="choose"/> gives for what lies ahead.</summary>
    public static Parser<char, T> Ahead<T>(Chooser<T> choose) => new AheadParser<T>(choose);

    /// <summary>Reads nothing: the default value, which ends a list.</summary>
    public static Parser<char, T> Nothing<T>() => new NothingParser<T>();

    /// <summary>Items as long as one is ahead.</summary>
    public static Parser<char, ImmutableArray<T>> While<T>(Test starts, Parser<char, T> item)
    {
        Parser<char, T> end = Nothing<T>();
        return Lex.Many(Ahead(rest => starts(rest) ? item : end));
    }

    /// <summary>A node of what <paramref name="content"/> gives and of the place that it read.</summary>
    public static Parser<char, TNode> Node<T, TNode>(Parser<char, T> content, Func<ShellPlace, T, TNode> make) =>
        new NodeParser<T, TNode>(content, make);

    /// <summary>A node of what two parsers give, one after the other, and of the place that they read.</summary>
    public static Parser<char, TNode> Node<T1, T2, TNode>(
        Parser<char, T1> first, Parser<char, T2> second, Func<ShellPlace, T1, T2, TNode> make) =>
        Node(Parser.Map(static (a, b) => (a, b), first, second), (place, parts) => make(place, parts.a, parts.b));

    /// <summary>A node of what three parsers give.</summary>
    public static Parser<char, TNode> Node<T1, T2, T3, TNode>(
        Parser<char, T1> first, Parser<char, T2> second, Parser<char, T3> third, Func<ShellPlace, T1, T2, T3, TNode> make) =>
        Node(
            Parser.Map(static (a, b, c) => (a, b, c), first, second, third),
            (place, parts) => make(place, parts.a, parts.b, parts.c));

    /// <summary>A node of what four parsers give.</summary>
    public static Parser<char, TNode> Node<T1, T2, T3, T4, TNode>(
        Parser<char, T1> first,
        Parser<char, T2> second,
        Parser<char, T3> third,
        Parser<char, T4> fourth,
        Func<ShellPlace, T1, T2, T3, T4, TNode> make) =>
        Node(
            Parser.Map(static (a, b, c, d) => (a, b, c, d), first, second, third, fourth),
            (place, parts) => make(place, parts.a, parts.b, parts.c, parts.d));

    /// <summary>A node of a run of characters.</summary>
    public static Parser<char, TNode> Node<TNode>(Lex.Measure length, Func<ShellPlace, TNode> make) =>
        new RunNodeParser<TNode>(length, make, null);

    /// <summary>A node of a run of characters, or <paramref name="otherwise"/> where the run has none.</summary>
    public static Parser<char, TNode> NodeOr<TNode>(
        Lex.Measure length, Func<ShellPlace, TNode> make, Parser<char, TNode> otherwise) =>
        new RunNodeParser<TNode>(length, make, otherwise);

    /// <summary>What <paramref name="parser"/> gives, and what may stand after a token.</summary>
    public static Parser<char, T> Token<T>(Parser<char, T> parser) => parser.Before(Trivia.Blanks);

    /// <summary>A token of <paramref name="length"/> characters that the caller has seen ahead.</summary>
    public static Parser<char, TextSpan> Skip(int length) => Token(Lex.Take(_ => length));

    /// <summary>A token that must be there; else an error.</summary>
    public static Parser<char, Unit> Expect(string token) => new ExpectParser(token, Chars.IsNameStart(token[0])).Before(Trivia.Blanks);

    /// <summary>An error, and the node that stands for what is missing.</summary>
    public static Parser<char, TNode> Missing<TNode>(string what, Func<ShellPlace, TNode> make) =>
        new MissingParser<TNode>(what, make);

    /// <summary>Content between an opening that the caller has seen ahead and a closing that must come.</summary>
    public static Parser<char, T> Enclosed<T>(string open, Parser<char, T> content, string close) =>
        new EnclosedParser<T>(open, content, close);

    /// <summary>Items, at least one; else an error.</summary>
    public static Parser<char, ImmutableArray<T>> Some<T>(string what, Parser<char, ImmutableArray<T>> items) =>
        new SomeParser<T>(what, items);

    /// <summary>
    /// A node that may contain itself; beyond the limit of levels, or when the caller has left it little stack, an
    /// error, and a node in its stead.
    /// </summary>
    public static Parser<char, TNode> Deeper<T, TNode>(Func<Parser<char, T>> parser, Func<ShellPlace, TNode> make)
        where T : TNode =>
        new DeeperParser<T, TNode>(Lex.Nested(parser), make);

    /// <summary>What <paramref name="parser"/> reads in a view of the text that <paramref name="part"/> takes.</summary>
    public static Parser<char, ImmutableArray<T>> Within<T>(
        Parser<char, TextSpan> part, View view, Parser<char, ImmutableArray<T>> parser) =>
        new WithinParser<T>(part, view, FromStart(parser));

    /// <summary>A parser for a part of a text: it starts where the part does.</summary>
    public static Parser<char, T> FromStart<T>(Parser<char, T> parser) => new FromStartParser<T>(parser);

    /// <summary>What <paramref name="parser"/> gives, and <paramref name="note"/> told of it.</summary>
    public static Parser<char, T> Noted<T>(Parser<char, T> parser, Action<ShellReading, T> note) =>
        new NotedParser<T>(parser, note);

    private static ShellReading Reading(ref ParseState<char> state) => (ShellReading)state.Configuration;

    private static void Halt(ref ParseState<char> state, ReadOnlySpan<char> rest, TextSpan at, string message)
    {
        Reading(ref state).Halt((int)state.Location, at, message);
        state.Advance(rest.Length);
    }

    private static void Unexpected(ref ParseState<char> state, ReadOnlySpan<char> rest, string expected)
    {
        int length = Chars.TokenLength(rest);
        string found = length == 0 ? "the end" : rest[0] == '\n' ? "the end of the line" : $"'{rest[..length]}'";
        Halt(ref state, rest, new TextSpan((int)state.Location, length), $"{expected} is expected, not {found}");
    }

    private sealed class AheadParser<T>(Chooser<T> choose) : Parser<char, T>
    {
        public override bool TryParse(
            ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result) =>
            choose(state.LookAhead(int.MaxValue)).TryParse(ref state, ref expecteds, out result);
    }

    private sealed class NothingParser<T> : Parser<char, T>
    {
        public override bool TryParse(
            ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
        {
            result = default!;
            return true;
        }
    }

    private sealed class NodeParser<T, TNode>(Parser<char, T> content, Func<ShellPlace, T, TNode> make) : Parser<char, TNode>
    {
        public override bool TryParse(
            ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out TNode result)
        {
            int start = (int)state.Location;
            if (!content.TryParse(ref state, ref expecteds, out T? value))
            {
                result = default;
                return false;
            }

            result = make(Reading(ref state).Place(start, (int)state.Location), value);
            return true;
        }
    }

    private sealed class RunNodeParser<TNode>(
        Lex.Measure length, Func<ShellPlace, TNode> make, Parser<char, TNode>? otherwise) : Parser<char, TNode>
    {
        public override bool TryParse(
            ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out TNode result)
        {
            int taken = length(state.LookAhead(int.MaxValue));
            if (taken == 0 && otherwise is not null)
                return otherwise.TryParse(ref state, ref expecteds, out result);
            result = make(new ShellPlace(Reading(ref state).Text, new TextSpan((int)state.Location, taken)));
            state.Advance(taken);
            return true;
        }
    }

    private sealed class ExpectParser(string token, bool isWord) : Parser<char, Unit>
    {
        public override bool TryParse(
            ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, out Unit result)
        {
            result = Unit.Value;
            ReadOnlySpan<char> rest = state.LookAhead(int.MaxValue);
            if (rest.StartsWith(token) && (!isWord || Chars.EndsWord(rest[token.Length..])))
                state.Advance(token.Length);
            else
                Unexpected(ref state, rest, $"'{token}'");
            return true;
        }
    }

    private sealed class MissingParser<TNode>(string what, Func<ShellPlace, TNode> make) : Parser<char, TNode>
    {
        public override bool TryParse(
            ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out TNode result)
        {
            int start = (int)state.Location;
            Unexpected(ref state, state.LookAhead(int.MaxValue), what);
            result = make(Reading(ref state).Place(start, start));
            return true;
        }
    }

    private sealed class EnclosedParser<T>(string open, Parser<char, T> content, string close) : Parser<char, T>
    {
        public override bool TryParse(
            ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
        {
            TextSpan opening = new((int)state.Location, open.Length);
            state.Advance(open.Length);
            if (!content.TryParse(ref state, ref expecteds, out result))
                return false;
            ReadOnlySpan<char> rest = state.LookAhead(int.MaxValue);
            if (rest.StartsWith(close))
                state.Advance(close.Length);
            else if (rest.IsEmpty)
                Halt(ref state, rest, opening, $"'{open}' is never closed");
            else
                Unexpected(ref state, rest, $"'{close}'");
            return true;
        }
    }

    private sealed class SomeParser<T>(string what, Parser<char, ImmutableArray<T>> items) : Parser<char, ImmutableArray<T>>
    {
        public override bool TryParse(
            ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, out ImmutableArray<T> result)
        {
            if (!items.TryParse(ref state, ref expecteds, out result))
                return false;
            if (result.IsEmpty)
                Unexpected(ref state, state.LookAhead(int.MaxValue), what);
            return true;
        }
    }

    private sealed class DeeperParser<T, TNode>(Parser<char, T> parser, Func<ShellPlace, TNode> make) : Parser<char, TNode>
        where T : TNode
    {
        public override bool TryParse(
            ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out TNode result)
        {
            T? parsed = default;
            if (RuntimeHelpers.TryEnsureSufficientExecutionStack() && parser.TryParse(ref state, ref expecteds, out parsed))
            {
                result = parsed;
                return true;
            }

            int start = (int)state.Location;
            ReadOnlySpan<char> rest = state.LookAhead(int.MaxValue);
            Halt(ref state, rest, new TextSpan(start, Chars.TokenLength(rest)), Nesting.TooDeep);
            result = make(Reading(ref state).Place(start, start));
            return true;
        }
    }

    private sealed class WithinParser<T>(Parser<char, TextSpan> part, View view, Parser<char, ImmutableArray<T>> parser)
        : Parser<char, ImmutableArray<T>>
    {
        public override bool TryParse(
            ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, out ImmutableArray<T> result)
        {
            result = [];
            if (!part.TryParse(ref state, ref expecteds, out TextSpan taken))
                return false;
            ShellReading reading = Reading(ref state);
            (LogicalText text, TextSpan innerPart) = view(reading.Text, taken);
            result = reading.ReadWithin(parser, text, innerPart, (int)state.Location);
            if (reading.Error is not null)
                state.Advance(state.LookAhead(int.MaxValue).Length);
            return true;
        }
    }

    private sealed class FromStartParser<T>(Parser<char, T> parser) : Parser<char, T>
    {
        public override bool TryParse(
            ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
        {
            state.Advance(Reading(ref state).Start);
            return parser.TryParse(ref state, ref expecteds, out result);
        }
    }

    private sealed class NotedParser<T>(Parser<char, T> parser, Action<ShellReading, T> note) : Parser<char, T>
    {
        public override bool TryParse(
            ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
        {
            if (!parser.TryParse(ref state, ref expecteds, out result))
                return false;
            note(Reading(ref state), result);
            return true;
        }
    }
}
