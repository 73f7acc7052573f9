using System.Collections.Immutable;
using DockerLint.Syntax.Text;
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

/// <summary>A word of a list that comments give.</summary>
/// <param name="Text">The word.</param>
/// <param name="Span">Where it is written.</param>
internal readonly record struct IgnoredName(string Text, TextSpan Span);

/// <summary><c># dockerlint [stage|global] ignore=RULE[,RULE] [reason]</c>, or the same with <c>hadolint</c>.</summary>
/// <param name="Scope">What it reaches.</param>
/// <param name="Rules">What it names.</param>
/// <param name="IsHadolint">Whether it is written for hadolint.</param>
internal sealed record IgnoreComment(IgnoreScope Scope, ImmutableArray<IgnoredName> Rules, bool IsHadolint)
{
    /// <summary>Whether it names a rule.</summary>
    public bool Names(RuleInfo rule) => Rules.Any(name => rule.IsNamed(name.Text));

    /// <summary>Reads a comment of a Dockerfile; null where it is none of these.</summary>
    public static IgnoreComment? Parse(CommentSyntax comment, SourceText source) => Parse(comment.Text, EndOf(comment.Span, source));

    /// <summary>Reads a comment of another file; null where it is none of these.</summary>
    /// <param name="comment">The comment without what marks it as such.</param>
    /// <param name="source">The file.</param>
    public static IgnoreComment? Parse(TextSpan comment, SourceText source) => Parse(source.Slice(comment).Trim(), EndOf(comment, source));

    private static IgnoreComment? Parse(ReadOnlySpan<char> rest, int end)
    {
        bool isHadolint = Take(ref rest, "hadolint");
        if (!isHadolint && !Take(ref rest, "dockerlint"))
            return null;
        IgnoreScope scope = Take(ref rest, "global") ? IgnoreScope.File : Take(ref rest, "stage") ? IgnoreScope.Stage : IgnoreScope.Instruction;
        if (ValueOf(rest, "ignore") is not { } list)
            return null;
        return new IgnoreComment(scope, NamesIn(list, end - list.Length), isHadolint);
    }

    /// <summary>What follows <c>key=</c>, blanks around the <c>=</c> allowed; null where a text does not start so.</summary>
    public static string? ValueOf(ReadOnlySpan<char> text, string key)
    {
        if (!text.StartsWith(key, StringComparison.OrdinalIgnoreCase))
            return null;
        ReadOnlySpan<char> rest = text[key.Length..].TrimStart();
        return rest is ['=', ..] ? rest[1..].Trim().ToString() : null;
    }

    /// <summary>Where the text of a comment ends in the file.</summary>
    public static int EndOf(TextSpan comment, SourceText source) => comment.Start + source.Slice(comment).TrimEnd().Length;

    private static bool Take(ref ReadOnlySpan<char> rest, string word)
    {
        if (!rest.StartsWith(word, StringComparison.Ordinal) || rest.Length == word.Length || !char.IsWhiteSpace(rest[word.Length]))
            return false;
        rest = rest[word.Length..].TrimStart();
        return true;
    }

    /// <summary>Names between commas; the first blank that no comma joins ends them.</summary>
    private static ImmutableArray<IgnoredName> NamesIn(string list, int start)
    {
        ImmutableArray<IgnoredName>.Builder names = ImmutableArray.CreateBuilder<IgnoredName>();
        ReadOnlySpan<char> rest = list;
        while (true)
        {
            int length = rest.IndexOfAny(" \t,#");
            ReadOnlySpan<char> name = length < 0 ? rest : rest[..length];
            if (!name.IsEmpty)
                names.Add(new IgnoredName(name.ToString(), new TextSpan(start + list.Length - rest.Length, name.Length)));
            rest = rest[name.Length..].TrimStart();
            if (rest is not [',', ..])
                return names.DrainToImmutable();
            rest = rest[1..].TrimStart();
        }
    }
}
