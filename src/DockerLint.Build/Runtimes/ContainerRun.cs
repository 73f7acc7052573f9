using System.Collections.Immutable;
using DockerLint.Build.Snapshots;

namespace DockerLint.Build.Runtimes;

/// <summary>A program that a step runs in the files of its image.</summary>
public sealed record ContainerRun
{
    /// <summary>The program and its arguments. It is looked for in the PATH of <see cref="Environment"/>.</summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>Its variables, each <c>NAME=VALUE</c>.</summary>
    public ImmutableArray<string> Environment { get; init; } = [];

    /// <summary>The folder that it starts in.</summary>
    public string WorkingDirectory { get; init; } = "/";

    /// <summary>Who it is.</summary>
    public ContainerUser User { get; init; } = ContainerUser.Root;

    /// <summary>What it sees beside its files, in this order.</summary>
    public ImmutableArray<ContainerMount> Mounts { get; init; } = [];

    /// <summary>What it can reach.</summary>
    public ContainerNetwork Network { get; init; }

    /// <summary>Whether it may do all that we may (<c>--security=insecure</c>).</summary>
    public bool IsInsecure { get; init; }

    /// <summary>The name that the machine has for it.</summary>
    public string Hostname { get; init; } = "buildkitsandbox";

    /// <summary>Names of other machines, with their addresses.</summary>
    public ImmutableArray<(string Name, string Address)> ExtraHosts { get; init; } = [];
}

/// <summary>A user by numbers.</summary>
/// <param name="Uid">The user.</param>
/// <param name="Gid">Its group.</param>
/// <param name="AdditionalGids">Its other groups.</param>
public sealed record ContainerUser(uint Uid, uint Gid, ImmutableArray<uint> AdditionalGids)
{
    /// <summary>Where it is at home, which is HOME unless the environment has one; the root for somebody whom the image does not know.</summary>
    public string Home { get; init; } = "/";

    /// <summary>root.</summary>
    public static ContainerUser Root { get; } = new(0, 0, []);
}

/// <summary>What a program can reach (<c>RUN --network</c>).</summary>
public enum ContainerNetwork
{
    /// <summary>What the machine can reach.</summary>
    Host,

    /// <summary>Itself alone.</summary>
    None,
}

/// <summary>Something that a program sees beside the files of its image.</summary>
/// <param name="Target">Where: a path, from the root of the image.</param>
public abstract record ContainerMount(string Target);

/// <summary>A folder or file of this machine, such as the folder of a cache.</summary>
/// <param name="Target">Where.</param>
/// <param name="Source">Its path, without symbolic links that somebody else could change.</param>
/// <param name="IsReadOnly">Whether it cannot be changed.</param>
public sealed record FolderMount(string Target, string Source, bool IsReadOnly) : ContainerMount(Target);

/// <summary>Files of another snapshot (<c>--mount=type=bind,from=…</c>). What is written to them is thrown away.</summary>
/// <param name="Target">Where.</param>
/// <param name="Snapshot">The snapshot, which must be held.</param>
/// <param name="Source">A folder or file in it.</param>
/// <param name="IsReadOnly">Whether they cannot be changed.</param>
public sealed record SnapshotMount(string Target, Snapshot Snapshot, string Source, bool IsReadOnly) : ContainerMount(Target);

/// <summary>A file whose content is nowhere but in memory (<c>--mount=type=secret</c>).</summary>
/// <param name="Target">Where.</param>
/// <param name="Content">The content.</param>
/// <param name="Mode">Its rights.</param>
/// <param name="Uid">Its user.</param>
/// <param name="Gid">Its group.</param>
public sealed record SecretMount(string Target, ReadOnlyMemory<byte> Content, int Mode = 0x100, uint Uid = 0, uint Gid = 0) : ContainerMount(Target);

/// <summary>The socket of an agent that keeps keys (<c>--mount=type=ssh</c>).</summary>
/// <param name="Target">Where.</param>
/// <param name="Agent">The agent's socket on this machine.</param>
/// <param name="Mode">The rights of the socket in the image.</param>
/// <param name="Uid">Its user.</param>
/// <param name="Gid">Its group.</param>
public sealed record SshMount(string Target, string Agent, int Mode = 0x180, uint Uid = 0, uint Gid = 0) : ContainerMount(Target);

/// <summary>A folder in memory (<c>--mount=type=tmpfs</c>).</summary>
/// <param name="Target">Where.</param>
/// <param name="Size">How much fits into it, in bytes; null for as much as the system allows.</param>
public sealed record TmpfsMount(string Target, long? Size = null) : ContainerMount(Target);

/// <summary>A line that a program wrote.</summary>
/// <param name="Text">The line, without its end.</param>
/// <param name="IsError">Whether it went to standard error.</param>
public readonly record struct OutputLine(string Text, bool IsError);

/// <summary>How a program ended.</summary>
/// <param name="Code">Its exit code; 128 and the signal where one ended it.</param>
/// <param name="Failure">Why it could not be started; null where it ran.</param>
public sealed record ContainerExit(int Code, string? Failure);
