using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Syntax.Tree;
using Pidgin;
using static Pidgin.Parser;

namespace DockerLint.Syntax.Grammar;

/// <summary>
/// Quotes, escapes and variables of a word: <c>$name</c>, <c>${name}</c> and <c>${name…}</c> with an operator, as
/// BuildKit's word processing reads them (Dockerfile reference, "Environment replacement").
/// </summary>
internal sealed class WordGrammar
{
    private static readonly Lazy<WordGrammar> s_backslash = new(static () => new WordGrammar('\\'));
    private static readonly Lazy<WordGrammar> s_backtick = new(static () => new WordGrammar('`'));

    private static readonly Parser<char, TextSpan> s_name = Lex.Take(MeasureName);

    private readonly char _escape;
    private readonly Parser<char, ImmutableArray<WordPart>> _word;
    private readonly Parser<char, ImmutableArray<WordPart>> _body;

    private WordGrammar(char escape)
    {
        _escape = escape;
        Parser<char, WordPart> escaped = Lex.Take(static rest => Math.Min(rest.Length, 2)).Select(Escaped);
        Parser<char, WordPart> doubleQuoted = DoubleQuoted();
        Variable = Lex.Nested(() => Char('$').Then(Dollar())).Spanned(ToPart);
        Parser<char, WordPart> PartBefore(char? stop)
        {
            SearchValues<char> special = SearchValues.Create(
                stop is { } c ? ['\'', '"', '$', escape, c] : ['\'', '"', '$', escape]);
            Parser<char, WordPart> literal = Lex.TakeUntil(special).Select(Literal);
            return Lex.Switch(next => next switch
            {
                '\'' => SingleQuoted,
                '"' => doubleQuoted,
                '$' => Variable,
                _ => next == escape ? escaped : literal,
            });
        }

        _word = Lex.Many(PartBefore(null));
        Parser<char, WordPart> plain = Lex.TakeUntil(SearchValues.Create(['$', escape])).Select(Literal);
        _body = Lex.Many(Lex.Switch(next => next == '$' ? Variable : next == escape ? escaped : plain));
        _untilBrace = Lex.Many(PartBefore('}'), static next => next != '}');
        _untilSlash = Lex.Many(PartBefore('/'), static next => next != '/');
    }

    /// <summary>A variable, with any operator.</summary>
    public Parser<char, WordPart> Variable { get; }

    /// <summary><c>'…'</c>.</summary>
    public static Parser<char, WordPart> SingleQuoted { get; } =
        Char('\'').Then(Lex.TakeUntil(SearchValues.Create("'"))).Then(ClosedBy('\'')).Spanned(static (closed, span) =>
            closed ? (WordPart)new SingleQuotedPart(span) : new BadPart(span, "this single quote is never closed; add a '"));

    private readonly Parser<char, ImmutableArray<WordPart>> _untilBrace;
    private readonly Parser<char, ImmutableArray<WordPart>> _untilSlash;

    /// <summary>The grammar for an escape character.</summary>
    public static WordGrammar For(char escape) => (escape == '`' ? s_backtick : s_backslash).Value;

    /// <summary>The parts of a word; what cannot be read is a <see cref="BadPart"/>.</summary>
    public static ImmutableArray<WordPart> Parse(string word, char escape)
    {
        if (word.AsSpan().IndexOfAny(['\'', '"', '$', escape]) < 0)
            return word.Length == 0 ? [] : [new LiteralPart(new TextSpan(0, word.Length))];
        return Parse(For(escape)._word, word);
    }

    /// <summary>The parts of the body of a here-document: quotes are nothing special, and the escape is always <c>\</c>.</summary>
    public static ImmutableArray<WordPart> ParseBody(string body) => Parse(For('\\')._body, body);

    private static ImmutableArray<WordPart> Parse(Parser<char, ImmutableArray<WordPart>> grammar, string text)
    {
        Result<char, ImmutableArray<WordPart>> result = grammar.Run(text);
        return result.Success
            ? result.Value
            : [new BadPart(new TextSpan(0, text.Length), "variables are nested too deeply; simplify")];
    }

    /// <summary><c>"…"</c>: only a quote, a dollar and the escape itself can be escaped inside.</summary>
    public Parser<char, WordPart> DoubleQuoted()
    {
        SearchValues<char> special = SearchValues.Create(['"', '$', _escape]);
        Parser<char, WordPart> literal = Lex.TakeUntil(special).Select(Literal);
        Parser<char, WordPart> escaped = Lex.Take(MeasureQuotedEscape).Select<WordPart>(
            static span => span.Length == 2 ? new EscapePart(span) : new LiteralPart(span));
        Parser<char, WordPart> part = Lex.Switch(next =>
            next == '$' ? Variable : next == _escape ? escaped : literal);
        return Char('"').Then(Lex.Many(part, static next => next != '"')).Then(ClosedBy('"'), static (parts, closed) => (parts, closed))
            .Spanned(static (quoted, span) => quoted.closed
                ? (WordPart)new DoubleQuotedPart(span, quoted.parts)
                : new BadPart(span, "this double quote is never closed; add a \""));
    }

    private int MeasureQuotedEscape(ReadOnlySpan<char> rest) =>
        rest.Length > 1 && (rest[1] is '"' or '$' || rest[1] == _escape) ? 2 : 1;

    private Parser<char, Substitution> Dollar()
    {
        Parser<char, Substitution> plain = s_name.Select(static name => new Substitution(name));
        Parser<char, Substitution> named = s_name.Then(Operator(), static (name, rest) => rest with { Name = name });
        Parser<char, Substitution> unnamed = Bad("a variable name is missing after '${'; write ${name}");
        Parser<char, Substitution> braced = Char('{').Then(
            Lex.Switch(next => next is '{' or '}' or ':' ? unnamed : named, Unclosed));
        return Lex.Switch(next => next == '{' ? braced : plain, plain);
    }

    private Parser<char, Substitution> Operator()
    {
        Parser<char, Substitution> Word(VariableOperator kind, string symbol) =>
            Take(symbol.Length).Then(_untilBrace).Then(ClosedBy('}'), (word, closed) =>
                closed ? new Substitution(default) { Operator = kind, EmptyIsUnset = symbol[0] == ':', Word = word } : s_unclosed);

        Parser<char, Substitution> Replace(VariableOperator kind, int length) =>
            Take(length).Then(_untilSlash).Then(ClosedBy('/'), static (pattern, closed) => (pattern, closed))
                .Then(_untilBrace.Then(ClosedBy('}'), static (text, closed) => (text, closed)), (pattern, replacement) =>
                    !pattern.closed ? new Substitution(default) { Error = "the second '/' is missing; write ${name/pattern/replacement}" }
                    : !replacement.closed ? s_unclosed
                    : new Substitution(default) { Operator = kind, Word = pattern.pattern, Replacement = replacement.text });

        Parser<char, Substitution> none = Take(1).Select(static _ => new Substitution(default));
        Parser<char, Substitution> byDefault = Word(VariableOperator.Default, "-");
        Parser<char, Substitution> byDefaultOrEmpty = Word(VariableOperator.Default, ":-");
        Parser<char, Substitution> alternative = Word(VariableOperator.Alternative, "+");
        Parser<char, Substitution> alternativeOrEmpty = Word(VariableOperator.Alternative, ":+");
        Parser<char, Substitution> required = Word(VariableOperator.Required, "?");
        Parser<char, Substitution> requiredOrEmpty = Word(VariableOperator.Required, ":?");
        Parser<char, Substitution> prefix = Word(VariableOperator.RemovePrefix, "#");
        Parser<char, Substitution> longestPrefix = Word(VariableOperator.RemoveLongestPrefix, "##");
        Parser<char, Substitution> suffix = Word(VariableOperator.RemoveSuffix, "%");
        Parser<char, Substitution> longestSuffix = Word(VariableOperator.RemoveLongestSuffix, "%%");
        Parser<char, Substitution> replaceFirst = Replace(VariableOperator.ReplaceFirst, 1);
        Parser<char, Substitution> replaceAll = Replace(VariableOperator.ReplaceAll, 2);
        Parser<char, Substitution> unknown = Bad("the operator is not supported; use one of :- - :+ + :? ? # ## % %% / //");
        return Lex.Choose(rest => rest switch
        {
            [] => Unclosed,
            ['}', ..] => none,
            [':', '-', ..] => byDefaultOrEmpty,
            [':', '+', ..] => alternativeOrEmpty,
            [':', '?', ..] => requiredOrEmpty,
            ['-', ..] => byDefault,
            ['+', ..] => alternative,
            ['?', ..] => required,
            ['#', '#', ..] => longestPrefix,
            ['#', ..] => prefix,
            ['%', '%', ..] => longestSuffix,
            ['%', ..] => suffix,
            ['/', '/', ..] => replaceAll,
            ['/', ..] => replaceFirst,
            _ => unknown,
        });
    }

    private static Parser<char, TextSpan> Take(int length) => Lex.Take(rest => Math.Min(rest.Length, length));

    private static Parser<char, bool> ClosedBy(char c) =>
        Lex.Take(rest => rest is [var next, ..] && next == c ? 1 : 0).Select(static span => span.Length == 1);

    private static Parser<char, Substitution> Bad(string message) =>
        Lex.Rest.Select(_ => new Substitution(default) { Error = message });

    private static readonly Substitution s_unclosed =
        new(default) { Error = "this variable is never closed; add a '}'" };

    private static Parser<char, Substitution> Unclosed { get; } = Lex.Rest.Select(static _ => s_unclosed);

    private static WordPart Literal(TextSpan span) => new LiteralPart(span);

    private static WordPart Escaped(TextSpan span) => new EscapePart(span);

    private static WordPart ToPart(Substitution substitution, TextSpan span, ReadOnlySpan<char> text)
    {
        if (substitution.Error is not null)
            return new BadPart(span, substitution.Error);
        if (span.Length == 1)
            return new LiteralPart(span);
        return new VariablePart(
            span,
            text.Slice(substitution.Name.Start - span.Start, substitution.Name.Length).ToString(),
            substitution.Name,
            substitution.Operator,
            substitution.EmptyIsUnset,
            substitution.Word,
            substitution.Replacement);
    }

    /// <summary>A name; digits alone where it starts with one; or one special parameter.</summary>
    private static int MeasureName(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty)
            return 0;
        bool onlyDigits = char.IsDigit(rest[0]);
        if (!onlyDigits && "@*#?-$!0".Contains(rest[0], StringComparison.Ordinal))
            return 1;
        int length = 0;
        while (length < rest.Length && (char.IsDigit(rest[length]) || (!onlyDigits && (rest[length] == '_' || char.IsLetter(rest[length])))))
            length++;
        return length;
    }

    private readonly record struct Substitution(TextSpan Name)
    {
        public VariableOperator Operator { get; init; }

        public bool EmptyIsUnset { get; init; }

        public ImmutableArray<WordPart> Word { get; init; } = [];

        public ImmutableArray<WordPart> Replacement { get; init; } = [];

        public string? Error { get; init; }
    }
}
