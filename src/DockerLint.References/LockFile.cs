using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Lexing;
using Pidgin;
using static Pidgin.Parser;

namespace DockerLint.References;

/// <summary>
/// <c>dockerlint.lock</c>: the digests that image references are pinned to. A line is <c>reference digest date</c> with
/// blanks between; one that starts with <c>#</c> is a comment.
/// </summary>
public static class LockFile
{
    /// <summary>What the file is called.</summary>
    public const string Name = "dockerlint.lock";

    private static readonly SearchValues<char> s_blank = SearchValues.Create(" \t\r");
    private static readonly SearchValues<char> s_space = SearchValues.Create(" \t\r\n");

    private static readonly Parser<char, ImmutableArray<TextSpan>> s_line =
        Lex.TakeWhile(s_blank).Then(Lex.Many(Lex.TakeUntil1(s_space).Before(Lex.TakeWhile(s_blank)), static next => next != '\n'));

    private static readonly Parser<char, ImmutableArray<ImmutableArray<TextSpan>>> s_lines =
        Char('\uFEFF').Optional().Then(Lex.SeparatedBy(s_line, '\n'));

    /// <summary>Reads the file; lines that do not start with a reference and a digest are passed over, the last of a reference counts.</summary>
    /// <returns>The digests, by what is fetched for the reference (<see cref="ImageReference.ToResolvedString"/>).</returns>
    public static ImmutableDictionary<string, Digest> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ImmutableDictionary<string, Digest>.Builder pins = ImmutableDictionary.CreateBuilder<string, Digest>(StringComparer.Ordinal);
        foreach (ImmutableArray<TextSpan> words in s_lines.Parse(text).Value)
        {
            if (words is [var name, var hash, ..]
                && ImageReference.Parse(text.Substring(name.Start, name.Length)).Reference is { Digest: null } reference
                && Digest.TryParse(text.Substring(hash.Start, hash.Length), out Digest? digest, out _))
            {
                pins[reference.ToResolvedString()] = digest;
            }
        }

        return pins.ToImmutable();
    }
}
