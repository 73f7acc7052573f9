using System.Collections.Immutable;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Engine;

/// <summary>What an ignore comment reaches.</summary>
internal enum IgnoreScope
{
    /// <summary>The instruction below, or inside a continued one the line below.</summary>
    Instruction,

    /// <summary>The stage that starts below.</summary>
    Stage,

    /// <summary>The file.</summary>
    File,
}

/// <summary><c># dockerlint [stage|global] ignore=RULE[,RULE] [reason]</c>, or the same with <c>hadolint</c>.</summary>
/// <param name="Syntax">The comment.</param>
/// <param name="Scope">What it reaches.</param>
/// <param name="Rules">What it names.</param>
/// <param name="IsHadolint">Whether it is written for hadolint.</param>
internal sealed record IgnoreComment(
    CommentSyntax Syntax, IgnoreScope Scope, ImmutableArray<string> Rules, bool IsHadolint)
{
    /// <summary>Whether it names a rule.</summary>
    public bool Names(RuleInfo rule) => Rules.Any(word => rule.IsNamed(word));

    /// <summary>Reads a comment; null where it is none of these.</summary>
    public static IgnoreComment? Parse(CommentSyntax comment)
    {
        ReadOnlySpan<char> rest = comment.Text;
        bool isHadolint = Take(ref rest, "hadolint");
        if (!isHadolint && !Take(ref rest, "dockerlint"))
            return null;
        IgnoreScope scope = Take(ref rest, "global") ? IgnoreScope.File : Take(ref rest, "stage") ? IgnoreScope.Stage : IgnoreScope.Instruction;
        if (ValueOf(rest, "ignore") is not { } list)
            return null;
        return new IgnoreComment(comment, scope, NamesIn(list), isHadolint);
    }

    /// <summary>What follows <c>key=</c>, blanks around the <c>=</c> allowed; null where a text does not start so.</summary>
    public static string? ValueOf(ReadOnlySpan<char> text, string key)
    {
        if (!text.StartsWith(key, StringComparison.OrdinalIgnoreCase))
            return null;
        ReadOnlySpan<char> rest = text[key.Length..].TrimStart();
        return rest is ['=', ..] ? rest[1..].Trim().ToString() : null;
    }

    private static bool Take(ref ReadOnlySpan<char> rest, string word)
    {
        if (!rest.StartsWith(word, StringComparison.Ordinal) || rest.Length == word.Length || !char.IsWhiteSpace(rest[word.Length]))
            return false;
        rest = rest[word.Length..].TrimStart();
        return true;
    }

    /// <summary>Names between commas; the first blank that no comma joins ends them.</summary>
    private static ImmutableArray<string> NamesIn(string list)
    {
        ImmutableArray<string>.Builder names = ImmutableArray.CreateBuilder<string>();
        ReadOnlySpan<char> rest = list;
        while (true)
        {
            int length = rest.IndexOfAny(" \t,#");
            ReadOnlySpan<char> name = length < 0 ? rest : rest[..length];
            if (!name.IsEmpty)
                names.Add(name.ToString());
            rest = rest[name.Length..].TrimStart();
            if (rest is not [',', ..])
                return names.DrainToImmutable();
            rest = rest[1..].TrimStart();
        }
    }
}
