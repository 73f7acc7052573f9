using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Lexing;
using DockerLint.References;
using Pidgin;
using static Pidgin.Parser;

namespace DockerLint.Semantics.Values;

/// <summary>
/// What <c>--chmod</c> takes: an octal number from 0 to 07777, or changes as chmod(1) writes them, such as
/// <c>u=rwX,go=rX</c>. A flag that expands to nothing sets no mode and is not to be read as one.
/// </summary>
public sealed record ModeSpec
{
    private const int Highest = 0xFFF; // 07777

    private static readonly SearchValues<char> Classes = SearchValues.Create("augo");
    private static readonly SearchValues<char> Permissions = SearchValues.Create("rstwXxugo");

    private static readonly Parser<char, ModeChange> ChangeGrammar = Map(
        static (operation, permissions) => new ModeChange(operation, permissions),
        OneOf('+', '-', '='),
        Lex.TakeWhile(Permissions));

    private static readonly Parser<char, ModeClause> ClauseGrammar = Map(
        static (classes, first, others) => new ModeClause(classes, others.Insert(0, first)),
        Lex.TakeWhile(Classes),
        ChangeGrammar,
        Lex.Many(ChangeGrammar, static next => next is '+' or '-' or '='));

    private static readonly Parser<char, ImmutableArray<ModeClause>> SymbolicGrammar =
        Lex.SeparatedBy(ClauseGrammar, ',').Before(Parser<char>.End);

    private ModeSpec()
    {
    }

    /// <summary>The mode as a number, 0 to 07777; null when changes are written.</summary>
    public int? Bits { get; private init; }

    /// <summary>The changes in order; empty when a number is written.</summary>
    public ImmutableArray<ModeClause> Clauses { get; private init; } = [];

    /// <summary>Reads a mode.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out ModeSpec? value, [NotNullWhen(false)] out ValueError? error)
    {
        value = null;
        error = null;
        if (text is [>= '0' and <= '9', ..])
        {
            if (GoNumber.TryParseUnsigned(text, 8, Highest, out ulong bits))
                value = new ModeSpec { Bits = (int)bits };
            else
                error = new($"\"{text}\" is not a mode; use octal digits from 0 to 07777", new TextSpan(0, text.Length));
            return value is not null;
        }

        Result<char, ImmutableArray<ModeClause>> parsed = SymbolicGrammar.Parse(text);
        if (parsed.Success)
        {
            value = new ModeSpec { Clauses = parsed.Value };
            return true;
        }

        int offset = parsed.Error!.ErrorOffset;
        error = new(
            offset < text.Length
                ? $"\"{text[offset]}\" cannot stand here in a mode; use octal digits or changes such as u=rwX,go=rX"
                : "the mode is not complete; use octal digits or changes such as u=rwX,go=rX",
            new TextSpan(offset, offset < text.Length ? 1 : 0));
        return false;
    }
}

/// <summary>Changes for some classes of users.</summary>
/// <param name="Classes">Where the classes (letters of a, u, g, o) are written; empty stands for all of them.</param>
/// <param name="Changes">The changes in order, at least one.</param>
public readonly record struct ModeClause(TextSpan Classes, ImmutableArray<ModeChange> Changes);

/// <summary>One change of permissions.</summary>
/// <param name="Operation"><c>+</c> adds, <c>-</c> removes, <c>=</c> sets.</param>
/// <param name="Permissions">Where the permissions (letters of r, w, x, X, s, t, u, g, o) are written; may be empty.</param>
public readonly record struct ModeChange(char Operation, TextSpan Permissions);
