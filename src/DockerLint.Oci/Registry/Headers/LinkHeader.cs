using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Lexing;
using Pidgin;
using static Pidgin.Parser;

namespace DockerLint.Oci.Registry.Headers;

/// <summary>Where the next page of a list is: <c>Link</c> (RFC 8288).</summary>
internal static class LinkHeader
{
    private static readonly SearchValues<char> s_end = SearchValues.Create(">");

    private static readonly Parser<char, string> s_value =
        Char('=').Then(HeaderGrammar.Blanks).Then(HeaderGrammar.Value);

    private static readonly Parser<char, (string Name, string Value)> s_parameter = Map(
        static (name, value) => (name, value),
        Char(';').Then(HeaderGrammar.Blanks).Then(HeaderGrammar.Token).Before(HeaderGrammar.Blanks),
        Lex.If(HeaderGrammar.IsAssigned, s_value, Parser<char>.Return("")).Before(HeaderGrammar.Blanks));

    private static readonly Parser<char, Link?> s_link = Map(
        static (target, parameters) => (Link?)new Link(target, parameters),
        HeaderGrammar.Text(Lex.TakeUntil(s_end)).Between(Char('<'), Char('>')).Before(HeaderGrammar.Blanks),
        Lex.Many(s_parameter, static next => next == ';'));

    private static readonly Parser<char, ImmutableArray<Link?>> s_list = HeaderGrammar.List(s_link, static next => next == '<');

    /// <summary>The target of the first link of a field to a next page; null where there is none.</summary>
    public static string? Next(string field)
    {
        Result<char, ImmutableArray<Link?>> parsed = s_list.Parse(field);
        return parsed.Success ? parsed.Value.FirstOrDefault(static link => link is not null && link.IsNext)?.Target : null;
    }

    private sealed record Link(string Target, ImmutableArray<(string Name, string Value)> Parameters)
    {
        public bool IsNext => Parameters.Any(static parameter =>
            parameter.Name.Equals("rel", StringComparison.OrdinalIgnoreCase)
            && parameter.Value.Split(' ').Contains("next", StringComparer.OrdinalIgnoreCase));
    }
}
