using DockerLint.Analysis.Configuration;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Engine;

/// <summary>Whose comment suppresses a finding.</summary>
internal enum SuppressionOrigin
{
    /// <summary>One of ours.</summary>
    DockerLint,

    /// <summary>One of hadolint's.</summary>
    Hadolint,

    /// <summary><c># check=skip=</c>.</summary>
    BuildKit,
}

/// <summary>What a comment says is to be suppressed.</summary>
/// <param name="Text">The name of a rule as it is written; empty where a comment of ours names none.</param>
/// <param name="Span">Where it is written.</param>
/// <param name="Rule">The rule; null where none has that name.</param>
/// <param name="Origin">Whose comment it is.</param>
/// <param name="Removal">The change that takes it away; null where more than that would change.</param>
/// <param name="Below">The instruction below the comment; null where it stands elsewhere.</param>
internal sealed record SuppressedName(
    string Text, TextSpan Span, RuleInfo? Rule, SuppressionOrigin Origin, TextEdit? Removal, InstructionSyntax? Below)
{
    private static readonly string[] s_directives = ["syntax", "escape", "check"];

    /// <summary>All of a file.</summary>
    public static IEnumerable<SuppressedName> In(DockerfileSyntax syntax)
    {
        int? directive = null;
        foreach (CommentSyntax comment in syntax.Comments)
        {
            if (IgnoreComment.Parse(comment, syntax.Source) is not { } ignore)
                continue;
            // A comment keeps one below it from being a parser directive.
            TextEdit? line = comment.Span.Start < (directive ??= LastLikeDirective(syntax)) ? null : LineRemoval(comment.Span, syntax.Source);
            foreach (SuppressedName name in NamesOf(ignore, comment.Span, line, syntax.InstructionBelow(comment)))
                yield return name;
        }

        if (syntax.Directive("check") is { } check && CheckComment.Of(check) is { } checks)
        {
            foreach (SuppressedName name in Skipped(checks, null, syntax.Source))
                yield return name;
        }

        foreach (InstructionSyntax instruction in syntax.Instructions)
        {
            if (CheckComment.Above(instruction, syntax.Source) is { } own)
            {
                foreach (SuppressedName name in Skipped(own, instruction, syntax.Source))
                    yield return name;
            }
        }
    }

    /// <summary>All of a file other than a Dockerfile.</summary>
    public static IEnumerable<SuppressedName> In(ImageDocument document) =>
        from comment in document.Comments
        let ignore = IgnoreComment.Parse(comment, document.Source)
        where ignore is not null
        from name in NamesOf(ignore, comment, null, null)
        select name;

    /// <summary>Whether such comments count.</summary>
    public bool Counts(LintOptions options) => options.InlineIgnores && options.Profile switch
    {
        Profiles.Hadolint => Origin == SuppressionOrigin.Hadolint,
        Profiles.BuildKit => Origin == SuppressionOrigin.BuildKit,
        _ => true,
    };

    private static IEnumerable<SuppressedName> NamesOf(IgnoreComment ignore, TextSpan comment, TextEdit? line, InstructionSyntax? below)
    {
        SuppressionOrigin origin = ignore.IsHadolint ? SuppressionOrigin.Hadolint : SuppressionOrigin.DockerLint;
        if (ignore.Rules.IsEmpty)
            yield return new SuppressedName("", comment, null, origin, line, below);
        for (int index = 0; index < ignore.Rules.Length; index++)
        {
            IgnoredName name = ignore.Rules[index];
            yield return new SuppressedName(name.Text, name.Span, RuleCatalog.Find(name.Text), origin, RemovalOf(ignore.Rules, index) ?? line, below);
        }
    }

    private static IEnumerable<SuppressedName> Skipped(CheckComment checks, InstructionSyntax? below, SourceText source)
    {
        IgnoredName[] names = [.. checks.Skipped];
        for (int index = 0; index < names.Length; index++)
        {
            RuleInfo? rule = RuleCatalog.Find(names[index].Text) is { IsBuildKitCheck: true } found && found.Name == names[index].Text ? found : null;
            TextEdit? removal = RemovalOf(names, index) ?? (checks.HasOtherParts ? null : LineRemoval(names[index].Span, source));
            yield return new SuppressedName(names[index].Text, names[index].Span, rule, SuppressionOrigin.BuildKit, removal, below);
        }
    }

    /// <summary>Takes a name out of a list; null where it is the only one.</summary>
    private static TextEdit? RemovalOf(IReadOnlyList<IgnoredName> names, int index) => (index, names.Count) switch
    {
        (_, 1) => null,
        (0, _) => new TextEdit(TextSpan.Between(names[0].Span.Start, names[1].Span.Start), ""),
        _ => new TextEdit(TextSpan.Between(names[index - 1].Span.End, names[index].Span.End), ""),
    };

    /// <summary>Takes away the line of a comment and its line end, or the one before it where it has none.</summary>
    private static TextEdit LineRemoval(TextSpan comment, SourceText source)
    {
        int line = source.Lines.LineOf(comment.Start);
        int start = source.Lines.SpanOf(line).Start;
        // A byte order mark stays.
        if (start == 0 && source.Value.StartsWith('\uFEFF'))
            start = 1;
        if (line < source.Lines.Count)
            return new TextEdit(TextSpan.Between(start, source.Lines.SpanOf(line + 1).Start), "");
        return new TextEdit(TextSpan.Between(line > 1 ? source.Lines.SpanOf(line - 1).End : start, source.Length), "");
    }

    /// <summary>Where the last comment above the first instruction starts that looks like a parser directive; -1 where none does.</summary>
    private static int LastLikeDirective(DockerfileSyntax syntax)
    {
        int end = syntax.Instructions is [{ } first, ..] ? first.Extent.Start : syntax.Source.Length;
        int last = -1;
        foreach (CommentSyntax comment in syntax.Comments)
        {
            if (comment.Span.Start >= end)
                break;
            if (s_directives.Any(name => IgnoreComment.ValueOf(comment.Text, name) is not null))
                last = comment.Span.Start;
        }

        return last;
    }
}
