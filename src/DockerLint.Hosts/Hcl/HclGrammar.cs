using System.Collections.Immutable;
using DockerLint.Hosts.Lexing;
using DockerLint.Lexing;
using DockerLint.Semantics;
using Pidgin;

namespace DockerLint.Hosts.Hcl;

/// <summary>HCL in its own syntax: attributes and blocks (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md).</summary>
internal static class HclGrammar
{
    private static readonly HclBody s_empty = new([], []);
    private static readonly Parser<char, Unit> s_nothing = Tolerant.Nothing(Unit.Value);

    /// <summary>The end of an attribute or block: that of its line, of the block around it or of the file.</summary>
    private static readonly Parser<char, Unit> s_end = EndOfItem();

    private static readonly Parser<char, WrittenText> s_label = Label();
    private static readonly Parser<char, HclBody> s_body = Body();
    private static readonly Parser<char, HclBody> s_document = Lex.TakeWhile(System.Buffers.SearchValues.Create("\uFEFF"))
        .Then(HclTrivia.Lines)
        .Then(s_body)
        .Before(Lex.Switch(_ => Tolerant.Halt("the name of an attribute or block", Unit.Value), s_nothing));

    /// <summary>Reads a text, up to its first error.</summary>
    public static HclBody Parse(TolerantFrame frame) => s_document.Parse(frame.Text, frame).GetValueOrDefault(s_empty);

    private static Parser<char, Unit> EndOfItem()
    {
        Parser<char, Unit> missing = Tolerant.Halt("the end of the line", Unit.Value);
        return Lex.Switch(next => next == '\n' ? HclTrivia.Lines : next == '}' ? s_nothing : missing, s_nothing);
    }

    private static Parser<char, WrittenText> Label()
    {
        Parser<char, WrittenText> bare = Tolerant.Node(HclLexeme.Identifier, static (span, name) => new WrittenText(name, span));
        Parser<char, WrittenText> quoted = Parser.Char('"')
            .Then(Tolerant.Node(
                Lex.In<TolerantFrame, TextSpan, string>(Lex.Take(HclLexeme.MeasureQuoted), static (frame, span) => HclLexeme.Unescape(frame.Text.AsSpan(span.Start, span.Length))),
                static (span, text) => new WrittenText(text, span)))
            .Before(Tolerant.Expect('"'));
        return Lex.Switch(next => next == '"' ? quoted : bare).Before(HclTrivia.Blanks);
    }

    private static Parser<char, HclBody> Body()
    {
        Parser<char, object> attribute = Parser.Char('=').Then(HclTrivia.Blanks).Then(HclExpressions.OnLine.Expression).Select(static value => (object)value);
        Parser<char, HclBody> braced = Tolerant.Expect('{').Then(HclTrivia.Lines)
            .Then(Tolerant.Nested(() => s_body, s_empty))
            .Before(Tolerant.Expect('}')).Before(HclTrivia.Blanks);
        Parser<char, object> block = Parser.Map(
            static (labels, body) => (object)(labels, body),
            Lex.Many(s_label, static next => next == '"' || HclLexeme.IsNameStart(next)),
            braced);
        Parser<char, object> neither = Tolerant.Halt<object>("'=' or the '{' of a block", s_empty);
        Parser<char, object> value = Lex.Switch(next => next == '=' ? attribute : next is '{' or '"' || HclLexeme.IsNameStart(next) ? block : neither, neither);

        Parser<char, (string Name, TextSpan Span)> named = Tolerant.Node(HclLexeme.Identifier, static (span, name) => (name, span));
        Parser<char, (string Name, TextSpan Span)> unnamed = Tolerant.Halt("the name of an attribute or block", ("", default(TextSpan)));
        Parser<char, object> item = Parser.Map(
            static (name, value) => value switch
            {
                HclExpression expression => (object)new HclAttribute(name.Name, expression),
                ValueTuple<ImmutableArray<WrittenText>, HclBody> parts => new HclBlock(name.Name, parts.Item1, name.Span, parts.Item2),
                _ => value,
            },
            Lex.Switch(next => HclLexeme.IsNameStart(next) ? named : unnamed).Before(HclTrivia.Blanks),
            value);
        return Lex.Many(item.Before(s_end), static next => next != '}')
            .Select(static items => new HclBody([.. items.OfType<HclAttribute>()], [.. items.OfType<HclBlock>()]));
    }
}
