using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Analysis.Configuration;
using DockerLint.Semantics;

namespace DockerLint.Configuration;

/// <summary>What holds for a file, and for all others to which the same sources speak.</summary>
public sealed class FileConfiguration
{
    internal FileConfiguration(
        Settings settings, Profiles profile, ImmutableArray<string> sources, ImmutableArray<ConfigurationProblem> problems)
    {
        Lint = settings.ToLintOptions(profile);
        Settings = settings with { Profile = Lint.Profile };
        Sources = sources;
        Problems = problems;
    }

    /// <summary>All that is said, and the profile.</summary>
    public Settings Settings { get; }

    /// <summary>Which rules run.</summary>
    public LintOptions Lint { get; }

    /// <summary>What a build of the file would be called with, as far as the sources say.</summary>
    public BuildOptions Build => BuildOptions.Default with { BuildArguments = Settings.BuildArguments };

    /// <summary>From which level on a run fails.</summary>
    public FailureThreshold Threshold => Settings.FailureThreshold ?? FailureThreshold.Default;

    /// <summary>The files that say something, the strongest first.</summary>
    public ImmutableArray<string> Sources { get; }

    /// <summary>What is wrong with the sources.</summary>
    public ImmutableArray<ConfigurationProblem> Problems { get; }

    /// <summary>Whether the file can be linted: none of the problems is an error.</summary>
    public bool IsValid => !Problems.Any(static problem => problem.IsError);
}
