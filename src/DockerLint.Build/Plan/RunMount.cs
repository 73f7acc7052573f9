using DockerLint.Semantics.Values;

namespace DockerLint.Build.Plan;

/// <summary>Something that a command finds in its file system, and that is not in the image.</summary>
/// <param name="Target">Where, absolute; empty where it is nowhere.</param>
public abstract record RunMount(string Target)
{
    /// <summary>The files that are read for it; null for none.</summary>
    internal virtual FileTransfer? Files => null;

    internal virtual void AddTo(KeyWriter key) => key.Add(GetType().Name).Add(Target);
}

/// <summary>Files of a context, stage or image.</summary>
/// <param name="Target">Where, absolute.</param>
/// <param name="From">Whose files.</param>
/// <param name="Source">What of them, absolute.</param>
/// <param name="IsReadOnly">Whether they cannot be changed; what is changed is dropped afterwards.</param>
public sealed record BindMount(string Target, FileSource From, string Source, bool IsReadOnly) : RunMount(Target)
{
    internal override FileTransfer Files => new(From, Source, "/");

    internal override void AddTo(KeyWriter key)
    {
        base.AddTo(key);
        From.AddTo(key);
        key.Add(Source).Add(IsReadOnly);
    }
}

/// <summary>A folder that is kept between builds.</summary>
/// <param name="Target">Where, absolute.</param>
/// <param name="Id">Its name.</param>
public sealed record CacheMount(string Target, string Id) : RunMount(Target)
{
    /// <summary>How builds share it.</summary>
    public MountSharing Sharing { get; init; }

    /// <summary>The rights of the folder when it is made.</summary>
    public int Mode { get; init; } = 0x1ED;

    /// <summary>Its user.</summary>
    public uint Uid { get; init; }

    /// <summary>Its group.</summary>
    public uint Gid { get; init; }

    /// <summary>Whether it cannot be changed.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>What is in it at first; null for nothing.</summary>
    public FileSource? From { get; init; }

    /// <summary>What of that, absolute.</summary>
    public string Source { get; init; } = "/";

    internal override FileTransfer? Files => From is null ? null : new FileTransfer(From, Source, "/");

    internal override void AddTo(KeyWriter key)
    {
        base.AddTo(key);
        key.Add(Id).Add((int)Sharing).Add(Mode).Add(Uid).Add(Gid).Add(IsReadOnly).Add(Source);
        From?.AddTo(key);
    }
}

/// <summary>An empty folder in memory.</summary>
/// <param name="Target">Where, absolute.</param>
/// <param name="Size">The most bytes in it; null for any.</param>
public sealed record TemporaryMount(string Target, long? Size) : RunMount(Target)
{
    internal override void AddTo(KeyWriter key)
    {
        base.AddTo(key);
        key.Add(Size ?? -1);
    }
}

/// <summary>A secret of whoever builds, as a file or a variable. What it holds is in no key.</summary>
/// <param name="Target">Where, absolute; empty where it is a variable alone.</param>
/// <param name="Id">Its name.</param>
public sealed record SecretMount(string Target, string Id) : RunMount(Target)
{
    /// <summary>The variable that holds it; null for none.</summary>
    public string? Variable { get; init; }

    /// <summary>Whether the build fails without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The rights of the file.</summary>
    public int Mode { get; init; } = 0x100;

    /// <summary>Its user.</summary>
    public uint Uid { get; init; }

    /// <summary>Its group.</summary>
    public uint Gid { get; init; }

    internal override void AddTo(KeyWriter key)
    {
        base.AddTo(key);
        key.Add(Id).Add(Variable).Add(IsRequired).Add(Mode).Add(Uid).Add(Gid);
    }
}

/// <summary>The agent that holds the keys of whoever builds.</summary>
/// <param name="Target">The socket, absolute.</param>
/// <param name="Id">The name of the agent.</param>
public sealed record AgentMount(string Target, string Id) : RunMount(Target)
{
    /// <summary>Whether the build fails without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The rights of the socket.</summary>
    public int Mode { get; init; } = 0x180;

    /// <summary>Its user.</summary>
    public uint Uid { get; init; }

    /// <summary>Its group.</summary>
    public uint Gid { get; init; }

    internal override void AddTo(KeyWriter key)
    {
        base.AddTo(key);
        key.Add(Id).Add(IsRequired).Add(Mode).Add(Uid).Add(Gid);
    }
}

/// <summary>A script of the Dockerfile that is run as a program.</summary>
/// <param name="Target">Where, absolute.</param>
/// <param name="Content">Its text.</param>
public sealed record ScriptMount(string Target, string Content) : RunMount(Target)
{
    internal override void AddTo(KeyWriter key)
    {
        base.AddTo(key);
        key.Add(Content);
    }
}
