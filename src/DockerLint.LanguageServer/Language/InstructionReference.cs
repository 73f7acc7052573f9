using System.Collections.Immutable;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.LanguageServer.Language;

/// <summary>A part of how an instruction is written.</summary>
/// <param name="Label">What stands for it in <see cref="InstructionReference.Form"/>.</param>
/// <param name="Description">What it is.</param>
internal sealed record ParameterReference(string Label, string Description);

/// <summary>A flag of an instruction.</summary>
/// <param name="Name">Its name, without its dashes.</param>
/// <param name="Description">What it does.</param>
/// <param name="Values">The values that are usual or the only ones; empty where any text can be one.</param>
internal sealed record FlagReference(string Name, string Description, params ImmutableArray<string> Values);

/// <summary>
/// What is known of an instruction, for whoever writes one: hover, completion and signature help say the same. The facts are
/// those of the Dockerfile reference (https://docs.docker.com/reference/dockerfile/).
/// </summary>
/// <param name="Kind">Which one.</param>
/// <param name="Description">What it does.</param>
/// <param name="Form">How it is written.</param>
/// <param name="Parameters">The parts of that, in order.</param>
internal sealed record InstructionReference(InstructionKind Kind, string Description, string Form, params ImmutableArray<ParameterReference> Parameters)
{
    private static readonly ParameterReference s_command = new("command", "A command line for the shell, or its words as a JSON array, which no shell reads.");

    private static readonly FlagReference s_chown = new("chown", "The owner of what is copied: `user:group`, as names of the image or as numbers. Without it: root, or as `--from` has it.");
    private static readonly FlagReference s_chmod = new("chmod", "The permissions of what is copied, in octal (`755`) or as `chmod` takes them (`u=rwX,go=rX`).");
    private static readonly FlagReference s_link = new(
        "link", "Puts what is copied into a layer of its own that does not depend on the ones below: it stays in the cache when the base image changes. Links of the image in the destination are not followed.", "true", "false");

    private static readonly FlagReference s_parents = new("parents", "Keeps the folders of the sources; `./` in a source marks where they start.", "true", "false");
    private static readonly FlagReference s_exclude = new("exclude", "What is left out of the sources, as a pattern; may be given several times.");

    private static readonly ImmutableArray<InstructionReference> s_all =
    [
        new(InstructionKind.Add, "Brings files into the image: from the build context, from a URL, from a git repository; unpacks archives that lie in the context.", "ADD [flags] source… destination",
            new("flags", "`--chown`, `--chmod`, `--link`, `--checksum`, `--keep-git-dir`, `--unpack`, `--exclude`."),
            new("source", "A path or pattern in the build context, a URL, a git repository or a here-document."),
            new("destination", "Where it goes, absolute or relative to the WORKDIR; a folder where it ends in `/`."))
        {
            Flags =
            [
                new("keep-git-dir", "Keeps the `.git` folder of a git repository.", "true", "false"),
                new("checksum", "What must have been fetched: the digest of a file (`sha256:…`), or the commit of a repository. Else the build fails."),
                s_chown, s_chmod, s_link, s_exclude,
                new("unpack", "Whether an archive is unpacked: by itself, those of the build context are and those of URLs are not.", "true", "false"),
            ],
        },
        new(InstructionKind.Arg, "Declares a variable of the build, which `--build-arg` can set. It is gone in the image. Before the first FROM it can be used in FROM alone; stages see it where they declare it again.", "ARG name[=default]…",
            new("name", "The name that `--build-arg` sets and `$name` stands for."),
            new("default", "The value where the build is not given another one.")),
        new(InstructionKind.Cmd, "What a container runs when it is started without a command, or what the ENTRYPOINT is called with. Only the last one counts.", "CMD command", s_command),
        new(InstructionKind.Copy, "Copies files into the image: from the build context, or with `--from` out of another stage or image.", "COPY [flags] source… destination",
            new("flags", "`--from`, `--chown`, `--chmod`, `--link`, `--parents`, `--exclude`."),
            new("source", "A path or pattern in the build context, in the stage that `--from` names, or a here-document."),
            new("destination", "Where it goes, absolute or relative to the WORKDIR; a folder where it ends in `/`."))
        {
            Flags =
            [
                new("from", "Where to copy from: the name or number of an earlier stage, a named context, or an image. It takes no variable."),
                s_chown, s_chmod, s_link, s_parents, s_exclude,
            ],
        },
        new(InstructionKind.Entrypoint, "The program that a container is: what it is started with comes after it. Only the last one counts; the CMD of a base image is dropped.", "ENTRYPOINT command", s_command),
        new(InstructionKind.Env, "Sets variables for the instructions that follow and for every container of the image.", "ENV name=value…",
            new("name", "The name of the variable."),
            new("value", "Its value; quotes around it keep its spaces.")),
        new(InstructionKind.Expose, "Says which ports the containers listen on. It opens none: `docker run -p` does.", "EXPOSE port[/protocol]…",
            new("port", "A number, or a range such as `8000-8010`."),
            new("protocol", "`tcp`, which it is without, `udp` or `sctp`.")),
        new(InstructionKind.From, "Starts a stage from an image, from an earlier stage, or from `scratch`, which is empty. The last stage is the one that is built.", "FROM [--platform=platform] image [AS name]",
            new("platform", "What the image is for, such as `linux/arm64` or `$BUILDPLATFORM`."),
            new("image", "An image as `name[:tag][@digest]`, the name of a stage above, or `scratch`."),
            new("name", "What other stages call this one."))
        {
            Flags = [new("platform", "The platform of the image, where it is there for several: `os/arch[/variant]`.", "$BUILDPLATFORM", "$TARGETPLATFORM", "linux/amd64", "linux/arm64", "linux/arm/v7", "windows/amd64")],
        },
        new(InstructionKind.Healthcheck, "How to find out whether a container still works: exit code 0 means that it does, 1 that it does not. `NONE` drops the check of the base image.", "HEALTHCHECK [flags] CMD command",
            new("flags", "`--interval`, `--timeout`, `--start-period`, `--start-interval`, `--retries`."),
            s_command)
        {
            Flags =
            [
                new("interval", "How long to wait between two checks; 30 seconds without it.", "30s", "1m", "5m"),
                new("timeout", "After how long a check has failed; 30 seconds without it.", "3s", "10s", "30s"),
                new("start-period", "For how long failures do not count while the container starts; 0 without it.", "5s", "30s", "1m"),
                new("start-interval", "How long to wait between two checks in that time; 5 seconds without it.", "1s", "5s"),
                new("retries", "After how many failures in a row the container is unhealthy; 3 without it.", "3", "5"),
            ],
        },
        new(InstructionKind.Label, "Adds metadata to the image, such as `org.opencontainers.image.source`.", "LABEL name=value…",
            new("name", "The name of the label; usually a domain of one's own, turned round, comes first."),
            new("value", "Its value.")),
        new(InstructionKind.Maintainer, "Says who looks after the image. Deprecated: use `LABEL org.opencontainers.image.authors=…`.", "MAINTAINER name", new ParameterReference("name", "A name or an address.")),
        new(InstructionKind.Onbuild, "Puts an instruction off until another image is built from this one: it runs there right after FROM.", "ONBUILD instruction",
            new ParameterReference("instruction", "Any but FROM, MAINTAINER and ONBUILD.")),
        new(InstructionKind.Run, "Runs a command while the image is built, and keeps what it changes as a layer.", "RUN [flags] command",
            new("flags", "`--mount`, `--network`, `--security`, `--device`."),
            s_command)
        {
            Flags =
            [
                new("mount", "Something that the command sees only while it runs: files of the context or of a stage, a cache, a secret, the SSH agent.", "type=bind,", "type=cache,target=", "type=tmpfs,target=", "type=secret,id=", "type=ssh"),
                new("network", "What network the command has: the one of the build, none, or the host's, which the builder has to allow.", "default", "none", "host"),
                new("security", "Whether the command runs in the sandbox; `insecure` has to be allowed by the builder.", "sandbox", "insecure"),
                new("device", "A device that the command may use, by its CDI name."),
            ],
        },
        new(InstructionKind.Shell, "The program that reads the shell form of RUN, CMD and ENTRYPOINT from here on.", "SHELL [\"program\", \"argument\"…]",
            new("program", "The shell, such as `/bin/bash`."),
            new("argument", "What comes before the command line, such as `-c`.")),
        new(InstructionKind.Stopsignal, "The signal by which a container is asked to stop; SIGTERM without it.", "STOPSIGNAL signal", new ParameterReference("signal", "A name such as `SIGQUIT`, or a number.")),
        new(InstructionKind.User, "Who runs the instructions that follow and the containers of the image.", "USER user[:group]",
            new("user", "A name of the image, or a number."),
            new("group", "A name of the image, or a number; without it the user's own group.")),
        new(InstructionKind.Volume, "Folders whose content containers keep outside of their own layers. What later instructions change in them may be lost.", "VOLUME path…", new ParameterReference("path", "An absolute path.")),
        new(InstructionKind.Workdir, "The folder in which the instructions that follow and the containers work; it is made where it is not there.", "WORKDIR path", new ParameterReference("path", "An absolute path, or one relative to the WORKDIR before.")),
    ];

    private static readonly ImmutableArray<KeyReference> s_mountKeys =
    [
        new(MountKey.Type, "What is mounted; `bind` without it."),
        new(MountKey.From, "The stage, named context or image whose files are mounted; without it those of the build context, and for a cache an empty folder.", MountType.Bind, MountType.Cache),
        new(MountKey.Source, "What of it is mounted; all without it. Of a secret: its name, as `id`.", MountType.Bind, MountType.Cache, MountType.Secret),
        new(MountKey.Target, "Where it is mounted; a relative path starts at the WORKDIR."),
        new(MountKey.ReadOnly, "Whether it cannot be written to.", MountType.Bind, MountType.Cache),
        new(MountKey.ReadWrite, "Whether it can be written to; of a bind, what is written is dropped afterwards.", MountType.Bind, MountType.Cache),
        new(MountKey.Id, "The name: builds share a cache by it, which without it is the target; a secret or an agent is given to the build by it.", MountType.Cache, MountType.Secret, MountType.Ssh),
        new(MountKey.Sharing, "How builds that run at the same time use the cache: `shared` all at once, `private` each its own, `locked` one after the other.", MountType.Cache),
        new(MountKey.Required, "Whether the build fails where it is not given the secret or the agent.", MountType.Secret, MountType.Ssh),
        new(MountKey.Size, "The most memory that it takes, such as `64m`.", MountType.Tmpfs),
        new(MountKey.Mode, "The permissions of the folder or file, in octal.", MountType.Cache, MountType.Secret, MountType.Ssh),
        new(MountKey.Uid, "The number of its owner; 0 without it.", MountType.Cache, MountType.Secret, MountType.Ssh),
        new(MountKey.Gid, "The number of its group; 0 without it.", MountType.Cache, MountType.Secret, MountType.Ssh),
        new(MountKey.Env, "The environment variable that holds the secret, in place of a file or beside it.", MountType.Secret),
    ];

    private static readonly ImmutableArray<string> s_mountTypes =
    [
        "Files of the build context, of a stage or of an image. Cannot be written to unless `rw` is given; nothing of it gets into the image.",
        "A folder that is kept between builds, for package managers and compilers. Nothing of it gets into the image.",
        "An empty folder in memory, gone afterwards.",
        "A secret that the build is given with `--secret`, as a file in `/run/secrets` or a variable; never in the image.",
        "The SSH agent that the build is given with `--ssh`.",
    ];

    /// <summary>The parser directives, by name.</summary>
    public static ImmutableArray<ParameterReference> Directives { get; } =
    [
        new("syntax", "The front end that reads the file, as an image, such as `docker/dockerfile:1`. The builder fetches it, so that the newest syntax works everywhere."),
        new("escape", "The character that continues lines and protects others: a backslash, or a backtick, which leaves the paths of Windows alone."),
        new("check", "What the builder's own checks do: `skip=Rule,Rule` leaves some out, `error=true` fails the build."),
    ];

    /// <summary>The flags that it takes.</summary>
    public ImmutableArray<FlagReference> Flags { get; init; } = [];

    /// <summary>Its keyword, in upper case.</summary>
    public string Keyword => InstructionKeywords.NameOf(Kind);

    /// <summary>Its part of the Dockerfile reference.</summary>
    public string Url => $"https://docs.docker.com/reference/dockerfile/#{(Kind == InstructionKind.Maintainer ? "maintainer-deprecated" : Keyword.ToLowerInvariant())}";

    /// <summary>All of them.</summary>
    public static ImmutableArray<InstructionReference> All => s_all;

    /// <summary>The keys of a mount.</summary>
    public static ImmutableArray<KeyReference> MountKeys => s_mountKeys;

    /// <summary>What is known of an instruction; null of what is none.</summary>
    public static InstructionReference? Of(InstructionKind kind) => s_all.FirstOrDefault(reference => reference.Kind == kind);

    /// <summary>What a flag does; null where the instruction does not take it.</summary>
    public FlagReference? Flag(string name) => Flags.FirstOrDefault(flag => flag.Name == name);

    /// <summary>What a key of a mount says.</summary>
    public static KeyReference MountKeyOf(MountKey key) => s_mountKeys.First(reference => reference.Key == key);

    /// <summary>What a type of mount is.</summary>
    public static string MountTypeOf(MountType type) => s_mountTypes[(int)type];
}

/// <summary>A key of a mount.</summary>
/// <param name="Key">Which one.</param>
/// <param name="Description">What it says.</param>
/// <param name="Types">The types that take it; empty for all.</param>
internal sealed record KeyReference(MountKey Key, string Description, params ImmutableArray<MountType> Types)
{
    /// <summary>Whether mounts of a type take it.</summary>
    public bool IsFor(MountType type) => Types.IsEmpty || Types.Contains(type);
}
