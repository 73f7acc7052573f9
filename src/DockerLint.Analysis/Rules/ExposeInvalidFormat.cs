using DockerLint.Analysis.Edits;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>EXPOSE names a port of the container; where it is published is said when it runs.</summary>
internal sealed class ExposeInvalidFormat() : Rule(
    new("DK1018", "ExposeInvalidFormat", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.BuildKit, "EXPOSE has an address or a host port.") { Fix = FixSafety.Safe }),
    IVisit<ExposeSyntax>
{
    public void Visit(ExposeSyntax expose, RuleContext context)
    {
        foreach ((WordSyntax word, string text, PortSpec port) in Ports.Of(expose, context.Model))
        {
            if (port.HostPorts is null && port.Address is null)
                continue;
            string wanted = WithoutHost(port);
            Fix? fix = Edit.IsVerbatim(context.Source, word.Span, text) ? new Fix($"Write {wanted}", IsSafe: true, [Edit.Replace(word.Span, wanted)]) : null;
            context.Report(word.Span, $"'{text}' has an address or a host port, which docker run -p sets; write EXPOSE {wanted}", fix: fix);
        }
    }

    private static string WithoutHost(PortSpec port)
    {
        string ports = port.Ports.Count == 1 ? $"{port.Ports.First}" : $"{port.Ports.First}-{port.Ports.Last}";
        return port.ProtocolSpan is null ? ports : $"{ports}/{port.Protocol}";
    }
}
