using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Facts;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Tests;

/// <summary>Findings as short texts that tests can list.</summary>
internal static class Findings
{
    /// <summary><c>line:column CODE</c> of each, in the order of the linter.</summary>
    public static string[] Of(string text, LintOptions? options = null, BuildOptions? build = null, FactSet? facts = null)
    {
        var source = new SourceText(text);
        return [.. NewRules.Linter(options).Lint(source, build, facts).Select(finding => $"{source.PositionOf(finding.Span.Start)} {finding.Rule.Code}")];
    }

    /// <summary><c>line:column</c> of each of one rule, when it alone runs.</summary>
    public static string[] OfRule(string code, string text, BuildOptions? build = null, FactSet? facts = null) =>
        [.. Of(text, Only(code), build, facts).Where(finding => finding.EndsWith(code, StringComparison.Ordinal)).Select(finding => finding.Split(' ')[0])];

    /// <summary>The message of the first finding of a rule.</summary>
    public static string MessageOf(string code, string text) =>
        NewRules.Linter(Only(code)).Lint(new SourceText(text)).First(finding => finding.Rule.Code == code).Message;

    public static LintOptions Only(params IEnumerable<string> codes) => new() { Profile = Profiles.None, Selected = [.. codes] };

    /// <summary>What a rule reports before anything is suppressed or left out.</summary>
    public static IEnumerable<string> Raw(IEnumerable<Rule> rules, DockerfileModel model)
    {
        var context = new RuleContext(model, FactSet.None, PolicyOptions.None);
        new Walk(rules).Run(model, context);
        return context.Findings.Select(TextOf).Order(StringComparer.Ordinal);
    }

    /// <summary>What, where and why.</summary>
    public static string TextOf(Finding finding) => $"{finding.Rule.Code} {finding.Span} {finding.Message}";

    public static DockerfileModel ModelOf(string text) => DockerfileModel.Create(DockerfileSyntax.Parse(text));
}
