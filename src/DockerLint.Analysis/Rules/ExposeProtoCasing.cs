using DockerLint.Analysis.Edits;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Protocols are written in lower case everywhere else.</summary>
internal sealed class ExposeProtoCasing() : Rule(
    new("DK1017", "ExposeProtoCasing", Severity.Warning, Category.Style, Profiles.Recommended | Profiles.BuildKit, "The protocol of an exposed port is not in lower case.") { Fix = FixSafety.Safe }),
    IVisit<ExposeSyntax>
{
    public void Visit(ExposeSyntax expose, RuleContext context)
    {
        foreach ((WordSyntax word, string text, PortSpec port) in Ports.Of(expose, context.Model))
        {
            if (port.ProtocolSpan is not { } span)
                continue;
            string written = text.Substring(span.Start, span.Length);
            if (written != written.ToLowerInvariant())
            {
                TextSpan place = text == word.Text ? word.SpanOf(span) : word.Span;
                Fix? fix = Edit.IsVerbatim(context.Source, place, written) ? new Fix($"Write {port.Protocol}", IsSafe: true, [Edit.Replace(place, port.Protocol)]) : null;
                context.Report(place, $"'{written}' is written in lower case; write {port.Protocol}", fix: fix);
            }
        }
    }
}
