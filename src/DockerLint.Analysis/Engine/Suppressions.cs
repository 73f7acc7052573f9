using DockerLint.Analysis.Configuration;
using DockerLint.Semantics.Values;
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
    private readonly NamedRules _file = new();
    private readonly NamedRules<FromSyntax> _stages = new();
    private readonly NamedRules<InstructionSyntax> _instructions = new();
    private readonly NamedRules<int> _lines = new();
    private readonly Dictionary<InstructionSyntax, CheckComment?> _ownChecks = [];
    private readonly bool _hasComments;
    private FromSyntax[]? _froms;

    public Suppressions(DockerfileSyntax syntax, CheckOptions checks, LintOptions options)
    {
        _syntax = syntax;
        _directive = new CheckComment(checks, syntax.Directive("check")?.ValueSpan.Start ?? 0);
        _options = options;
        if (!options.InlineIgnores || options.Profile == Profiles.BuildKit)
            return;
        var lines = new CommentLines(syntax.Source.Lines, line => syntax.Source.Slice(syntax.Source.Lines.SpanOf(line)).TrimStart() is [] or ['#', ..]);
        foreach (CommentSyntax comment in syntax.Comments)
        {
            if (IgnoreComment.Parse(comment, syntax.Source) is not { } ignore || !Counts(ignore))
                continue;
            _hasComments = true;
            if (ignore.Scope == IgnoreScope.File)
                _file.Add(ignore.Rules);
            else if (ignore.Scope == IgnoreScope.Instruction && comment.IsInsideInstruction)
                _lines.Add(lines.From(syntax.Source.Lines.LineOf(comment.Span.Start) + 1), ignore.Rules);
            else if (syntax.InstructionBelow(comment) is not { } below)
                continue;
            else if (ignore.Scope == IgnoreScope.Instruction)
                _instructions.Add(below, ignore.Rules);
            else if (below is FromSyntax from)
                _stages.Add(from, ignore.Rules);
        }
    }

    /// <summary>Whether a finding is suppressed.</summary>
    public bool Cover(Finding finding) => finding.Rule.IsExperimental && !IsAskedFor(finding) || NamesFor(finding).Any();

    /// <summary>Where comments name the rule of a finding and reach it, in lists that findings share; none is empty.</summary>
    public IEnumerable<IReadOnlyList<TextSpan>> NamesFor(Finding finding) =>
        _hasComments ? CommentsFor(finding).Concat(SkippedNamesFor(finding)) : SkippedNamesFor(finding);

    /// <summary>Under hadolint's profile only hadolint's own comments count.</summary>
    private bool Counts(IgnoreComment comment) => _options.Profile != Profiles.Hadolint || comment.IsHadolint;

    private IEnumerable<IReadOnlyList<TextSpan>> CommentsFor(Finding finding)
    {
        InstructionSyntax? around = _syntax.InstructionAt(finding.Span.Start);
        IEnumerable<IReadOnlyList<TextSpan>> names = _file.For(finding.Rule).Concat(LineNamesFor(finding)).Concat(StagesOf(finding.Span).SelectMany(from => _stages.For(from, finding.Rule)));
        if (finding.Visited is { } visited)
            names = names.Concat(_instructions.For(visited, finding.Rule));
        return around is null || around == finding.Visited ? names : names.Concat(_instructions.For(around, finding.Rule));
    }

    private IEnumerable<IReadOnlyList<TextSpan>> LineNamesFor(Finding finding)
    {
        int line = _syntax.Source.Lines.LineOf(finding.Span.Start);
        return finding.Span.Start <= _syntax.Source.Lines.SpanOf(line).End ? _lines.For(line, finding.Rule) : [];
    }

    /// <summary>The FROMs of the stages that hold a span, each from there to the next one: two where it is between them.</summary>
    private IEnumerable<FromSyntax> StagesOf(TextSpan span)
    {
        _froms ??= [.. _syntax.Instructions.OfType<FromSyntax>()];
        int next = Sorted.CountWhile<FromSyntax, int>(_froms, span.Start, static (from, start) => from.Extent.Start <= start);
        for (int stage = Math.Max(next - 2, 0); stage < next; stage++)
        {
            if (span.End <= (stage + 1 < _froms.Length ? _froms[stage + 1].Extent.Start : _syntax.Source.Length))
                yield return _froms[stage];
        }
    }

    /// <summary>An experimental check is not skipped; it has to be asked for.</summary>
    private IEnumerable<IReadOnlyList<TextSpan>> SkippedNamesFor(Finding finding)
    {
        if (!finding.Rule.IsBuildKitCheck || finding.Rule.IsExperimental || !_options.InlineIgnores || _options.Profile == Profiles.Hadolint)
            return [];
        IEnumerable<IReadOnlyList<TextSpan>> names = _directive.NamesFor(finding.Rule);
        return finding.Rule.IsSkippedByInstruction && OwnChecks(finding) is { } own ? names.Concat(own.NamesFor(finding.Rule)) : names;
    }

    private bool IsAskedFor(Finding finding) =>
        _options.Profile == Profiles.All
        || _options.Selected.Contains(finding.Rule.Code)
        || _options.Severities.ContainsKey(finding.Rule.Code)
        || _directive.Enables(finding.Rule)
        || OwnChecks(finding)?.Enables(finding.Rule) is true;

    private CheckComment? OwnChecks(Finding finding)
    {
        if (finding.Visited is not { } instruction)
            return null;
        if (!_ownChecks.TryGetValue(instruction, out CheckComment? checks))
            _ownChecks.Add(instruction, checks = CheckComment.Above(instruction, _syntax.Source));
        return checks;
    }
}
