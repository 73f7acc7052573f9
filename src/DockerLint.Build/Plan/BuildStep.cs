using System.Collections.Immutable;
using DockerLint.References;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Build.Plan;

/// <summary>
/// Something that makes the files of an image from those of its parent. A step is named by its content: two that have the
/// same <see cref="Definition"/> do the same with the same, but for the files of build contexts and what is fetched.
/// </summary>
public abstract class BuildStep
{
    private Digest? _definition;

    private protected BuildStep(BuildStep? parent, InstructionSyntax? instruction, string description) =>
        (Parent, Instruction, Description) = (parent, instruction, description);

    /// <summary>Whose files it starts from; null for none.</summary>
    public BuildStep? Parent { get; }

    /// <summary>The instruction that asks for it; null where none does. A trigger of a base image stands in the FROM.</summary>
    public InstructionSyntax? Instruction { get; }

    /// <summary>What it does, for people: the instruction, its variables replaced.</summary>
    public string Description { get; }

    /// <summary>The other steps whose files it reads.</summary>
    public abstract IEnumerable<BuildStep> Inputs { get; }

    /// <summary>What it does and with what.</summary>
    public Digest Definition => _definition ?? Define(this);

    /// <summary>What it does, without what it does it with.</summary>
    public abstract Digest Operation();

    /// <summary>Names a step, after those that it needs, which may be many above each other.</summary>
    private static Digest Define(BuildStep step)
    {
        var open = new Stack<BuildStep>([step]);
        while (open.TryPeek(out BuildStep? next))
        {
            int known = open.Count;
            foreach (BuildStep needed in next.Parent is null ? next.Inputs : next.Inputs.Prepend(next.Parent))
            {
                if (needed._definition is null)
                    open.Push(needed);
            }

            if (open.Count > known)
                continue;
            open.Pop();
            using var key = new KeyWriter("step");
            key.Add(next.Parent?._definition).Add(next.Operation());
            foreach (BuildStep input in next.Inputs)
                key.Add(input._definition);
            next._definition = key.Complete();
        }

        return step._definition!;
    }
}

/// <summary>The files of an image from a registry or store.</summary>
/// <param name="image">The image.</param>
/// <param name="instruction">Who asks for it first.</param>
public sealed class ImageStep(ResolvedImage image, InstructionSyntax? instruction)
    : BuildStep(null, instruction, $"FROM {image.Name.ToResolvedString()}")
{
    /// <summary>The image.</summary>
    public ResolvedImage Image => image;

    /// <inheritdoc/>
    public override IEnumerable<BuildStep> Inputs => [];

    /// <inheritdoc/>
    public override Digest Operation()
    {
        using var key = new KeyWriter("image");
        return key.Add(image.Digest).Complete();
    }
}

/// <summary>The files of a git repository, at the commit that is meant by it when they are asked for.</summary>
public sealed class GitStep : BuildStep
{
    /// <param name="repository">The repository and what of it.</param>
    /// <param name="keepsGitFolder">Whether the folder <c>.git</c> is among the files; where the repository's own query says so, that counts.</param>
    /// <param name="checksum">How the commit must start; null for what the repository's own query says.</param>
    /// <param name="instruction">Who asks for it first; null where a call does.</param>
    public GitStep(GitReference repository, bool keepsGitFolder, string? checksum, InstructionSyntax? instruction)
        : base(null, instruction, $"git {AddressOf(repository)}{Fragment(repository)}")
    {
        Repository = repository;
        Checksum = checksum ?? repository.Checksum;
        // That of the whole repository is none of a folder in it.
        KeepsGitFolder = (repository.KeepGitDirectory ?? keepsGitFolder) && repository.Folder is null;
    }

    /// <summary>The repository and what of it.</summary>
    public GitReference Repository { get; }

    /// <summary>Whether the folder <c>.git</c> is among the files.</summary>
    public bool KeepsGitFolder { get; }

    /// <summary>How the commit must start; null for any.</summary>
    public string? Checksum { get; }

    /// <summary>What git is called with.</summary>
    public string Remote => RemoteOf(Repository);

    /// <summary>The same without user and password, for people.</summary>
    public string Address => AddressOf(Repository);

    /// <inheritdoc/>
    public override IEnumerable<BuildStep> Inputs => [];

    /// <inheritdoc/>
    public override Digest Operation()
    {
        using var key = new KeyWriter("git");
        return key.Add(Remote).Add(Repository.Ref).Add(Repository.Folder).Add(KeepsGitFolder).Add(Checksum)
            .Add(Repository.Submodules != false).Add(Repository.ModificationTime).Complete();
    }

    private static string RemoteOf(GitReference repository) => repository.LooksLocal ? $"https://{repository.Remote}" : repository.Remote;

    private static string AddressOf(GitReference repository) => SourceAddress.WithoutUser(RemoteOf(repository));

    private static string Fragment(GitReference repository) => (repository.Ref, repository.Folder) switch
    {
        (null, null) => "",
        (var name, null) => $"#{name}",
        var (name, folder) => $"#{name}:{folder}",
    };
}

/// <summary>Brings files into the image: COPY and ADD.</summary>
public sealed class CopyStep : BuildStep
{
    internal CopyStep(BuildStep? parent, InstructionSyntax? instruction, string description, ImmutableArray<FileTransfer> transfers, bool isLinked)
        : base(parent, instruction, description) => (Transfers, IsLinked) = (transfers, isLinked);

    /// <summary>What is brought, in order.</summary>
    public ImmutableArray<FileTransfer> Transfers { get; }

    /// <summary>Whether the layer is made without the files of the parent and laid over them: <c>--link</c>.</summary>
    public bool IsLinked { get; }

    /// <inheritdoc/>
    public override IEnumerable<BuildStep> Inputs => Transfers.Select(static transfer => transfer.From).OfType<StepFiles>()
        .Select(static files => files.Step).OfType<BuildStep>();

    /// <inheritdoc/>
    public override Digest Operation()
    {
        using var key = new KeyWriter("copy");
        key.Add(IsLinked).Add(Transfers.Length);
        foreach (FileTransfer transfer in Transfers)
            transfer.AddTo(key);
        return key.Complete();
    }
}

/// <summary>Runs a command.</summary>
public sealed class RunStep : BuildStep
{
    internal RunStep(BuildStep? parent, InstructionSyntax? instruction, string description)
        : base(parent, instruction, description)
    {
    }

    /// <summary>The command and its arguments.</summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>Variables, <c>NAME=value</c>.</summary>
    public required ImmutableArray<string> Environment { get; init; }

    /// <summary>Variables about proxies, which are in no key and no image.</summary>
    public ImmutableArray<string> Proxies { get; init; } = [];

    /// <summary>The folder that it starts in.</summary>
    public required string Directory { get; init; }

    /// <summary>The user as <c>USER</c> has it; null for root.</summary>
    public string? User { get; init; }

    /// <summary>What is mounted for it.</summary>
    public ImmutableArray<RunMount> Mounts { get; init; } = [];

    /// <summary>The network that it sees.</summary>
    public RunNetwork Network { get; init; }

    /// <summary>Whether it may do what root of the machine may: <c>--security=insecure</c>.</summary>
    public bool IsInsecure { get; init; }

    /// <summary>The name of the machine that it sees.</summary>
    public string Hostname { get; init; } = "buildkitsandbox";

    /// <inheritdoc/>
    public override IEnumerable<BuildStep> Inputs => Mounts.Select(static mount => mount.Files?.From).OfType<StepFiles>()
        .Select(static files => files.Step).OfType<BuildStep>();

    /// <inheritdoc/>
    public override Digest Operation()
    {
        using var key = new KeyWriter("run");
        key.Add(Arguments).Add(Environment).Add(Directory).Add(User).Add((int)Network).Add(IsInsecure).Add(Hostname).Add(Mounts.Length);
        foreach (RunMount mount in Mounts)
            mount.AddTo(key);
        return key.Complete();
    }
}

/// <summary>Makes a folder and those above it: WORKDIR.</summary>
public sealed class FolderStep : BuildStep
{
    internal FolderStep(BuildStep? parent, InstructionSyntax? instruction, string path, string? user)
        : base(parent, instruction, $"WORKDIR {path}") => (Path, User) = (path, user);

    /// <summary>The folder, absolute.</summary>
    public string Path { get; }

    /// <summary>Who owns what is made, as <c>USER</c> has it; null for root.</summary>
    public string? User { get; }

    /// <inheritdoc/>
    public override IEnumerable<BuildStep> Inputs => [];

    /// <inheritdoc/>
    public override Digest Operation()
    {
        using var key = new KeyWriter("folder");
        return key.Add(Path).Add(User).Complete();
    }
}

/// <summary>The network that a command sees.</summary>
public enum RunNetwork
{
    /// <summary>What the machine reaches.</summary>
    Default,

    /// <summary>Nothing but itself.</summary>
    None,

    /// <summary>That of the machine itself.</summary>
    Host,
}
