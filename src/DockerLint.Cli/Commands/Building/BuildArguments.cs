using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;
using DockerLint.BuildKit.Llb;
using DockerLint.Cli.Images;
using DockerLint.References;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Cli.Commands.Building;

/// <summary>The options of <c>build</c>, as <c>docker build</c> has them.</summary>
internal sealed class BuildArguments
{
    /// <summary>What suits standard error.</summary>
    public const string Auto = "auto";

    /// <summary>A picture that changes, where standard error is a terminal.</summary>
    public const string Live = "tty";

    /// <summary>Docker's old lines: <c>Step 1/4 : FROM debian</c>.</summary>
    public const string Classic = "classic";

    /// <summary>An object a line for all that happens.</summary>
    public const string Json = "json";

    private const string Epoch = "SOURCE_DATE_EPOCH";

    private static readonly ImmutableArray<string> s_progress = [Auto, Live, "plain", Classic, Json];

    private readonly Option<string[]> _file, _tag, _buildArguments, _target, _platform, _contexts, _secrets, _agents, _labels, _network, _progress,
        _idFile, _metadataFile, _output, _profile, _ignore, _config, _threshold, _addHosts, _allow, _runtime, _keepStorage, _cacheFrom, _cacheTo, _printLlb;

    private readonly Option<bool> _noCache, _pull, _push, _load, _dryRun, _check, _quiet, _noConfig, _explain;
    private readonly Argument<string[]> _path;
    private readonly Dictionary<string, string> _givenContexts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _givenSecrets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _givenAgents = new(StringComparer.Ordinal);
    private readonly List<(string, string)> _givenHosts = [];
    private ImmutableDictionary<string, string> _givenArguments = ImmutableDictionary<string, string>.Empty;
    private RunNetwork _givenNetwork;
    private long? _epoch;
    private string? _programs;

    /// <summary>The command.</summary>
    public BuildArguments()
    {
        Line = new CommandLine("build", BuildCommand.Description + ".");
        _path = Line.Arguments("PATH", "The build context: a folder, a git repository, or - for an archive or a Dockerfile on standard input", ArgumentArity.ZeroOrMore);
        _file = Line.Option("--file", "-f", "FILE", "The Dockerfile [default: PATH/Dockerfile]", mayBeEmpty: true);
        _tag = Line.Option("--tag", "-t", "NAME", "A name of the image; repeatable");
        _buildArguments = Line.Option("--build-arg", null, "NAME=VALUE", "A build argument; NAME alone takes its value from the environment");
        _target = Line.Option("--target", null, "STAGE", "The stage that is built [default: the last]", mayBeEmpty: true);
        _platform = Line.Option("--platform", null, "OS/ARCH", "The platform that is built for; several, with commas or repeated, become an index of images [default: Linux on this processor]", mayBeEmpty: true);
        _contexts = Line.Option("--build-context", null, "NAME=SOURCE", "A folder, a git repository or docker-image://IMAGE that takes the place of a stage or image; repeatable");
        _secrets = Line.Option("--secret", null, "id=NAME[,src=FILE]", "A secret that RUN may mount: a file, or the variable of env=; repeatable");
        _agents = Line.Option("--ssh", null, "default|NAME=SOCKET", "An SSH agent that RUN may mount; repeatable");
        _labels = Line.Option("--label", null, "NAME=VALUE", "A label of the image; repeatable");
        _network = Line.Option("--network", null, "MODE", "The network of RUN: default, none or host", mayBeEmpty: true);
        _addHosts = Line.Option("--add-host", null, "NAME:ADDRESS", "Another machine that RUN knows by name; repeatable");
        _allow = Line.Option("--allow", null, "ENTITLEMENT", "What RUN may ask for: security.insecure, or network.host of a daemon");
        _progress = Line.Option("--progress", null, "HOW", $"How progress is shown: {string.Join(", ", s_progress)} [default: auto]", mayBeEmpty: true);
        _idFile = Line.Option("--iidfile", null, "FILE", "Where the digest of the image is written", mayBeEmpty: true);
        _metadataFile = Line.Option("--metadata-file", null, "FILE", "Where digests and names of the image are written, as JSON", mayBeEmpty: true);
        _output = Line.Option("--output", "-o", "type=TYPE,dest=PATH", "Where the image goes too: oci or docker, an archive; tar or local, its files; image or registry, with name=NAME and push=true; cacheonly, nowhere; repeatable");
        _runtime = Line.Option("--runtime", null, "NAME", "The OCI runtime that runs commands: crun or runc [default: the first that works]");
        _cacheFrom = Line.Option("--cache-from", null, "type=TYPE,src=FOLDER", "What other machines have done: local, or registry with ref=NAME; repeatable");
        _cacheTo = Line.Option("--cache-to", null, "type=TYPE,dest=FOLDER", "Where this is left for them: local, or registry with ref=NAME; mode=max for all stages; or inline, in the image itself; repeatable");
        _keepStorage = Line.Option(BuildCacheLimit.Option, null, "SIZE", BuildCacheLimit.Description);
        _noCache = Line.Flag("--no-cache", null, "Do every step again");
        _explain = Line.Flag("--explain-cache", null, "Say of each step whether it is done again, and why");
        _pull = Line.Flag("--pull", null, "Ask registries for base images that are in the store");
        _push = Line.Flag("--push", null, "Push the image under its names");
        _load = Line.Flag("--load", null, "Load the image into the Docker daemon that runs here, or at DOCKER_HOST");
        _dryRun = Line.Flag("--dry-run", null, "Show the plan and build nothing");
        _printLlb = Line.OptionalValue("--print-llb", Json, "Write the plan as the graph that BuildKit solves, or as JSON, and build nothing");
        _check = Line.Flag("--check", null, "Lint and build nothing");
        _quiet = Line.Flag("--quiet", "-q", "Write the digest of the image and nothing else");
        _profile = Line.Option("--profile", null, "PROFILE", "The rules of the linter");
        _ignore = Line.Option("--ignore", null, "RULES", "Rules that do not run");
        _config = Line.Option("--config", null, "FILE", "The only configuration of the linter to read");
        _noConfig = Line.Flag("--no-config", null, "Read no configuration of the linter");
        _threshold = Line.Option("--failure-threshold", null, "LEVEL", "The lowest level of findings that stops the build [default: error]");
        Attestations = new AttestationArguments(Line);
        Annotations = new AnnotationArguments(Line);
        Engines = new EngineArguments(Line);
        Registries = new RegistryFlags(Line, hasMirrors: true);
    }

    /// <summary>How they are read.</summary>
    public CommandLine Line { get; }

    /// <summary>What is said about the image beside it.</summary>
    public AttestationArguments Attestations { get; }

    /// <summary>What is written on the image.</summary>
    public AnnotationArguments Annotations { get; }

    /// <summary>Who builds.</summary>
    public EngineArguments Engines { get; }

    /// <summary>How registries are asked.</summary>
    public RegistryFlags Registries { get; }

    /// <summary>Whether other builds are done together with it, whose images its contexts may be.</summary>
    public bool IsPartOfGroup { get; init; }

    /// <summary>The build context as given.</summary>
    public string Folder { get; private set; } = ".";

    /// <summary>Whether the build context comes through standard input.</summary>
    public bool IsPiped => Folder == "-";

    /// <summary>The build context where that is a git repository; null where it is a folder.</summary>
    public GitStep? Repository => RepositoryOf(Folder) is { } repository
        ? new GitStep(repository, _givenArguments.GetValueOrDefault(BuildRequest.KeepsGitFolderArgument) is "1" or "true", null, null)
        : null;

    /// <summary>The Dockerfile as given; null for that of the context.</summary>
    public string? File => Line.Last(_file);

    /// <summary>The platforms that are built for, each once; where there are several, the image is an index.</summary>
    public ImmutableArray<Platform> Platforms { get; private set; } = [Machine.Platform];

    /// <summary>The names of the image in the store.</summary>
    public ImmutableArray<ImageReference> Names { get; private set; } = [];

    /// <summary>The names that it is pushed under; empty where it is not.</summary>
    public ImmutableArray<ImageReference> PushedNames { get; private set; } = [];

    /// <summary>Whether the image matters to nobody, but only what is known when it is built.</summary>
    public bool IsForCache => PushedNames.IsEmpty && !Outputs.IsEmpty && Outputs.All(static output => output.IsNothing);

    /// <summary>How progress is shown.</summary>
    public string Progress { get; private set; } = s_progress[0];

    /// <summary>Where the digest of the image is written; null for nowhere.</summary>
    public string? IdFile => Line.Last(_idFile);

    /// <summary>Where digests and names of the image are written; null for nowhere.</summary>
    public string? MetadataFile => Line.Last(_metadataFile);

    /// <summary>Where the image goes besides the store.</summary>
    public ImmutableArray<OutputTarget> Outputs { get; private set; } = [];

    /// <summary>Where other machines have left what they have built.</summary>
    public ImmutableArray<CacheTarget> CachesFrom { get; private set; } = [];

    /// <summary>Where this build is left for other machines.</summary>
    public ImmutableArray<CacheTarget> CachesTo { get; private set; } = [];

    /// <summary>How many bytes of the build cache stay when the build has ended.</summary>
    public long CacheLimit { get; private set; }

    /// <summary>Whether registries are asked for what is in the store.</summary>
    public bool Pulls => Line.Has(_pull);

    /// <summary>Whether only the plan is shown.</summary>
    public bool IsDryRun => Line.Has(_dryRun);

    /// <summary>Whether only the graph of BuildKit is written.</summary>
    public bool PrintsLlb => Line.Has(_printLlb);

    /// <summary>Whether that is written as JSON.</summary>
    public bool IsLlbJson => Line.Last(_printLlb) == Json;

    /// <summary>Whether it is said which steps are done again, and why.</summary>
    public bool Explains => Line.Has(_explain);

    /// <summary>Whether nothing is built.</summary>
    public bool IsCheck => Line.Has(_check);

    /// <summary>Whether only the digest is written.</summary>
    public bool IsQuiet => Line.Has(_quiet);

    /// <summary>Reads what was given.</summary>
    /// <param name="host">Has the environment.</param>
    /// <param name="error">Why it makes no sense; null when the result is true.</param>
    public bool TryRead(Host host, [NotNullWhen(false)] out string? error)
    {
        _programs = host.Variable("PATH");
        error = ReadPath() ?? ReadOutputs() ?? ReadNames() ?? ReadArguments(host) ?? ReadPlatform() ?? ReadContexts(host) ?? ReadSecrets(host) ?? ReadAgents(host)
            ?? ReadHosts() ?? ReadModes() ?? ReadLimit(host) ?? ReadCaches(host) ?? Attestations.Read()
            ?? Annotations.Read(hasIndex: Platforms.Length > 1 || !Attestations.Attributes.IsEmpty) ?? Engines.Read(host);
        return error is null;
    }

    /// <summary>What the linter is called with.</summary>
    public string[] LintArguments(BuildInput input)
    {
        var arguments = new List<string> { "--quiet", "--failure-threshold", Line.Last(_threshold) ?? "error", "--context", input.Folder };
        foreach ((string name, Option<string[]> option) in ((string, Option<string[]>)[])
            [("--profile", _profile), ("--ignore", _ignore), ("--config", _config), ("--build-arg", _buildArguments), ("--target", _target)])
        {
            foreach (string value in Line.All(option))
                arguments.AddRange([name, value]);
        }

        if (Line.Last(_platform) is not null)
            arguments.AddRange(["--platform", Platforms[0].Format()]);
        if (Line.Has(_noConfig))
            arguments.Add("--no-config");
        arguments.AddRange(["--", input.LintPath]);
        return [.. arguments];
    }

    /// <summary>What is to be built.</summary>
    public BuildRequest RequestOf(BuildInput input) => new(DockerfileSyntax.Parse(input.Source))
    {
        FileName = input.Name,
        Name = input.Build,
        Arguments = _givenArguments,
        Target = Line.Last(_target),
        Platform = Platforms[0],
        BuildPlatform = Machine.Platform,
        Contexts = _givenContexts.ToImmutableDictionary(StringComparer.Ordinal),
        Labels = [.. Line.All(_labels).Select(Pair)],
        Network = _givenNetwork,
        Epoch = _epoch,
    };

    /// <summary>How it is built.</summary>
    public EngineSettings SettingsOf(BuildInput input, string folder) => SettingsOf(folder) with
    {
        Dockerfile = $"{(input.IsBrought ? $"{Folder}\n{input.Name}" : $"{Path.GetFullPath(input.Folder)}\n{Path.GetFullPath(input.Name)}")}\n{Line.Last(_target)}",
        Contexts = _givenContexts.Where(static context => Directory.Exists(context.Value))
            .Select(static context => KeyValuePair.Create(context.Key, BuildInput.ContextOf(context.Value)))
            .Append(KeyValuePair.Create("", new BuildContext(input.Folder, input.Ignored)))
            .ToImmutableDictionary(context => ContextFiles.KeyOf(context.Key, input.Build), static context => context.Value, StringComparer.Ordinal),
    };

    /// <summary>What of BuildKit's graph is not in the plan.</summary>
    /// <param name="settings">How its steps are done.</param>
    public LlbOptions GraphOf(EngineSettings settings) => new LlbOptions { PullsAlways = Pulls }.Of(settings);

    /// <summary>How it is built, without its contexts.</summary>
    public EngineSettings SettingsOf(string folder) => new(folder)
    {
        Secrets = _givenSecrets.ToImmutableDictionary(StringComparer.Ordinal),
        Agents = _givenAgents.ToImmutableDictionary(StringComparer.Ordinal),
        UsesCache = !Line.Has(_noCache),
        HasInlineCache = CachesTo.Any(static cache => cache.IsInline),
        IsSequential = Progress == Classic,
        Epoch = _epoch,
        AllowsInsecure = Line.All(_allow).Contains("security.insecure", StringComparer.Ordinal),
        ExtraHosts = [.. _givenHosts],
        Path = _programs,
        Runtime = Line.Last(_runtime),
        Annotations = Annotations.Manifest,
    };

    private string? ReadPath()
    {
        string[] paths = [.. Line.All(_path)];
        // What stands behind the option, and is no format, is the folder.
        if (Line.Last(_printLlb) is { } path and not Json)
            paths = [.. paths, path];
        if (paths.Length != 1)
            return "build takes one PATH: the build context";
        Folder = paths[0];
        return null;
    }

    private string? ReadOutputs()
    {
        var outputs = ImmutableArray.CreateBuilder<OutputTarget>();
        foreach (string text in Line.All(_output))
        {
            if (!OutputTarget.TryRead(text, out OutputTarget? target, out string? error))
                return error;
            outputs.Add(target);
        }

        if (Line.Has(_load))
            outputs.Add(OutputTarget.Daemon);
        Outputs = outputs.ToImmutable();
        return null;
    }

    /// <summary>Finds out what the image is called; what outputs call it counts where <c>--tag</c> does not say it, as with buildx.</summary>
    private string? ReadNames()
    {
        var tags = ImmutableArray.CreateBuilder<ImageReference>();
        foreach (string text in Line.All(_tag))
        {
            if (!NewName.TryRead(text, out ImageReference? name, out string? reason))
                return $"--tag: {text}: {reason}";
            tags.Add(name);
        }

        bool pushesAll = Line.Has(_push);
        Outputs =
        [
            .. Outputs.Select(output => output with
            {
                Names = tags.Count > 0 ? tags.ToImmutable() : output.Names,
                Pushes = output.Pushes || (pushesAll && output.IsImage),
            }),
        ];
        ImmutableArray<OutputTarget> images = [.. Outputs.Where(static output => output.IsImage)];
        Names = tags.Count > 0 ? tags.ToImmutable() : [.. images.SelectMany(static output => output.Names).Distinct()];
        PushedNames = pushesAll && images.IsEmpty
            ? Names
            : [.. images.Where(static output => output.Pushes).SelectMany(static output => output.Names).Distinct()];
        if (images.FirstOrDefault(static output => output.Pushes && output.Names.IsEmpty) is { } nameless)
            return $"--output: 'type={nameless.Type}' does not say under which name; add name=NAME, or --tag";
        if (pushesAll && PushedNames.IsEmpty)
            return "--push: the image has no name; give it one with --tag";
        if (IsForCache)
            Names = [];
        return null;
    }

    private string? ReadArguments(Host host)
    {
        if (!BuildArgumentValues.TryRead(Line.All(_buildArguments), host, out ImmutableDictionary<string, string>? values, out string? error))
            return error;
        _givenArguments = values;
        if (!_givenArguments.ContainsKey(Epoch) && host.Variable(Epoch) is { Length: > 0 } date)
            _givenArguments = _givenArguments.SetItem(Epoch, date);
        if (_givenArguments.GetValueOrDefault(Epoch) is not { Length: > 0 } seconds)
            return null;
        if (!long.TryParse(seconds, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long epoch))
            return $"{Epoch}: '{seconds}' is no number of seconds since 1970";
        _epoch = epoch;
        return null;
    }

    private string? ReadPlatform()
    {
        var platforms = ImmutableArray.CreateBuilder<Platform>();
        foreach (string text in Line.All(_platform).SelectMany(static text => text.Split(',')))
        {
            if (!Platform.TryParse(text.Trim(), out Platform? platform, out ValueError? error))
                return $"--platform: {error.Message}";
            if (platforms.All(known => known.Format() != platform.Format()))
                platforms.Add(platform);
        }

        if (platforms.Count > 0)
            Platforms = platforms.ToImmutable();
        if (Platforms.Length == 1)
            return null;
        if (Outputs.Any(static output => output.Type == "docker"))
            return "--platform: what 'docker load' takes is for one platform; name one, or write type=oci";
        return PrintsLlb ? "--platform: a graph is for one platform; name one with --print-llb" : null;
    }

    private string? ReadContexts(Host host)
    {
        foreach (string text in Line.All(_contexts))
        {
            (string name, string source) = Pair(text);
            if (source.Length == 0)
                return $"--build-context: '{text}' has no source; write NAME=FOLDER";
            bool isFolder = RepositoryOf(source) is null && !source.StartsWith(ContextScheme.Image, StringComparison.Ordinal)
                && !(IsPartOfGroup && source.StartsWith(ContextScheme.Target, StringComparison.Ordinal));
            if (source.StartsWith(ContextScheme.Layout, StringComparison.Ordinal))
                return $"--build-context: an image of a layout is taken by way of the store: 'skopeo copy oci:{source[ContextScheme.Layout.Length..]} oci:{ImageFolders.Store(host).Folder}:IMAGE:TAG', then {name}={ContextScheme.Image}IMAGE:TAG";
            if (isFolder && !Directory.Exists(source))
                return $"--build-context: '{source}' is neither a folder nor a git repository nor docker-image://IMAGE";
            // A folder stays one whatever its name looks like.
            _givenContexts[name] = isFolder ? Path.GetFullPath(source) : source;
        }

        return null;
    }

    /// <summary>The git repository that a context is; null where it is none. A folder of such a name counts.</summary>
    private static GitReference? RepositoryOf(string context) =>
        !Directory.Exists(context) && GitReference.TryParse(context, out GitReference? repository, out _) ? repository : null;

    private string? ReadSecrets(Host host)
    {
        foreach (string text in Line.All(_secrets))
        {
            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach ((string key, string value) in text.Split(',').Select(Pair))
                fields[key] = value;
            if (!fields.TryGetValue("id", out string? id) || id.Length == 0)
                return $"--secret: '{text}' has no id";
            string? path = fields.GetValueOrDefault("src") ?? fields.GetValueOrDefault("source");
            string? variable = fields.GetValueOrDefault("env") ?? (path is null && host.Variable(id) is not null ? id : null);
            if (variable is not null)
                _givenSecrets[id] = System.Text.Encoding.UTF8.GetBytes(host.Variable(variable) ?? "");
            else if (Input.Disk.TryDo(() => System.IO.File.ReadAllBytes(path ?? id), out byte[]? content, out string? reason))
                _givenSecrets[id] = content;
            else
                return $"--secret: {path ?? id}: {reason}";
        }

        return null;
    }

    private string? ReadAgents(Host host)
    {
        foreach (string text in Line.All(_agents))
        {
            (string name, string socket) = Pair(text);
            if (socket.Length == 0)
                socket = host.Variable("SSH_AUTH_SOCK") ?? "";
            if (socket.Length == 0)
                return $"--ssh: there is no agent '{name}'; start one, or name its socket";
            _givenAgents[name] = socket;
        }

        return null;
    }

    private string? ReadHosts()
    {
        foreach (string text in Line.All(_addHosts))
        {
            int colon = text.IndexOfAny([':', '=']);
            if (colon <= 0 || colon == text.Length - 1)
                return $"--add-host: '{text}' is not NAME:ADDRESS";
            // Docker's host-gateway is none either: a command sees the network of the machine itself.
            if (!IPAddress.TryParse(text[(colon + 1)..], out IPAddress? address))
                return $"--add-host: '{text[(colon + 1)..]}' is no IP address";
            _givenHosts.Add((text[..colon], address.ToString()));
        }

        return null;
    }

    private string? ReadModes()
    {
        Progress = Line.Last(_progress) ?? Progress;
        if (!s_progress.Contains(Progress))
            return $"--progress: '{Progress}' is none of {string.Join(", ", s_progress)}";
        string network = Line.Last(_network) ?? "default";
        if (network is not ("default" or "none" or "host"))
            return $"--network: '{network}' is none of default, none, host";
        _givenNetwork = network switch { "none" => RunNetwork.None, "host" => RunNetwork.Host, _ => RunNetwork.Default };
        return null;
    }

    private string? ReadCaches(Host host)
    {
        (CachesFrom, string? error) = ReadCaches(_cacheFrom, "--cache-from", "src", host);
        if (error is null)
            (CachesTo, error) = ReadCaches(_cacheTo, "--cache-to", "dest", host);
        return error;
    }

    private (ImmutableArray<CacheTarget>, string?) ReadCaches(Option<string[]> option, string name, string folderKey, Host host)
    {
        var targets = ImmutableArray.CreateBuilder<CacheTarget>();
        foreach (string text in Line.All(option))
        {
            if (CacheTarget.IsOfWorkflow(text))
            {
                host.Say($"warning: {name}: '{text}' is left aside: dockerlint does not hand on what the cache of GitHub's workflows asks for; name a registry instead");
                continue;
            }

            if (!CacheTarget.TryRead(text, name, folderKey, out CacheTarget? target, out string? error))
                return ([], error);
            targets.Add(target);
        }

        return (targets.ToImmutable(), null);
    }

    private string? ReadLimit(Host host)
    {
        if (!BuildCacheLimit.TryRead(Line.Last(_keepStorage), host, out long limit, out string? error))
            return error;
        CacheLimit = limit;
        return null;
    }

    private static KeyValuePair<string, string> Pair(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? KeyValuePair.Create(text, "") : KeyValuePair.Create(text[..equals], text[(equals + 1)..]);
    }
}
