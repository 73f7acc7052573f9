using DockerLint.Analysis.Configuration;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Tests.Shell;

/// <summary>What a rule finds in the script of a RUN.</summary>
internal static class ShellFindings
{
    /// <summary>The texts that a rule points at, one after the other; empty: it is silent.</summary>
    public static string Of(string code, string script, string shell = "sh", string before = "", Profiles profile = Profiles.Recommended)
    {
        var source = new SourceText($"FROM a:1\nSHELL [\"/bin/{shell}\", \"-c\"]\n{before}RUN <<'SCRIPT'\n{script}\nSCRIPT\n");
        return In(code, source, profile);
    }

    /// <summary>The texts that a rule points at in a whole file.</summary>
    public static string In(string code, SourceText source, Profiles profile = Profiles.Recommended) => string.Join(
        " | ",
        NewRules.Linter(new LintOptions { Profile = profile, Selected = [code] }).Lint(source)
            .Where(finding => finding.Rule.Code == code)
            .Select(finding => source.Slice(finding.Span).ToString()));
}
