using System.Collections.Immutable;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Facts;
using DockerLint.Analysis.Rules;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Engine;

/// <summary>Runs the rules on files. One serves any number of files, also side by side.</summary>
public sealed class Linter
{
    private static readonly DockerfileModel s_nothing = DockerfileModel.Create(DockerfileSyntax.Parse(new SourceText("")));

    /// <summary>Of findings at one place, those that are equal; what all have in common is left out of the hash.</summary>
    private static readonly EqualityComparer<Diagnostic> s_bySaying = EqualityComparer<Diagnostic>.Create(
        static (one, other) => one == other, static diagnostic => HashCode.Combine(diagnostic.Message, diagnostic.Related, diagnostic.Fixes));

    private readonly LintOptions _options;
    private readonly Walk _walk;

    /// <summary>A linter with the rules that the options choose.</summary>
    public Linter(LintOptions? options = null)
        : this(options ?? LintOptions.Default, RuleCatalog.Rules.Concat((options ?? LintOptions.Default).CustomRules.Select(DeclaredRule.Of)))
    {
    }

    internal Linter(LintOptions options, IEnumerable<Rule> rules)
    {
        _options = options;
        _walk = new Walk(rules.Where(rule => options.IsEnabled(rule.Info)));
    }

    /// <summary>Reads a Dockerfile and runs the rules on it.</summary>
    public ImmutableArray<Diagnostic> Lint(SourceText source, BuildOptions? build = null, FactSet? facts = null) =>
        Lint(DockerfileModel.Create(DockerfileSyntax.Parse(source), build), facts);

    /// <summary>Runs the rules on a file that has been read.</summary>
    /// <returns>The findings, sorted by place and code.</returns>
    public ImmutableArray<Diagnostic> Lint(DockerfileModel model, FactSet? facts = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var context = new RuleContext(model, facts ?? FactSet.None, _options.Policy);
        _walk.Run(model, context);
        List<Finding> findings = context.Findings;
        findings.AddRange(ShellCheckFindings.Of(context.Facts, _options));
        if (findings.Count == 0)
            return [];
        if (_options.Profile == Profiles.Hadolint)
            findings = HadolintView.Apply(findings);
        var suppressions = new Suppressions(model.Syntax, model.Checks, _options);
        UnusedSuppressions.Apply(findings, suppressions, model, _options);
        findings.RemoveAll(finding => !finding.IsReportedUnder(_options.Profile) || suppressions.Cover(finding));
        if (context.TemplateMark is not null)
            RemoveInTemplates(findings, model);
        Supersession.Apply(findings, _options);
        return InOrder(findings.Select(finding => new Diagnostic(
            finding.Rule, SeverityOf(finding, model), SpanOf(finding, model), finding.Message, finding.Related, finding.Fixes)));
    }

    /// <summary>Runs the rules on what a file other than a Dockerfile says of images.</summary>
    /// <returns>The findings, sorted by place and code.</returns>
    public ImmutableArray<Diagnostic> Lint(ImageDocument document, FactSet? facts = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        var context = new RuleContext(s_nothing, facts ?? FactSet.None, _options.Policy, document.Source);
        _walk.Run(document, context);
        List<Finding> findings = context.Findings;
        var suppressions = new DocumentSuppressions(document, _options);
        UnusedSuppressions.Apply(findings, suppressions, document, _options);
        findings.RemoveAll(finding => finding.IsForPeers || suppressions.NamesFor(finding).Any());
        Supersession.Apply(findings, _options);
        return InOrder(findings.Select(finding => new Diagnostic(
            finding.Rule, _options.SeverityOf(finding.Rule), finding.Span, finding.Message, finding.Related, finding.Fixes)));
    }

    /// <summary>What is reported, sorted, and only once where it is the same.</summary>
    private static ImmutableArray<Diagnostic> InOrder(IEnumerable<Diagnostic> findings)
    {
        List<(Diagnostic Diagnostic, int Number)> sorted = [.. findings.Select(static (finding, number) => (finding, number))];
        sorted.Sort(static (one, other) => Compare(one.Diagnostic, other.Diagnostic) is not 0 and int order ? order : one.Number.CompareTo(other.Number));
        ImmutableArray<Diagnostic>.Builder kept = ImmutableArray.CreateBuilder<Diagnostic>(sorted.Count);
        HashSet<Diagnostic>? same = null;
        foreach ((Diagnostic diagnostic, _) in sorted)
        {
            if (kept.Count > 0 && Compare(kept[^1], diagnostic) == 0)
            {
                // Under the profile of BuildKit thousands can have one place.
                same ??= new(s_bySaying) { kept[^1] };
                if (same.Add(diagnostic))
                    kept.Add(diagnostic);
            }
            else
            {
                same = null;
                kept.Add(diagnostic);
            }
        }

        return kept.DrainToImmutable();
    }

    private static int Compare(Diagnostic one, Diagnostic other)
    {
        int order = one.Span.Start.CompareTo(other.Span.Start);
        if (order == 0)
            order = string.CompareOrdinal(one.Rule.Code, other.Rule.Code);
        return order != 0 ? order : one.Span.CompareTo(other.Span);
    }

    /// <summary>Takes out what may be gone, or another thing, once the template is filled in.</summary>
    private static void RemoveInTemplates(List<Finding> findings, DockerfileModel model)
    {
        Dictionary<InstructionSyntax, bool> templates = [];
        findings.RemoveAll(finding => finding.Rule.Name != nameof(TemplateFile) && model.Syntax.InstructionAt(finding.Span.Start) is { } instruction && IsTemplate(instruction));

        bool IsTemplate(InstructionSyntax instruction)
        {
            if (!templates.TryGetValue(instruction, out bool isTemplate))
                templates.Add(instruction, isTemplate = instruction is InvalidInstructionSyntax || TemplateFile.MarkIn(model, instruction.Extent) is not null);
            return isTemplate;
        }
    }

    /// <summary>BuildKit's checks know no place inside an instruction: its profile reports where it does.</summary>
    private TextSpan SpanOf(Finding finding, DockerfileModel model)
    {
        if (_options.Profile != Profiles.BuildKit || !finding.Rule.IsBuildKitCheck)
            return finding.Span;
        return finding.AsBuildKit ?? model.Syntax.InstructionAt(finding.Span.Start)?.KeywordSpan ?? finding.Span;
    }

    /// <summary><c># check=error=true</c> makes a BuildKit check fail the build; hadolint knows no such comment.</summary>
    private Severity SeverityOf(Finding finding, DockerfileModel model) =>
        model.Checks.FailsBuild && finding.Rule.IsBuildKitCheck && _options.Profile != Profiles.Hadolint
            ? Severity.Error
            : _options.SeverityOf(finding.Rule);
}
