using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Facts;
using DockerLint.Analysis.ShellCheck;

namespace DockerLint.Analysis.Engine;

/// <summary>What an installed ShellCheck adds to our own rules: all that these do not look for themselves.</summary>
internal static class ShellCheckFindings
{
    /// <summary>
    /// SC1090 and SC1091 are about files that only the image has, SC2187 about ash, which is read as dash; hadolint
    /// leaves them out too.
    /// </summary>
    private static bool IsMeaningless(int code) => code is 1090 or 1091 or 2187;

    /// <summary>The findings, as rules would have reported them.</summary>
    public static IEnumerable<Finding> Of(FactSet facts, LintOptions options)
    {
        foreach (ShellCheckComment comment in facts.ShellCheck)
        {
            RuleInfo rule = ShellCheckComment.RuleOf(comment.Code, comment.Severity);
            bool isOurs = RuleCatalog.All.Any(known => known.Code == rule.Code);
            if (!isOurs && !IsMeaningless(comment.Code) && options.IsEnabled(rule))
                yield return new Finding(rule, comment.Span, comment.Message, [], [], comment.Instruction, null, false);
        }
    }
}
