using System.Collections.Immutable;
using DockerLint.Analysis.Configuration;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Engine;

/// <summary>
/// The comments of a file that suppress findings: ours and hadolint's <c>ignore=</c>, for an instruction, a stage
/// or the file, and BuildKit's <c># check=skip=</c>, for an instruction or the file.
/// </summary>
internal sealed class Suppressions
{
    private readonly DockerfileSyntax _syntax;
    private readonly CheckComment _directive;
    private readonly LintOptions _options;
    private readonly ImmutableArray<(CommentSyntax Syntax, IgnoreComment Ignore)> _comments;

    public Suppressions(DockerfileSyntax syntax, CheckOptions checks, LintOptions options)
    {
        _syntax = syntax;
        _directive = new CheckComment(checks, syntax.Directive("check")?.ValueSpan.Start ?? 0);
        _options = options;
        _comments = options.InlineIgnores && options.Profile != Profiles.BuildKit
            ? [.. from comment in syntax.Comments let ignore = IgnoreComment.Parse(comment, syntax.Source) where ignore is not null && Counts(ignore) select (comment, ignore)]
            : [];
    }

    /// <summary>Whether a finding is suppressed.</summary>
    public bool Cover(Finding finding) => finding.Rule.IsExperimental && !IsAskedFor(finding) || NamesFor(finding).Any();

    /// <summary>Where comments name the rule of a finding and reach it.</summary>
    public IEnumerable<TextSpan> NamesFor(Finding finding) => _comments.IsEmpty
        ? SkippedNamesFor(finding)
        : _comments.Where(comment => comment.Ignore.Names(finding.Rule) && IsInScope(comment.Ignore.Scope, comment.Syntax, finding))
            .SelectMany(static comment => comment.Ignore.Rules)
            .Where(name => finding.Rule.IsNamed(name.Text))
            .Select(static name => name.Span)
            .Concat(SkippedNamesFor(finding));

    /// <summary>Under hadolint's profile only hadolint's own comments count.</summary>
    private bool Counts(IgnoreComment comment) => _options.Profile != Profiles.Hadolint || comment.IsHadolint;

    private bool IsInScope(IgnoreScope scope, CommentSyntax comment, Finding finding) => scope switch
    {
        IgnoreScope.File => true,
        IgnoreScope.Stage => StageAfter(comment) is { } stage && stage.Contains(finding.Span),
        _ when comment.IsInsideInstruction => LineAfter(comment).Contains(finding.Span with { Length = 0 }),
        _ => IsAbove(comment, finding.Visited) || IsAbove(comment, _syntax.InstructionAt(finding.Span.Start)),
    };

    /// <summary>Whether only comments stand between a comment and the instruction.</summary>
    private static bool IsAbove(CommentSyntax comment, InstructionSyntax? instruction) =>
        instruction is not null && instruction.CommentsAbove.Contains(comment);

    /// <summary>The next line that is neither blank nor a comment: stacked comments are for the same line.</summary>
    private TextSpan LineAfter(CommentSyntax comment)
    {
        LineMap lines = _syntax.Source.Lines;
        for (int line = lines.LineOf(comment.Span.Start) + 1; line <= lines.Count; line++)
        {
            TextSpan span = lines.SpanOf(line);
            if (_syntax.Source.Slice(span).TrimStart() is not ([] or ['#', ..]))
                return span;
        }

        return default;
    }

    /// <summary>From the FROM below a comment to the next one.</summary>
    private TextSpan? StageAfter(CommentSyntax comment)
    {
        InstructionSyntax[] froms = [.. _syntax.Instructions.Where(static instruction => instruction is FromSyntax)];
        int index = Array.FindIndex(froms, from => from.CommentsAbove.Contains(comment));
        if (index < 0)
            return null;
        int end = index + 1 < froms.Length ? froms[index + 1].Extent.Start : _syntax.Source.Length;
        return TextSpan.Between(froms[index].Extent.Start, end);
    }

    /// <summary>An experimental check is not skipped; it has to be asked for.</summary>
    private IEnumerable<TextSpan> SkippedNamesFor(Finding finding)
    {
        if (!finding.Rule.IsBuildKitCheck || finding.Rule.IsExperimental || !_options.InlineIgnores || _options.Profile == Profiles.Hadolint)
            return [];
        IEnumerable<TextSpan> names = _directive.NamesFor(finding.Rule);
        return finding.Rule.IsSkippedByInstruction && OwnChecks(finding) is { } own ? names.Concat(own.NamesFor(finding.Rule)) : names;
    }

    private bool IsAskedFor(Finding finding) =>
        _options.Profile == Profiles.All
        || _options.Selected.Contains(finding.Rule.Code)
        || _options.Severities.ContainsKey(finding.Rule.Code)
        || Enables(_directive, finding.Rule)
        || (OwnChecks(finding) is { } own && Enables(own, finding.Rule));

    private static bool Enables(CheckComment comment, RuleInfo rule) =>
        comment.Options.EnablesAllExperimental || comment.Options.Experimental.Any(enabled => enabled.Name == rule.Name);

    private CheckComment? OwnChecks(Finding finding) => finding.Visited is { } instruction ? CheckComment.Above(instruction, _syntax.Source) : null;
}
