using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary>Simple commands, and which command starts.</summary>
internal static class Commands
{
    private static readonly Parser<char, ShellNode> NoNode = Read.Nothing<ShellNode>();
    private static readonly Parser<char, ShellNode> Word = Words.Token.Cast<ShellNode>();
    private static readonly Parser<char, ShellNode> Redirection = Redirections.Redirection.Cast<ShellNode>();

    private static readonly Parser<char, ShellNode> Assignment = Read.Token(
        Read.Node<TextSpan, ShellWordSyntax, ShellNode>(
            Lex.Take(Chars.AssignmentTarget),
            Words.Value,
            static (place, target, value) => new ShellAssignmentSyntax(place, target, value)));

    private static readonly Parser<char, ShellCommandSyntax> Simple =
        Read.Node<ImmutableArray<ShellNode>, ImmutableArray<ShellNode>, ShellCommandSyntax>(
            Lex.Many(Read.Ahead(static rest =>
                Chars.StartsRedirection(rest) ? Redirection : Chars.AssignmentTarget(rest) > 0 ? Assignment : NoNode)),
            Lex.Many(Read.Ahead(static rest =>
                Chars.StartsRedirection(rest) ? Redirection : Chars.StartsWord(rest) ? Word : NoNode)),
            static (place, prefix, rest) => new ShellSimpleCommandSyntax(place, prefix, rest));

    private static readonly Parser<char, ShellCommandSyntax> Missing =
        Read.Missing("a command", ShellSimpleCommandSyntax.Missing);

    /// <summary>A command of any kind; it is an error when there is none.</summary>
    public static readonly Parser<char, ShellCommandSyntax> Command = Read.Ahead(Choose);

    private static Parser<char, ShellCommandSyntax> Choose(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty)
            return Missing;
        if (rest[0] == '(')
            return rest is [_, '(', ..] && Chars.IsArithmetic(rest[2..]) ? Conditions.ArithmeticCommand : Compounds.Subshell;
        switch (Keywords.Ahead(rest))
        {
            case Keyword.None:
                break;
            case Keyword.OpenBrace:
                return Compounds.Group;
            case Keyword.If:
                return Compounds.If;
            case Keyword.While or Keyword.Until:
                return Loops.While;
            case Keyword.For or Keyword.Select:
                return Loops.For;
            case Keyword.Case:
                return Cases.Case;
            case Keyword.Function:
                return Functions.Keyworded;
            case Keyword.Test:
                return Conditions.Test;
            default:
                return Missing;
        }

        if (Chars.StartsFunction(rest))
            return Functions.Parenthesized;
        return Chars.StartsWord(rest) || Chars.StartsRedirection(rest) ? Simple : Missing;
    }
}
