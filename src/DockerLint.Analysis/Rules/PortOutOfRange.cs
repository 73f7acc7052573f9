using System.Globalization;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Ports have 16 bits: 65535 is the last one. Both ends of a range count.</summary>
internal sealed class PortOutOfRange() : Rule(
    new("DL3011", "PortOutOfRange", Severity.Error, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "EXPOSE has a port above 65535.") { Supersedes = ["DL1000"] }),
    IVisit<ExposeSyntax>
{
    public void Visit(ExposeSyntax expose, RuleContext context)
    {
        foreach (WordSyntax word in expose.Arguments)
        {
            string? port = context.Model.ValueOf(word).Split([' ', '\t', '-', ':', '/']).FirstOrDefault(IsOutOfRange);
            if (port is not null)
                context.Report(word.Span, $"{port} is no port; the last one is {ushort.MaxValue}");
        }
    }

    private static bool IsOutOfRange(string port) =>
        port.Length > 0
        && port.All(char.IsAsciiDigit)
        && !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
