using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;
using Pidgin;
using static Pidgin.Parser;

namespace DockerLint.Syntax.Grammar;

/// <summary>
/// Which frontend a file asks for. A frontend may read any language, so it can also be named where <c>#</c> is no
/// comment: in a line <c>//syntax=image</c> at the top, or as the member <c>syntax</c> of a file that is JSON.
/// </summary>
internal static class FrontendGrammar
{
    private static readonly Parser<char, TextSpan> s_space = Lex.TakeWhile(JsonLexeme.Space);

    private static readonly Parser<char, TextSpan> s_value = Lex.Take(JsonLexeme.MeasureValue, minimum: 1).Between(s_space);

    private static readonly Parser<char, (TextSpan Name, TextSpan Value)> s_member = Map(
        static (name, _, value) => (name, value),
        Lex.Take(JsonLexeme.MeasureString, minimum: 1).Between(s_space),
        Char(':'),
        s_value);

    private static readonly Parser<char, ImmutableArray<(TextSpan Name, TextSpan Value)>> s_object =
        Lex.SeparatedBy(s_member, ',').Between(Char('{'), Char('}')).Between(s_space).Before(Parser<char>.End);

    /// <summary>The frontend; null where the file leaves it to the builder.</summary>
    public static FrontendSyntax? Find(SourceText source, ImmutableArray<DirectiveSyntax> directives)
    {
        DirectiveSyntax? directive =
            OnlyOne(directives) ?? OnlyOne(DirectiveGrammar.Parse(new DocumentFrame(source), DirectiveGrammar.SlashComment));
        if (directive is null)
            return InJson(source);
        int length = directive.Value.IndexOf(' ', StringComparison.Ordinal);
        string image = length < 0 ? directive.Value : directive.Value[..length];
        return new FrontendSyntax(image, new TextSpan(directive.ValueSpan.Start, image.Length));
    }

    /// <summary>Where any directive is given twice, BuildKit takes none.</summary>
    private static DirectiveSyntax? OnlyOne(ImmutableArray<DirectiveSyntax> directives) =>
        directives.Select(static directive => directive.Name).Distinct().Count() < directives.Length
            ? null
            : directives.FirstOrDefault(static directive => directive.Name == "syntax");

    private static FrontendSyntax? InJson(SourceText source)
    {
        int start = DirectiveGrammar.StartOf(source.Value);
        ReadOnlySpan<char> text = source.Value.AsSpan(start);
        if (text[Spaces.Leading(text)..] is not ['{', ..])
            return null;
        Result<char, ImmutableArray<(TextSpan Name, TextSpan Value)>> result = s_object.Parse(text);
        if (!result.Success)
            return null;
        FrontendSyntax? frontend = null;
        foreach ((TextSpan name, TextSpan value) in result.Value)
        {
            if (!JsonLexeme.Decode(text.Slice(name.Start, name.Length)).Equals("syntax", StringComparison.OrdinalIgnoreCase))
                continue;
            if (text[value.Start] != '"')
                return null;
            frontend = new FrontendSyntax(JsonLexeme.Decode(text.Slice(value.Start, value.Length)), value.Shift(start));
        }

        return frontend;
    }
}
