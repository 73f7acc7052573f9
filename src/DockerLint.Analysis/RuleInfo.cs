using System.Collections.Immutable;

namespace DockerLint.Analysis;

/// <summary>What is known of a rule without running it.</summary>
/// <param name="Code">Its code, such as <c>DL3007</c>; never changes its meaning.</param>
/// <param name="Name">Its unique name in PascalCase; BuildKit's where it is BuildKit's check.</param>
/// <param name="Severity">The level of its findings unless configured otherwise.</param>
/// <param name="Category">What it is about.</param>
/// <param name="Profiles">The profiles that it belongs to; <see cref="Analysis.Profiles.All"/> goes without saying.</param>
/// <param name="Summary">One sentence that says what it finds.</param>
public sealed record RuleInfo(
    string Code, string Name, Severity Severity, Category Category, Profiles Profiles, string Summary)
{
    /// <summary>Other names by which it can be selected and suppressed.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Codes whose findings say less about the same place and are left out beside one of this rule.</summary>
    public ImmutableArray<string> Supersedes { get; init; } = [];

    /// <summary>Whether its findings, or some of them, come with a fix.</summary>
    public FixSafety Fix { get; init; }

    /// <summary>Whether it is one of BuildKit's checks, so that <c># check=</c> comments name it.</summary>
    public bool IsBuildKitCheck => (Profiles & Profiles.BuildKit) != 0;

    /// <summary>Whether it is a finding of ShellCheck, of which hadolint reports one an instruction.</summary>
    public bool IsShellCheck => Code.StartsWith("SC", StringComparison.Ordinal);

    /// <summary>Whether it runs in every profile.</summary>
    public bool IsAlwaysOn { get; init; }

    /// <summary>Whether a <c># check=skip=</c> comment above an instruction reaches it; else only the directive does.</summary>
    public bool IsSkippedByInstruction { get; init; } = true;

    /// <summary>Whether it reports only where <c># check=experimental=</c> asks for it, or where it is selected.</summary>
    public bool IsExperimental { get; init; }

    /// <summary>
    /// Whether it acts only where it is told more than the file says: a policy, the ignore file of the build context,
    /// what an image holds.
    /// </summary>
    public bool IsConditional { get; init; }

    /// <summary>Whether it looks at the instruction that ONBUILD puts off.</summary>
    public bool VisitsOnbuild { get; init; }

    /// <summary>Whether it looks at the names that images are given as well, not only at those that they are fetched by.</summary>
    public bool VisitsGiven { get; init; }

    /// <summary>The rule's page.</summary>
    public string Url { get => field ?? $"https://github.com/dockerlint/dockerlint/blob/main/rules/{Code}.md"; init; }

    /// <summary>Whether a word of a configuration or a comment means this rule: its code, name or alias, in any case.</summary>
    public bool IsNamed(ReadOnlySpan<char> word)
    {
        if (word.Equals(Code, StringComparison.OrdinalIgnoreCase) || word.Equals(Name, StringComparison.OrdinalIgnoreCase))
            return true;
        foreach (string alias in Aliases)
        {
            if (word.Equals(alias, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
