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
    private readonly CheckOptions _checks;
    private readonly bool _isExperimentalSelected;
    private readonly LintOptions _options;
    private readonly ImmutableArray<IgnoreComment> _comments;

    public Suppressions(DockerfileSyntax syntax, CheckOptions checks, LintOptions options)
    {
        _syntax = syntax;
        _checks = checks;
        _options = options;
        _isExperimentalSelected = options.Profile == Profiles.All;
        _comments = options.InlineIgnores && options.Profile != Profiles.BuildKit
            ? [.. syntax.Comments.Select(comment => IgnoreComment.Parse(comment)).OfType<IgnoreComment>().Where(Counts)]
            : [];
    }

    /// <summary>Whether a finding is suppressed.</summary>
    public bool Cover(Finding finding) =>
        (finding.Rule.IsBuildKitCheck && IsSkipped(finding))
        || _comments.Any(comment => comment.Names(finding.Rule) && IsInScope(comment, finding));

    /// <summary>Under hadolint's profile only hadolint's own comments count.</summary>
    private bool Counts(IgnoreComment comment) => _options.Profile != Profiles.Hadolint || comment.IsHadolint;

    private bool IsInScope(IgnoreComment comment, Finding finding) => comment.Scope switch
    {
        IgnoreScope.File => true,
        IgnoreScope.Stage => StageAfter(comment) is { } stage && stage.Contains(finding.Span),
        _ when comment.Syntax.IsInsideInstruction => LineAfter(comment).Contains(finding.Span with { Length = 0 }),
        _ => IsAbove(comment, finding.Visited) || IsAbove(comment, _syntax.InstructionAt(finding.Span.Start)),
    };

    /// <summary>Whether only comments stand between a comment and the instruction.</summary>
    private static bool IsAbove(IgnoreComment comment, InstructionSyntax? instruction) =>
        instruction is not null && instruction.CommentsAbove.Contains(comment.Syntax);

    /// <summary>The next line that is neither blank nor a comment: stacked comments are for the same line.</summary>
    private TextSpan LineAfter(IgnoreComment comment)
    {
        LineMap lines = _syntax.Source.Lines;
        for (int line = lines.LineOf(comment.Syntax.Span.Start) + 1; line <= lines.Count; line++)
        {
            TextSpan span = lines.SpanOf(line);
            if (_syntax.Source.Slice(span).TrimStart() is not ([] or ['#', ..]))
                return span;
        }

        return default;
    }

    /// <summary>From the FROM below a comment to the next one.</summary>
    private TextSpan? StageAfter(IgnoreComment comment)
    {
        InstructionSyntax[] froms = [.. _syntax.Instructions.Where(static instruction => instruction is FromSyntax)];
        int index = Array.FindIndex(froms, from => from.CommentsAbove.Contains(comment.Syntax));
        if (index < 0)
            return null;
        int end = index + 1 < froms.Length ? froms[index + 1].Extent.Start : _syntax.Source.Length;
        return TextSpan.Between(froms[index].Extent.Start, end);
    }

    private bool IsSkipped(Finding finding)
    {
        bool honoursChecks = _options.InlineIgnores && _options.Profile != Profiles.Hadolint;
        CheckOptions own = OwnChecks(finding);
        if (finding.Rule.IsExperimental)
        {
            return !_isExperimentalSelected
                && !_options.Selected.Contains(finding.Rule.Code)
                && !_options.Severities.ContainsKey(finding.Rule.Code)
                && !Enables(_checks, finding.Rule)
                && !Enables(own, finding.Rule);
        }

        return honoursChecks && (Skips(_checks, finding.Rule) || (finding.Rule.IsSkippedByInstruction && Skips(own, finding.Rule)));
    }

    private static bool Skips(CheckOptions options, RuleInfo rule) =>
        options.SkipsAll || options.Skipped.Any(skipped => skipped.Name == rule.Name);

    private static bool Enables(CheckOptions options, RuleInfo rule) =>
        options.EnablesAllExperimental || options.Experimental.Any(enabled => enabled.Name == rule.Name);

    /// <summary>The first readable <c># check=</c> among the comments above an instruction.</summary>
    private static CheckOptions OwnChecks(Finding finding)
    {
        foreach (CommentSyntax comment in finding.Visited?.CommentsAbove ?? [])
        {
            if (!comment.IsIndented
                && IgnoreComment.ValueOf(comment.Text, "check") is { } value
                && CheckOptions.TryParse(value.Split(' ')[0], out CheckOptions? options, out _))
            {
                return options;
            }
        }

        return CheckOptions.None;
    }
}
