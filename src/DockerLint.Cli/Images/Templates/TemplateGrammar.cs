using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Lexing;
using Pidgin;
using static Pidgin.Parser;

namespace DockerLint.Cli.Images.Templates;

/// <summary>Reads a template of Go (https://pkg.go.dev/text/template) into texts and actions, which <see cref="TemplateReader"/> puts into each other.</summary>
internal static class TemplateGrammar
{
    private static readonly SearchValues<char> s_blank = SearchValues.Create(" \t\r\n");
    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> s_nameEnd = SearchValues.Create(" \t\r\n.{}\"`()|,:=$");
    private static readonly SearchValues<char> s_assignmentStops = SearchValues.Create(":=,}|().\"`");

    private static readonly Parser<char, Unit> s_blanks = Lex.TakeWhile(s_blank).IgnoreResult();

    private static readonly Parser<char, string> s_name = Lex.TakeUntil1(s_nameEnd).Spanned(static (_, _, text) => text.ToString());

    private static readonly Parser<char, ImmutableArray<string>> s_fields = Lex.Many(Char('.').Then(s_name), static c => c == '.');

    private static readonly Parser<char, Operand> s_dot =
        Lex.If(
            static rest => rest.Length < 2 || s_nameEnd.Contains(rest[1]),
            Char('.').ThenReturn(ImmutableArray<string>.Empty),
            s_fields).Select(static Operand (path) => new DotOperand(path));

    private static readonly Parser<char, string> s_variableName =
        Char('$').Then(Lex.TakeUntil(s_nameEnd)).Spanned(static (_, _, text) => text[1..].ToString());

    private static readonly Parser<char, Operand> s_variable =
        Map(static Operand (name, path) => new VariableOperand(name, path), s_variableName, s_fields);

    private static readonly Parser<char, Operand> s_text =
        Lex.Take(JsonLexeme.MeasureString, 1).Spanned(static Operand (_, _, text) => new TextOperand(JsonLexeme.Decode(text)));

    private static readonly Parser<char, Operand> s_rawText =
        Lex.Take(MeasureRaw, 2).Spanned(static Operand (_, _, text) => new TextOperand(text[1..^1].ToString()));

    private static readonly Parser<char, Operand> s_number =
        Lex.TakeWhile1(s_digits).Spanned(static (_, _, text) => long.TryParse(text, CultureInfo.InvariantCulture, out long number) ? number : (long?)null)
            .Where(static number => number is not null).Select(static Operand (number) => new NumberOperand(number!.Value));

    private static readonly Parser<char, Operand> s_named = s_name.Select(static Operand (name) => new NameOperand(name));

    private static readonly Parser<char, Operand> s_parenthesized = Map(
        static Operand (value, path) => new PipelineOperand(value, path),
        Char('(').Then(s_blanks).Then(Lex.Nested(static () => s_pipeline!)).Before(Char(')')),
        s_fields);

    private static readonly Parser<char, Operand> s_operand = Lex.Switch(static c => c switch
    {
        '.' => s_dot,
        '$' => s_variable,
        '"' => s_text,
        '`' => s_rawText,
        '(' => s_parenthesized,
        >= '0' and <= '9' => s_number,
        _ => s_named,
    });

    private static readonly Parser<char, ImmutableArray<Operand>> s_call =
        Lex.Many(s_operand.Before(s_blanks), static c => c is not ('|' or ')' or '}' or '-')).Where(static call => !call.IsEmpty);

    private static readonly Parser<char, ImmutableArray<ImmutableArray<Operand>>> s_calls = Map(
        static (first, rest) => rest.Insert(0, first),
        s_call,
        Lex.Many(Char('|').Then(s_blanks).Then(s_call), static c => c == '|'));

    private static readonly Parser<char, Pipeline> s_plainPipeline = s_calls.Select(static calls => new Pipeline([], false, calls));

    /// <summary><c>$name :=</c>, <c>$name =</c>, <c>$key, $value :=</c>.</summary>
    private static readonly Parser<char, Pipeline> s_assigned = Map(
        static (first, others, areNew, calls) => new Pipeline(others.Insert(0, first), areNew, calls),
        s_variableName.Before(s_blanks),
        Lex.Many(Char(',').Then(s_blanks).Then(s_variableName).Before(s_blanks), static c => c == ','),
        Lex.If(static rest => rest.StartsWith(":"), Char(':').ThenReturn(true), Parser<char>.Return(false)).Before(Char('=')).Before(s_blanks),
        s_calls);

    private static readonly Parser<char, Pipeline> s_pipeline = Lex.If(SetsVariables, s_assigned, s_plainPipeline);

    private static readonly Parser<char, TemplateItem> s_comment =
        Lex.Take(static rest => rest.IndexOf("*/") is var end and >= 0 ? end + 2 : 0, 1).ThenReturn(new TemplateItem(TemplateAction.Comment)).Before(s_blanks);

    private static readonly Parser<char, TemplateItem> s_print = s_pipeline.Select(static value => new TemplateItem(TemplateAction.Print) { Value = value });

    private static readonly Parser<char, TemplateItem> s_if = Block("if", TemplateAction.If);
    private static readonly Parser<char, TemplateItem> s_with = Block("with", TemplateAction.With);
    private static readonly Parser<char, TemplateItem> s_range = Block("range", TemplateAction.Range);
    private static readonly Parser<char, TemplateItem> s_end = String("end").ThenReturn(new TemplateItem(TemplateAction.End)).Before(s_blanks);

    private static readonly Parser<char, TemplateItem> s_elseAlone = Parser<char>.Return(new TemplateItem(TemplateAction.Else));

    private static readonly Parser<char, TemplateItem> s_elseBlock =
        Lex.If(static rest => Starts(rest, "if"), s_if, s_with).Select(static item => new TemplateItem(TemplateAction.Else) { Other = item.Action, Value = item.Value });

    private static readonly Parser<char, TemplateItem> s_else =
        String("else").Then(s_blanks).Then(Lex.If(static rest => Starts(rest, "if") || Starts(rest, "with"), s_elseBlock, s_elseAlone));

    private static readonly Parser<char, TemplateItem> s_action = Lex.Choose(static rest =>
        rest.StartsWith("/*") ? s_comment
        : Starts(rest, "if") ? s_if
        : Starts(rest, "with") ? s_with
        : Starts(rest, "range") ? s_range
        : Starts(rest, "else") ? s_else
        : Starts(rest, "end") ? s_end
        : s_print);

    /// <summary><c>{{- </c> and <c> -}}</c> take away the white space outside of them.</summary>
    private static readonly Parser<char, bool> s_trimmed = Lex.If(
        static rest => rest is ['-', var next, ..] && (s_blank.Contains(next) || next == '}'), Char('-').ThenReturn(true), Parser<char>.Return(false));

    private static readonly Parser<char, TemplateItem> s_item = Lex.If(
        static rest => rest.StartsWith("{{"),
        Map(
            static (before, item, after) => item with { TrimsBefore = before, TrimsAfter = after },
            String("{{").Then(s_trimmed).Before(s_blanks),
            s_action,
            s_trimmed.Before(String("}}"))),
        Lex.Take(static rest => rest.IndexOf("{{") is var action and >= 0 ? action : rest.Length, 1)
            .Spanned(static (_, _, text) => new TemplateItem(TemplateAction.Print) { Text = text.ToString() }));

    private static readonly Parser<char, ImmutableArray<TemplateItem>> s_template = Lex.Many(s_item).Before(Parser<char>.End);

    /// <summary>Reads a template.</summary>
    /// <returns>What it consists of; null where it is none.</returns>
    public static ImmutableArray<TemplateItem>? Read(string text)
    {
        Result<char, ImmutableArray<TemplateItem>> result = s_template.Parse(text.AsSpan(), new Nesting());
        return result.Success ? result.Value : null;
    }

    private static Parser<char, TemplateItem> Block(string word, TemplateAction action) =>
        String(word).Then(s_blanks).Then(s_pipeline).Select(value => new TemplateItem(action) { Value = value });

    private static bool Starts(ReadOnlySpan<char> rest, string word) =>
        rest.StartsWith(word, StringComparison.Ordinal) && (rest.Length == word.Length || s_nameEnd.Contains(rest[word.Length]));

    private static bool SetsVariables(ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOfAny(s_assignmentStops);
        return rest is ['$', ..] && end > 0 && rest[end] is ':' or '=' or ',';
    }

    private static int MeasureRaw(ReadOnlySpan<char> rest) => rest[1..].IndexOf('`') is var end and >= 0 ? end + 2 : 0;
}

/// <summary>A text or an action.</summary>
/// <param name="Action">What it does.</param>
internal sealed record TemplateItem(TemplateAction Action)
{
    /// <summary>The text; null for an action.</summary>
    public string? Text { get; init; }

    /// <summary>The value that it is about.</summary>
    public Pipeline? Value { get; init; }

    /// <summary>What stands behind <c>else</c>; null where it stands alone.</summary>
    public TemplateAction? Other { get; init; }

    /// <summary>Whether it takes away the white space before it.</summary>
    public bool TrimsBefore { get; init; }

    /// <summary>Whether it takes away the white space behind it.</summary>
    public bool TrimsAfter { get; init; }
}
