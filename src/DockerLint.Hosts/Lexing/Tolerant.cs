using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Lexing;
using Pidgin;

namespace DockerLint.Hosts.Lexing;

/// <summary>
/// Primitives for a text that is read up to its first error (<see cref="TolerantFrame"/>). None of them fails: an error
/// takes what is left of the text, so that all around it ends as well, and the tree up to there stands.
/// </summary>
internal static class Tolerant
{
    /// <summary>Reads nothing.</summary>
    public static Parser<char, T> Nothing<T>(T value) => Parser<char>.Return(value);

    /// <summary>A token that must be there.</summary>
    public static Parser<char, Unit> Expect(char token)
    {
        Parser<char, Unit> present = Parser.Char(token).ThenReturn(Unit.Value);
        Parser<char, Unit> missing = Halt($"'{token}'", Unit.Value);
        return Lex.Switch(next => next == token ? present : missing, missing);
    }

    /// <summary>A number of characters that the caller has seen ahead.</summary>
    public static Parser<char, TextSpan> Skip(int length) => Lex.Take(_ => length);

    /// <summary>An error, and what stands for what is missing.</summary>
    /// <param name="expected">What should be there.</param>
    /// <param name="instead">Stands for it.</param>
    public static Parser<char, T> Halt<T>(string expected, T instead) => new HaltParser<T>(expected, instead);

    /// <summary>A parser that may contain itself; what is nested too deeply is an error.</summary>
    public static Parser<char, T> Nested<T>(Func<Parser<char, T>> parser, T instead) => new NestedParser<T>(Lex.Nested(parser), instead);

    /// <summary>A node of what <paramref name="content"/> gives and of the place in the file that it read.</summary>
    public static Parser<char, TNode> Node<T, TNode>(Parser<char, T> content, Func<TextSpan, T, TNode> make) =>
        Lex.In<TolerantFrame, (T Value, TextSpan Span), TNode>(
            Lex.Spanned(content), (frame, read) => make(frame.PlaceOf(read.Span), read.Value));

    /// <summary>Comments and what else has no meaning, in any number.</summary>
    /// <param name="choose">What stands at the start of the rest; one that reads nothing ends it.</param>
    public static Parser<char, Unit> Trivia(Lex.Chooser<Unit> choose) =>
        Lex.Many(Lex.Choose(choose)).ThenReturn(Unit.Value);

    /// <summary>A comment, noted without its marks.</summary>
    /// <param name="open">What starts it.</param>
    /// <param name="close">What ends it; null is the end of the line.</param>
    public static Parser<char, Unit> Comment(string open, string? close)
    {
        Parser<char, Unit> comment = Lex.In<TolerantFrame, TextSpan, Unit>(Lex.Take(rest => Measure(rest)), (frame, span) =>
        {
            frame.Comments.Add(frame.PlaceOf(TextSpan.Between(span.Start + open.Length, span.End - (close?.Length ?? 0))));
            return Unit.Value;
        });
        Parser<char, Unit> unclosed = Halt($"a comment that '{close}' ends", Unit.Value);
        return close is null ? comment : Lex.If(rest => Measure(rest) > 0, comment, unclosed);

        int Measure(ReadOnlySpan<char> rest)
        {
            int end = close is null ? rest.IndexOf('\n') : rest[open.Length..].IndexOf(close);
            if (close is not null)
                return end < 0 ? 0 : open.Length + end + close.Length;
            return rest[..(end < 0 ? rest.Length : end)].TrimEnd('\r').Length;
        }
    }

    /// <summary>Items up to a closing token, with commas between them.</summary>
    /// <param name="item">The item, and the space after it.</param>
    /// <param name="close">What ends them.</param>
    /// <param name="space">The space after a comma.</param>
    /// <param name="mayEndInComma">Whether a comma may stand after the last.</param>
    public static Parser<char, ImmutableArray<T>> Items<T>(Parser<char, T> item, char close, Parser<char, Unit> space, bool mayEndInComma)
    {
        Parser<char, Unit> nothing = Nothing(Unit.Value);
        Parser<char, Unit> missing = Halt($"',' or '{close}'", Unit.Value);
        Parser<char, Unit> noItem = Halt("another item", Unit.Value);
        Parser<char, Unit> comma = Parser.Char(',').Then(space);
        if (!mayEndInComma)
            comma = comma.Then(Lex.Switch(next => next == close ? noItem : nothing, nothing));
        Parser<char, Unit> separator = Lex.Switch(next => next == ',' ? comma : next == close ? nothing : missing, nothing);
        return Lex.Many(item.Before(separator), next => next != close).Before(Expect(close));
    }

    private sealed class HaltParser<T>(string expected, T instead) : Parser<char, T>
    {
        public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
        {
            ReadOnlySpan<char> rest = state.LookAhead(int.MaxValue);
            int length = rest.IsEmpty ? 0 : rest.Length > 1 && char.IsSurrogatePair(rest[0], rest[1]) ? 2 : 1;
            string found = length == 0 ? "the end" : rest[0] is '\n' or '\r' ? "the end of the line" : $"'{rest[..length]}'";
            ((TolerantFrame)state.Configuration).Fail(
                new TextSpan((int)state.Location, length), $"{expected} is expected here, not {found}; what follows is not read");
            state.Advance(rest.Length);
            result = instead;
            return true;
        }
    }

    private sealed class NestedParser<T>(Parser<char, T> parser, T instead) : Parser<char, T>
    {
        public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
        {
            int start = (int)state.Location;
            if (parser.TryParse(ref state, ref expecteds, out result))
                return true;
            ((TolerantFrame)state.Configuration).Fail(new TextSpan(start, 1), $"this is {Nesting.TooDeep}; what follows is not read");
            state.Advance(state.LookAhead(int.MaxValue).Length);
            result = instead;
            return true;
        }
    }
}
