namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// Which of ShellCheck's numbers the default profile has: those of which nine in ten findings in real files were worth
/// acting on (<c>docs/false-alarms.md</c>).
/// </summary>
internal static class ShellCheckProfiles
{
    private static readonly string[] s_disputed = ["SC1010", "SC2012", "SC2016", "SC2043", "SC2115", "SC2154"];

    /// <summary>The profiles of a number. Those of SC3xxx suppose a bare POSIX sh, and most images have more.</summary>
    public static Profiles Of(string code) =>
        code.StartsWith("SC3", StringComparison.Ordinal) || s_disputed.Contains(code) ? Profiles.Hadolint : Profiles.Recommended | Profiles.Hadolint;
}
