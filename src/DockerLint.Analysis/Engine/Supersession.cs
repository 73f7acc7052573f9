using DockerLint.Analysis.Configuration;
using DockerLint.Semantics;

namespace DockerLint.Analysis.Engine;

/// <summary>Leaves out findings that say less about a line than another one does.</summary>
internal static class Supersession
{
    /// <summary>The findings that stay. A peer's profile keeps all of the peer's own.</summary>
    public static IEnumerable<Finding> Apply(IEnumerable<Finding> findings, DockerfileModel model, LintOptions options)
    {
        if (options.Profile is Profiles.Hadolint or Profiles.BuildKit)
            return findings;
        Finding[] all = [.. findings];
        HashSet<(string Code, int Line)> covered = [];
        foreach (Finding finding in all)
        {
            foreach (string code in finding.Rule.Supersedes)
                covered.Add((code, LineOf(finding, model)));
        }

        return covered.Count == 0 ? all : all.Where(finding => !covered.Contains((finding.Rule.Code, LineOf(finding, model))));
    }

    private static int LineOf(Finding finding, DockerfileModel model) =>
        model.Syntax.Source.Lines.LineOf(finding.Span.Start);
}
