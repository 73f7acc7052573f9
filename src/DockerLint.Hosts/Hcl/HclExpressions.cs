using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Hosts.Lexing;
using DockerLint.Lexing;
using Pidgin;

namespace DockerLint.Hosts.Hcl;

/// <summary>The expressions of HCL; between parentheses and brackets line ends are white space, elsewhere they end one.</summary>
internal sealed class HclExpressions
{
    private static readonly HclLiteral s_missing = new(default, HclValue.Unknown);

    /// <summary>From the weakest binding up; all bind to the left.</summary>
    private static readonly ImmutableArray<ImmutableArray<string>> s_operators =
        [["||"], ["&&"], ["==", "!="], ["<", "<=", ">", ">="], ["+", "-"], ["*", "/", "%"]];

    private static readonly Lazy<HclExpressions> s_onLine = new(static () => new HclExpressions(HclTrivia.Blanks));
    private static readonly Lazy<HclExpressions> s_overLines = new(static () => new HclExpressions(HclTrivia.Lines));

    private readonly Parser<char, Unit> _space;
    private readonly Parser<char, HclExpression> _operand;

    private HclExpressions(Parser<char, Unit> space)
    {
        _space = space;
        Expression = Tolerant.Nested<HclExpression>(Choice, s_missing);
        _operand = Tolerant.Nested<HclExpression>(Operand, s_missing);
    }

    /// <summary>Expressions that end with their line.</summary>
    public static HclExpressions OnLine => s_onLine.Value;

    /// <summary>Expressions that go on in the next line.</summary>
    public static HclExpressions OverLines => s_overLines.Value;

    /// <summary>An expression, and the space after it.</summary>
    public Parser<char, HclExpression> Expression { get; }

    /// <summary>An expression anywhere, by when it is needed: the two kinds hold each other.</summary>
    private static Parser<char, HclExpression> Inner { get; } = Parser.Rec(static () => OverLines.Expression);

    private static Parser<char, Unit> Nothing { get; } = Tolerant.Nothing(Unit.Value);

    private Parser<char, HclExpression> Choice()
    {
        Parser<char, (HclExpression Then, HclExpression Otherwise)?> none = Tolerant.Nothing<(HclExpression, HclExpression)?>(null);
        Parser<char, (HclExpression Then, HclExpression Otherwise)?> some = Parser.Map(
            static (then, otherwise) => ((HclExpression, HclExpression)?)(then, otherwise),
            Parser.Char('?').Then(_space).Then(Expression),
            Tolerant.Expect(':').Then(_space).Then(Expression));
        return Operation().Then(
            Lex.Switch(next => next == '?' ? some : none, none),
            static (condition, branches) => branches is { } both ? new HclChoice(condition, both.Then, both.Otherwise) : condition);
    }

    private Parser<char, HclExpression> Operation()
    {
        Parser<char, (string Operator, HclExpression Operand)> next = Parser.Map(
            static (symbol, operand) => (symbol, operand), HclLexeme.Text(MeasureOperator).Before(_space), _operand);
        Parser<char, (string Operator, HclExpression Operand)> none = Tolerant.Nothing<(string, HclExpression)>(default);
        return _operand.Then(Lex.Many(Lex.Choose(rest => MeasureOperator(rest) > 0 ? next : none)), Combine);
    }

    private static int MeasureOperator(ReadOnlySpan<char> rest) => rest switch
    {
        ['=', '=', ..] or ['!', '=', ..] or ['<', '=', ..] or ['>', '=', ..] or ['&', '&', ..] or ['|', '|', ..] => 2,
        ['<' or '>' or '+' or '-' or '*' or '/' or '%', ..] => 1,
        _ => 0,
    };

    /// <summary>Puts operands together, those first that bind most.</summary>
    private static HclExpression Combine(HclExpression first, ImmutableArray<(string Operator, HclExpression Operand)> rest)
    {
        var operands = new Stack<HclExpression>([first]);
        var operators = new Stack<string>();
        foreach ((string symbol, HclExpression operand) in rest)
        {
            while (operators.TryPeek(out string? before) && StrengthOf(before) >= StrengthOf(symbol))
                Reduce();
            operators.Push(symbol);
            operands.Push(operand);
        }

        while (operators.Count > 0)
            Reduce();
        return operands.Pop();

        void Reduce()
        {
            HclExpression right = operands.Pop();
            operands.Push(new HclOperation(operands.Pop(), operators.Pop(), right));
        }
    }

    private static int StrengthOf(string symbol)
    {
        int strength = 0;
        while (!s_operators[strength].Contains(symbol))
            strength++;
        return strength;
    }

    private Parser<char, HclExpression> Operand()
    {
        Parser<char, HclExpression> negated = Tolerant.Node(
            Parser.Map(static (symbol, operand) => (symbol, operand), Parser<char>.Any.Before(_space), _operand),
            static (span, parts) => (HclExpression)new HclNegation(span, parts.symbol, parts.operand));
        Parser<char, HclExpression> plain = Primary().Before(_space).Then(Lex.Many(Trailer()), static (target, trailers) =>
        {
            foreach (Func<HclExpression, HclExpression> trailer in trailers)
                target = trailer(target);
            return target;
        });
        return Lex.Switch(next => next is '!' or '-' ? negated : plain, plain);
    }

    /// <summary>What takes a part of the operand before it.</summary>
    private Parser<char, Func<HclExpression, HclExpression>> Trailer()
    {
        Parser<char, Func<HclExpression, HclExpression>> Of<T>(Parser<char, T> content, Func<HclExpression, TextSpan, T, HclExpression> make) =>
            Tolerant.Node(content, (span, value) => (Func<HclExpression, HclExpression>)(target =>
                make(target, TextSpan.Between(target.Span.Start, Math.Max(target.Span.Start, span.End)), value))).Before(_space);

        Parser<char, HclExpression> name = Tolerant.Node(HclLexeme.Identifier, static (span, name) => (HclExpression)new HclTemplate(span, [new HclTextPart(name)]));
        Parser<char, HclExpression> noName = Tolerant.Halt<HclExpression>("a name", s_missing);
        Parser<char, HclExpression> key = Lex.Switch(
            next => char.IsAsciiDigit(next) ? Digits : HclLexeme.IsNameStart(next) ? name : noName, noName);
        Parser<char, Func<HclExpression, HclExpression>> member = Of(
            Parser.Char('.').Then(HclTrivia.Blanks).Then(key), static (target, span, key) => new HclIndex(span, target, key));
        Parser<char, Func<HclExpression, HclExpression>> index = Of(
            Parser.Char('[').Then(HclTrivia.Lines).Then(Inner).Before(Tolerant.Expect(']')), static (target, span, key) => new HclIndex(span, target, key));
        Parser<char, Func<HclExpression, HclExpression>> dotSplat = Of(Tolerant.Skip(2), static (target, span, _) => new HclSplat(span, target));
        Parser<char, Func<HclExpression, HclExpression>> splat = Of(Tolerant.Skip(3), static (target, span, _) => new HclSplat(span, target));
        Parser<char, Func<HclExpression, HclExpression>> none = Tolerant.Nothing<Func<HclExpression, HclExpression>>(static target => target);
        return Lex.Choose(rest => rest switch
        {
            ['.', '.', ..] => none,
            ['.', '*', ..] => dotSplat,
            ['.', ..] => member,
            ['[', '*', ']', ..] => splat,
            ['[', ..] => index,
            _ => none,
        });
    }

    private static Parser<char, HclExpression> Primary()
    {
        Parser<char, HclExpression> none = Tolerant.Halt<HclExpression>("an expression", s_missing);
        Parser<char, HclExpression> quoted = HclTemplates.Quoted;
        Parser<char, HclExpression> heredoc = HclTemplates.Heredoc;
        Parser<char, HclExpression> unclosedHeredoc = Tolerant.Halt<HclExpression>("a here-document that its mark ends on a line of its own", s_missing);
        Parser<char, HclExpression> parenthesized = Parser.Char('(').Then(HclTrivia.Lines).Then(Inner).Before(Tolerant.Expect(')'));
        Parser<char, HclExpression> named = Named();
        Parser<char, HclExpression> list = Tolerant.Node(
            Parser.Char('[').Then(HclTrivia.Lines).Then(Lex.If<(ImmutableArray<HclExpression> Items, HclFor? For)>(
                static rest => HclLexeme.StartsWithWord(rest, "for"),
                For(']').Select(static loop => (ImmutableArray<HclExpression>.Empty, (HclFor?)loop)),
                Tolerant.Items(Inner, ']', HclTrivia.Lines, mayEndInComma: true).Select(static items => (items, (HclFor?)null)))),
            static (span, parts) => parts.For is { } loop ? loop with { Span = span } : (HclExpression)new HclTuple(span, parts.Items));
        Parser<char, HclExpression> map = Tolerant.Node(
            Parser.Char('{').Then(HclTrivia.Lines).Then(Lex.If<(ImmutableArray<HclItem> Items, HclFor? For)>(
                static rest => HclLexeme.StartsWithWord(rest, "for"),
                For('}').Select(static loop => (ImmutableArray<HclItem>.Empty, (HclFor?)loop)),
                ObjectItems().Select(static items => (items, (HclFor?)null)))),
            static (span, parts) => parts.For is { } loop ? loop with { Span = span } : (HclExpression)new HclObject(span, parts.Items));
        return Lex.Choose(rest => rest switch
        {
            ['"', ..] => quoted,
            ['(', ..] => parenthesized,
            ['[', ..] => list,
            ['{', ..] => map,
            ['<', '<', ..] => HclTemplates.MeasureHeredoc(rest) > 0 ? heredoc : unclosedHeredoc,
            [>= '0' and <= '9', ..] => Number,
            [var next, ..] when HclLexeme.IsNameStart(next) => named,
            _ => none,
        });
    }

    private static Parser<char, HclExpression> Number { get; } = NumberOf(HclLexeme.MeasureNumber);

    private static Parser<char, HclExpression> Digits { get; } = NumberOf(static rest => Math.Max(rest.IndexOfAnyExceptInRange('0', '9'), 0));

    private static Parser<char, HclExpression> NumberOf(Lex.Measure measure) =>
        Tolerant.Node(HclLexeme.Text(measure), static (span, text) => (HclExpression)new HclLiteral(
            span, decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? new HclNumber(number) : HclValue.Unknown));

    /// <summary>A variable, a call, or a word that is a value.</summary>
    private static Parser<char, HclExpression> Named()
    {
        Parser<char, bool> ellipsis = Lex.Choose(rest => rest is ['.', '.', '.', ..] ? Spread : Single);
        Parser<char, (ImmutableArray<(HclExpression Value, bool IsSpread)> Items, bool IsCall)> call = HclTrivia.Blanks
            .Then(Parser.Char('(')).Then(HclTrivia.Lines)
            .Then(Tolerant.Items(Inner.Then(ellipsis, static (value, isSpread) => (value, isSpread)), ')', HclTrivia.Lines, mayEndInComma: true))
            .Select(static items => (items, true));
        Parser<char, (ImmutableArray<(HclExpression Value, bool IsSpread)> Items, bool IsCall)> variable =
            Tolerant.Nothing((ImmutableArray<(HclExpression, bool)>.Empty, false));
        return Tolerant.Node(
            Parser.Map(
                static (name, call) => (name, call),
                HclLexeme.Identifier,
                Lex.Choose(rest => rest.TrimStart(" \t") is ['(', ..] ? call : variable)),
            static (span, parts) => parts.call.IsCall
                ? new HclCall(span, parts.name, [.. parts.call.Items.Select(static item => item.Value)], parts.call.Items.Any(static item => item.IsSpread))
                : parts.name switch
                {
                    "true" => new HclLiteral(span, new HclBool(true)),
                    "false" => new HclLiteral(span, new HclBool(false)),
                    "null" => new HclLiteral(span, HclValue.Null),
                    _ => (HclExpression)new HclName(span, parts.name),
                });
    }

    private static Parser<char, bool> Spread { get; } = Tolerant.Skip(3).Then(HclTrivia.Lines).ThenReturn(true);

    private static Parser<char, bool> Single { get; } = Tolerant.Nothing(false);

    private static Parser<char, ImmutableArray<HclItem>> ObjectItems()
    {
        Parser<char, HclExpression> inLine = Parser.Rec(static () => OnLine.Expression);
        Parser<char, Unit> noSign = Tolerant.Halt("'=' or ':'", Unit.Value);
        Parser<char, Unit> sign = Tolerant.Skip(1).ThenReturn(Unit.Value);
        Parser<char, Unit> noEnd = Tolerant.Halt("',', '}' or the end of the line", Unit.Value);
        Parser<char, Unit> comma = Parser.Char(',').Then(HclTrivia.Lines);
        Parser<char, Unit> end = Lex.Switch(next => next == ',' ? comma : next == '\n' ? HclTrivia.Lines : next == '}' ? Nothing : noEnd, Nothing);
        Parser<char, HclItem> item = Parser.Map(
            static (key, value) => new HclItem(key is HclName name ? new HclTemplate(name.Span, [new HclTextPart(name.Name)]) : key, value),
            inLine.Before(Lex.Switch(next => next is '=' or ':' ? sign : noSign, noSign)).Before(HclTrivia.Blanks),
            inLine);
        return Lex.Many(item.Before(end), static next => next != '}').Before(Tolerant.Expect('}'));
    }

    /// <summary>What makes a list or object of another, from <c>for</c> up to its end.</summary>
    private static Parser<char, HclFor> For(char close)
    {
        Parser<char, Unit> Word(string word)
        {
            Parser<char, Unit> present = Tolerant.Skip(word.Length).Then(HclTrivia.Lines);
            return Lex.If(rest => HclLexeme.StartsWithWord(rest, word), present, Tolerant.Halt($"'{word}'", Unit.Value));
        }

        Parser<char, string> name = HclLexeme.Identifier.Before(HclTrivia.Lines);
        Parser<char, ImmutableArray<string>> names = name.Then(
            Lex.Many(Parser.Char(',').Then(HclTrivia.Lines).Then(name), static next => next == ','), static (first, others) => others.Insert(0, first));
        Parser<char, HclExpression?> arrow = Tolerant.Skip(2).Then(HclTrivia.Lines).Then(Inner).Select(static value => (HclExpression?)value)
            .Before(Lex.Choose(rest => rest is ['.', '.', '.', ..] ? Spread : Single));
        Parser<char, HclExpression?> none = Tolerant.Nothing<HclExpression?>(null);
        Parser<char, HclExpression?> condition = Tolerant.Skip(2).Then(HclTrivia.Lines).Then(Inner).Select(static value => (HclExpression?)value);
        return Parser.Map(
            static (names, source, first, second, condition) =>
                new HclFor(default, names, source, second is null ? null : first, second ?? first, condition),
            Word("for").Then(names),
            Word("in").Then(Inner).Before(Tolerant.Expect(':')).Before(HclTrivia.Lines),
            Inner,
            Lex.Choose(rest => rest is ['=', '>', ..] ? arrow : none),
            Lex.If(static rest => HclLexeme.StartsWithWord(rest, "if"), condition, none)).Before(Tolerant.Expect(close));
    }
}
