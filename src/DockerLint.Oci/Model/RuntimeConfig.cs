using System.Collections.Immutable;
using System.Text.Json;

namespace DockerLint.Oci.Model;

/// <summary>How an image runs: the <c>config</c> of its configuration, with what Docker adds to it. What is not known here is kept.</summary>
public sealed record RuntimeConfig
{
    private static readonly string[] s_known =
    [
        "User", "ExposedPorts", "Env", "Entrypoint", "Cmd", "Volumes", "WorkingDir", "Labels", "StopSignal", "Shell", "OnBuild",
    ];

    /// <summary>The user, as <c>USER</c> has it; null for root.</summary>
    public string? User { get; init; }

    /// <summary>The ports that it listens on, such as <c>80/tcp</c>.</summary>
    public ImmutableArray<string> ExposedPorts { get; init; } = [];

    /// <summary>Its variables, <c>NAME=value</c>.</summary>
    public ImmutableArray<string> Environment { get; init; } = [];

    /// <summary>What is run; null where nothing is said.</summary>
    public ImmutableArray<string>? Entrypoint { get; init; }

    /// <summary>The arguments to that, or what is run; null where nothing is said.</summary>
    public ImmutableArray<string>? Command { get; init; }

    /// <summary>The folders that are volumes.</summary>
    public ImmutableArray<string> Volumes { get; init; } = [];

    /// <summary>The folder that it starts in; null where nothing is said.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Its labels.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = Members.NoTexts;

    /// <summary>The signal that ends it; null where nothing is said.</summary>
    public string? StopSignal { get; init; }

    /// <summary>The shell of instructions in shell form; null for the system's own.</summary>
    public ImmutableArray<string>? Shell { get; init; }

    /// <summary>Instructions for builds that start from it.</summary>
    public ImmutableArray<string> OnBuild { get; init; } = [];

    /// <summary>Members that are not known here, such as <c>Healthcheck</c>.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Others { get; init; } = JsonWriting.NoMembers;

    internal static RuntimeConfig Read(Members members) => new()
    {
        User = members.Text("User"),
        ExposedPorts = members.Names("ExposedPorts"),
        Environment = members.Texts("Env"),
        Entrypoint = members.OptionalTexts("Entrypoint"),
        Command = members.OptionalTexts("Cmd"),
        Volumes = members.Names("Volumes"),
        WorkingDirectory = members.Text("WorkingDir"),
        Labels = members.TextsByName("Labels"),
        StopSignal = members.Text("StopSignal"),
        Shell = members.OptionalTexts("Shell"),
        OnBuild = members.Texts("OnBuild"),
        Others = members.Others(s_known),
    };

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.Optional("User", User);
        writer.Set("ExposedPorts", ExposedPorts);
        writer.Filled("Env", Environment);
        writer.Optional("Entrypoint", Entrypoint);
        writer.Optional("Cmd", Command);
        writer.Set("Volumes", Volumes);
        writer.Optional("WorkingDir", WorkingDirectory);
        writer.Filled("Labels", Labels);
        writer.Optional("StopSignal", StopSignal);
        writer.Optional("Shell", Shell);
        writer.Filled("OnBuild", OnBuild);
        writer.Others(Others);
    }
}
