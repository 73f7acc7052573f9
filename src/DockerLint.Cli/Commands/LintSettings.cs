using System.Collections.Immutable;
using DockerLint.Cli.Fixing;
using DockerLint.Cli.Output;
using DockerLint.Cli.Selection;
using DockerLint.Configuration;
using DockerLint.Semantics;

namespace DockerLint.Cli.Commands;

/// <summary>What a call of <c>lint</c> asks for.</summary>
internal sealed record LintSettings
{
    /// <summary>Files, folders and <c>-</c>, as they were given.</summary>
    public required ImmutableArray<string> Paths { get; init; }

    /// <summary>Where findings go, and how they are written.</summary>
    public required ImmutableArray<ReportTarget> Targets { get; init; }

    /// <summary>What is said of rules and policies; stronger than any file.</summary>
    public required Settings Overrides { get; init; }

    /// <summary>What the build would be called with.</summary>
    public required BuildOptions Build { get; init; }

    /// <summary>Whether nothing makes the run fail.</summary>
    public bool NeverFails { get; init; }

    /// <summary>What is done with fixes.</summary>
    public FixMode Fixes { get; init; }

    /// <summary>Which of the findings are asked for.</summary>
    public SelectionOptions Selection { get; init; } = new();

    /// <summary>What all files are called in the formats that take it; null for their own names.</summary>
    public string? PathInReport { get; init; }

    /// <summary>The build context; null where it is not known.</summary>
    public string? Context { get; init; }

    /// <summary>The kinds of files that are found in folders beside Dockerfiles.</summary>
    public ImmutableArray<HostKind> Hosts { get; init; } = HostKinds.All;

    /// <summary>Whether registries are asked.</summary>
    public bool IsOnline { get; init; }

    /// <summary>Whether the images are looked into that were built of the files.</summary>
    public bool LooksIntoImages { get; init; }

    /// <summary>Whether it is said of which files no image was built.</summary>
    public bool DemandsImages { get; init; }

    /// <summary>What is left out of folders, as in <c>.gitignore</c>.</summary>
    public ImmutableArray<string> Excludes { get; init; } = [];

    /// <summary>The path that standard input stands for; null where it stands for none.</summary>
    public string? StdinName { get; init; }

    /// <summary>Files that are linted side by side, from 1.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Whether reports for people are coloured.</summary>
    public bool IsColoured { get; init; }

    /// <summary>Whether nothing but findings is written.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether findings are counted by rule.</summary>
    public bool HasStatistics { get; init; }

    /// <summary>Whether standard error says what is done.</summary>
    public bool IsVerbose { get; init; }
}
