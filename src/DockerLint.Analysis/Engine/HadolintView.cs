using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Engine;

/// <summary>
/// What hadolint makes of findings in shell scripts. It holds two of them for one when they are on the same line, and
/// gives all those of a RUN the line of the RUN: so of each instruction only the last one is left, in the order of
/// ShellCheck: by place in the joined script, then the graver first, then by code.
/// </summary>
internal static class HadolintView
{
    /// <summary>The findings that hadolint reports.</summary>
    public static List<Finding> Apply(IEnumerable<Finding> findings)
    {
        Dictionary<InstructionSyntax, Finding> last = [];
        List<Finding> kept = [];
        foreach (Finding finding in findings)
        {
            if (finding.IsUnknownToHadolint)
                continue;
            if (!finding.Rule.IsShellCheck || finding.Visited is not { } instruction)
                kept.Add(finding);
            else if (!last.TryGetValue(instruction, out Finding? other) || Compare(finding, other) > 0)
                last[instruction] = finding;
        }

        kept.AddRange(last.Values);
        return kept;
    }

    private static int Compare(Finding one, Finding other)
    {
        int order = one.Span.Start.CompareTo(other.Span.Start);
        if (order == 0)
            order = other.Rule.Severity.CompareTo(one.Rule.Severity);
        return order != 0 ? order : string.CompareOrdinal(one.Rule.Code, other.Rule.Code);
    }
}
