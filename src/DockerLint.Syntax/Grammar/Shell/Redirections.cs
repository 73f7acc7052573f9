using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary>Redirections.</summary>
internal static class Redirections
{
    private static readonly Parser<char, ShellRedirectionSyntax> Plain = Read.Node(
        Lex.Take(Chars.Descriptor),
        Read.Token(Lex.Take(Chars.RedirectionOperator)),
        Words.Required("the target of the redirection", static rest => Chars.StartsWord(rest) && !Chars.StartsRedirection(rest)),
        static (place, descriptor, sign, target) => new ShellRedirectionSyntax(place, descriptor, sign, target));

    private static readonly Parser<char, ShellRedirectionSyntax> HereDocument =
        Read.Noted(Plain, static (reading, redirection) => reading.Await(redirection));

    /// <summary>A redirection as a token; the caller has seen that one starts.</summary>
    public static readonly Parser<char, ShellRedirectionSyntax> Redirection =
        Read.Ahead(static rest => StartsHereDocument(rest[Chars.Descriptor(rest)..]) ? HereDocument : Plain);

    /// <summary>Redirections after a compound command.</summary>
    public static readonly Parser<char, ImmutableArray<ShellRedirectionSyntax>> Many =
        Read.While(Chars.StartsRedirection, Redirection);

    private static bool StartsHereDocument(ReadOnlySpan<char> rest) => rest is ['<', '<', ..] and not [_, _, '<', ..];
}
