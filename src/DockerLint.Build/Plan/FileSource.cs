using System.Collections.Immutable;
using DockerLint.References;

namespace DockerLint.Build.Plan;

/// <summary>Where files come from.</summary>
public abstract record FileSource
{
    /// <summary>Adds what is known of it before it is read.</summary>
    internal abstract void AddTo(KeyWriter key);
}

/// <summary>Files of a build context.</summary>
/// <param name="Name">Its name; empty for the one of the build itself.</param>
/// <param name="Build">The name of the build whose context it is, <see cref="BuildRequest.Name"/>; null where it has none.</param>
public sealed record ContextFiles(string Name, string? Build = null) : FileSource
{
    /// <summary>What it is known by among the contexts of all builds that are done together.</summary>
    public string Key => KeyOf(Name, Build);

    /// <inheritdoc cref="Key"/>
    /// <param name="name">Its name.</param>
    /// <param name="build">The name of the build; null where it has none.</param>
    public static string KeyOf(string name, string? build) => build is null ? name : $"{build}/{name}";

    // Which context the files come from makes no difference to what is made of them.
    internal override void AddTo(KeyWriter key) => key.Add("context");
}

/// <summary>Files of a stage, an image or a git repository.</summary>
/// <param name="Step">What makes them; null where there are none.</param>
public sealed record StepFiles(BuildStep? Step) : FileSource
{
    internal override void AddTo(KeyWriter key) => key.Add("step");
}

/// <summary>A file that is fetched.</summary>
/// <param name="Address">From where, by http or https.</param>
/// <param name="FileName">The name that it gets.</param>
/// <param name="Checksum">The digest that it must have; null for any.</param>
public sealed record RemoteFile(string Address, string FileName, Digest? Checksum) : FileSource
{
    internal override void AddTo(KeyWriter key) => key.Add("http").Add(Address).Add(FileName).Add(Checksum);
}

/// <summary>A file whose content is in the Dockerfile.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">What is in it.</param>
public sealed record InlineFile(string Name, string Content) : FileSource
{
    internal override void AddTo(KeyWriter key) => key.Add("inline").Add(Name).Add(Content);
}

/// <summary>One source of COPY or ADD and what becomes of it.</summary>
/// <param name="From">Where it comes from.</param>
/// <param name="Path">The path in there, absolute; may have wildcards where <see cref="IsPattern"/>.</param>
/// <param name="Destination">The path in the image, absolute; a slash at its end makes it a folder.</param>
public sealed record FileTransfer(FileSource From, string Path, string Destination)
{
    /// <summary>Whether wildcards of <see cref="Path"/> mean what matches them.</summary>
    public bool IsPattern { get; init; }

    /// <summary>Whether an archive is unpacked.</summary>
    public bool Unpacks { get; init; }

    /// <summary>The user and group of all files, as <c>--chown</c> has them; null for those of the source.</summary>
    public string? Owner { get; init; }

    /// <summary>The rights of all files, as <c>--chmod</c> has them; null for those of the source.</summary>
    public string? Mode { get; init; }

    /// <summary>What of a folder is brought, with its path in it: <c>--parents</c>; none for all.</summary>
    public ImmutableArray<string> Includes { get; init; } = [];

    /// <summary>Whether what <see cref="Includes"/> says must be there.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What is left out, as patterns of <c>.dockerignore</c>.</summary>
    public ImmutableArray<string> Excludes { get; init; } = [];

    internal void AddTo(KeyWriter key)
    {
        From.AddTo(key);
        key.Add(Path).Add(Destination).Add(IsPattern).Add(Unpacks).Add(Owner).Add(Mode).Add(Includes).Add(IsRequired).Add(Excludes);
    }
}
