using System.Buffers;
using DockerLint.Hosts.Lexing;
using DockerLint.Lexing;
using Pidgin;

namespace DockerLint.Hosts.Json;

/// <summary>JSON (RFC 8259), and the same with comments and a comma after the last item, as editors write it.</summary>
internal sealed class JsonGrammar
{
    private static readonly JsonAtom s_missing = new(default, "");
    private static readonly JsonText s_unnamed = new(default, "");
    private static readonly SearchValues<char> s_blank = SearchValues.Create(" \t\r\n\uFEFF");

    private readonly Parser<char, JsonNode> _document;

    private JsonGrammar(bool hasComments)
    {
        Parser<char, Unit> nothing = Tolerant.Nothing(Unit.Value);
        Parser<char, Unit> blank = Lex.TakeWhile(s_blank).ThenReturn(Unit.Value);
        Parser<char, Unit> line = Tolerant.Comment("//", null);
        Parser<char, Unit> block = Tolerant.Comment("/*", "*/");
        Parser<char, Unit> space = hasComments
            ? Tolerant.Trivia(rest => rest switch
            {
                ['/', '/', ..] => line,
                ['/', '*', ..] => block,
                [var next, ..] when s_blank.Contains(next) => blank,
                _ => nothing,
            })
            : blank;

        Parser<char, JsonText> quoted = Lex.In<TolerantFrame, TextSpan, JsonText>(Lex.Take(JsonLexeme.MeasureString), static (frame, span) =>
            new JsonText(frame.PlaceOf(TextSpan.Between(span.Start + 1, span.End - 1)), JsonLexeme.Decode(frame.Text.AsSpan(span.Start, span.Length))));
        Parser<char, JsonText> text = Lex.If(static rest => JsonLexeme.MeasureString(rest) > 0, quoted, Tolerant.Halt("a valid text in double quotes, closed on its line,", s_unnamed));

        Parser<char, JsonNode> value = Tolerant.Nested<JsonNode>(() => Value!, s_missing).Before(space);
        Parser<char, JsonMember> member = Parser.Map(
            static (name, value) => new JsonMember(name, value), text.Before(space).Before(Tolerant.Expect(':')).Before(space), value);
        Parser<char, JsonNode> map = Tolerant.Node(
            Tolerant.Skip(1).Then(space).Then(Tolerant.Items(member, '}', space, hasComments)), static (span, members) => (JsonNode)new JsonMap(span, members));
        Parser<char, JsonNode> list = Tolerant.Node(
            Tolerant.Skip(1).Then(space).Then(Tolerant.Items(value, ']', space, hasComments)), static (span, items) => (JsonNode)new JsonList(span, items));
        Parser<char, JsonNode> atom = Lex.In<TolerantFrame, TextSpan, JsonNode>(Lex.Take(JsonLexeme.MeasureValue), static (frame, span) =>
            new JsonAtom(frame.PlaceOf(span), frame.Text.Substring(span.Start, span.Length)));
        Parser<char, JsonNode> none = Tolerant.Halt<JsonNode>("a value", s_missing);
        Parser<char, JsonNode> atomOrNone = Lex.If(static rest => JsonLexeme.MeasureValue(rest) > 0, atom, none);
        Parser<char, JsonNode> textNode = text.Select(static text => (JsonNode)text);
        Value = Lex.Switch(
            next => next switch
            {
                '{' => map,
                '[' => list,
                '"' => textNode,
                _ => atomOrNone,
            },
            none);

        Parser<char, Unit> end = Lex.Switch(_ => Tolerant.Halt("the end", Unit.Value), nothing);
        _document = space.Then(value).Before(end);
    }

    /// <summary>JSON as it is defined.</summary>
    public static JsonGrammar Strict { get; } = new(hasComments: false);

    /// <summary>JSON with comments.</summary>
    public static JsonGrammar WithComments { get; } = new(hasComments: true);

    private Parser<char, JsonNode> Value { get; }

    /// <summary>Reads a text, up to its first error.</summary>
    public JsonNode Parse(TolerantFrame frame) => _document.Parse(frame.Text, frame).GetValueOrDefault(s_missing);
}
