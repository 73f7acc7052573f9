using System.Collections.Immutable;
using System.CommandLine;
using DockerLint.Cli.Commands.Building;
using DockerLint.Cli.Images;

namespace DockerLint.Cli.Commands.Baking;

/// <summary>The options of <c>bake</c>: those of its own, and those of <c>build</c> that hold for all targets.</summary>
internal sealed class BakeArguments
{
    private readonly Argument<string[]> _targets;
    private readonly Option<string[]> _files, _sets, _metadataFile;
    private readonly Option<bool> _print, _push, _load;

    /// <summary>The command.</summary>
    public BakeArguments()
    {
        Line = new CommandLine("bake", BakeCommand.Description + ".");
        _targets = Line.Arguments("TARGET", "A target or group [default: the group default]", ArgumentArity.ZeroOrMore);
        _files = Line.Option("--file", "-f", "FILE", "A Bake or Compose file; repeatable [default: those of the usual names]");
        _sets = Line.Option("--set", null, "TARGET.KEY=VALUE", "A value in place of that of the files; TARGET may have wildcards; repeatable");
        _metadataFile = Line.Option("--metadata-file", null, "FILE", "Where digests and names of the images are written, as JSON", mayBeEmpty: true);
        _print = Line.Flag("--print", null, "Show what would be built, as JSON, and build nothing");
        _push = Line.Flag("--push", null, "Push the images under their names");
        _load = Line.Flag("--load", null, "Load the images into the Docker daemon that runs here, or at DOCKER_HOST");
        Line.Flag("--no-cache", null, "Do every step again");
        Line.Flag("--pull", null, "Ask registries for base images that are in the store");
        Line.Flag("--check", null, "Lint and build nothing");
        Line.Option("--progress", null, "HOW", "How progress is shown, as with build [default: auto]", mayBeEmpty: true);
        Line.Option("--allow", null, "ENTITLEMENT", "What RUN may ask for: security.insecure, or network.host of a daemon");
        Line.Option("--runtime", null, "NAME", "The OCI runtime that runs commands: crun or runc [default: the first that works]");
        Line.Option(BuildCacheLimit.Option, null, "SIZE", BuildCacheLimit.Description);
        Line.Option("--profile", null, "PROFILE", "The rules of the linter");
        Line.Option("--ignore", null, "RULES", "Rules that do not run");
        Line.Option("--config", null, "FILE", "The only configuration of the linter to read");
        Line.Flag("--no-config", null, "Read no configuration of the linter");
        Line.Option("--failure-threshold", null, "LEVEL", "The lowest level of findings that stops the build [default: error]");
        _ = new AttestationArguments(Line);
        _ = new EngineArguments(Line);
        _ = new RegistryFlags(Line, hasMirrors: true);
    }

    /// <summary>How they are read.</summary>
    public CommandLine Line { get; }

    /// <summary>The targets and groups that are asked for.</summary>
    public ImmutableArray<string> Targets => Line.All(_targets).ToImmutableArray() is { IsEmpty: false } given ? given : ["default"];

    /// <summary>The files as given; empty for those of the usual names.</summary>
    public ImmutableArray<string> Files => [.. Line.All(_files)];

    /// <summary>What stands in place of what the files say.</summary>
    public ImmutableArray<string> Sets => [.. Line.All(_sets)];

    /// <summary>Where digests and names are written; null for nowhere.</summary>
    public string? MetadataFile => Line.Last(_metadataFile);

    /// <summary>Whether the targets are only shown.</summary>
    public bool Prints => Line.Has(_print);

    /// <summary>What <c>build</c> is told of every target that was asked for.</summary>
    public ImmutableArray<string> OfAsked => [.. Line.Has(_push) ? ["--push"] : (string[])[], .. Line.Has(_load) ? ["--load"] : (string[])[]];

    /// <summary>What <c>build</c> is told of every target.</summary>
    public ImmutableArray<string> OfAll => Line.Repeat(_files, _sets, _metadataFile, _print, _push, _load);
}
