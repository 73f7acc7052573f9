using System.Collections.Frozen;
using DockerLint.Analysis;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;

namespace DockerLint.LanguageServer.Features;

/// <summary>How findings are told to the client.</summary>
internal static class FindingDiagnostics
{
    private const int Unnecessary = 1;
    private const int Deprecated = 2;

    /// <summary>The rules that find what could be left out, which editors fade, and what is outdated, which they strike out.</summary>
    private static readonly FrozenDictionary<string, int> s_tags = new Dictionary<string, int>
    {
        ["DK1021"] = Unnecessary,
        ["DK1022"] = Unnecessary,
        ["DK1031"] = Unnecessary,
        ["SC2034"] = Unnecessary,
        ["DL4000"] = Deprecated,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The codes of the rules that have a tag.</summary>
    public static IEnumerable<string> TaggedRules => s_tags.Keys;

    /// <summary>What is found in a document.</summary>
    public static IReadOnlyList<LspDiagnostic> Of(Document document) => [.. document.Findings.Select(finding => Of(finding, document))];

    /// <summary>A finding.</summary>
    public static LspDiagnostic Of(Diagnostic finding, Document document) =>
        new(document.Lines.RangeOf(finding.Span), SeverityOf(finding.Severity), finding.Rule.Code, "dockerlint", finding.Message)
        {
            CodeDescription = new CodeDescription(finding.Rule.Url),
            Tags = s_tags.TryGetValue(finding.Rule.Code, out int tag) ? [tag] : null,
            RelatedInformation = finding.Related.IsEmpty
                ? null
                : [.. finding.Related.Select(related => new RelatedInformation(new Location(document.Uri, document.Lines.RangeOf(related.Span)), related.Message))],
        };

    private static int SeverityOf(Severity severity) => severity switch
    {
        Severity.Error => 1,
        Severity.Warning => 2,
        Severity.Info => 3,
        _ => 4,
    };
}
