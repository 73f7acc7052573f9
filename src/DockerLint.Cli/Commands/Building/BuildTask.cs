using System.Collections.Immutable;
using System.Text;
using DockerLint.Build.Engines.DryRun;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Engines.Embedded.Caching;
using DockerLint.Build.Engines.Embedded.Explaining;
using DockerLint.Build.Engines.Embedded.Git;
using DockerLint.Build.Plan;
using DockerLint.Build.Runtimes;
using DockerLint.BuildKit.Control;
using DockerLint.BuildKit.Llb;
using DockerLint.Cli.Commands.Images;
using DockerLint.Cli.Images;
using DockerLint.Cli.Input;
using DockerLint.Cli.Terminal;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Building;

/// <summary>One build: a Dockerfile that was linted, then planned, then built.</summary>
internal sealed class BuildTask : IDisposable
{
    private readonly Host _host;
    private readonly BuildArguments _arguments;
    private readonly BuildInput _input;
    private readonly BuildRequest _request;
    private readonly BuildRole? _role;
    private readonly ContextFolder? _context;
    private readonly RegistryClient _client;
    private readonly StoreLease _lease;
    private readonly ImageSources _images;
    private readonly Lazy<IBuildView> _ownView;
    private readonly DateTimeOffset _started = TimeProvider.System.GetUtcNow();
    private ImmutableArray<BuildPlan> _plans = [];
    private EngineSettings _settings = new("");
    private SideBySide? _among;

    private BuildTask(Host host, BuildArguments arguments, BuildInput input, ContextFolder? context, BuildRole? role)
    {
        (_host, _arguments, _input, _request, _context, _role) = (host, arguments, input, arguments.RequestOf(input), context, role);
        _client = arguments.Registries.Connect(host, ImageFolders.Credentials(host));
        _lease = ImageFolders.Store(host).Lease();
        _images = new ImageSources(_lease, _client, arguments.Pulls);
        // Of several builds one is shown at a time, unless they are done side by side.
        _ownView = new(() => BuildViews.For(host, arguments, input));
    }

    /// <summary>What people call what is built.</summary>
    public string FileName => _input.Name;

    /// <summary>What was planned, for each platform.</summary>
    public ImmutableArray<BuildPlan> Plans => _plans;

    /// <summary>Whether its steps are done one after the other, as they are shown.</summary>
    public bool IsSequential => _settings.IsSequential;

    private IBuildView View => _among?.View ?? _ownView.Value;

    private string? NameAmongOthers => _among is null ? null : _role?.Name;

    /// <summary>Reads what is to be built, and lints it.</summary>
    /// <param name="args">What was given.</param>
    /// <param name="host">What it is read with.</param>
    /// <param name="role">What it is among others that are done together with it; null where it is done alone.</param>
    /// <param name="task">The build; null where there is none, or only the linter was asked for.</param>
    /// <returns>The exit code.</returns>
    public static int Open(string[] args, Host host, BuildRole? role, out BuildTask? task)
    {
        task = null;
        var arguments = new BuildArguments { IsPartOfGroup = role is not null };
        if (arguments.Line.Read(args, host) is { } exitCode)
            return exitCode;
        if (!arguments.TryRead(host, out string? error))
        {
            host.Say(error);
            return ExitCode.Failure;
        }

        ContextFolder? context = null;
        int brought = arguments.IsPiped ? ImageCommands.Guarded(host, "standard input", () => OpenPiped(host, out context))
            : arguments.Repository is { } repository ? ImageCommands.Guarded(host, repository.Address, () => Open(host, arguments, repository, out context))
            : ExitCode.Success;
        if (brought is not ExitCode.Success)
            return brought;

        BuildTask? opened = null;
        int result = ImageCommands.Guarded(host, arguments.Folder, () => Open(host, arguments, context, role, out opened));
        if (opened is null)
            context?.Dispose();
        task = opened;
        return result;
    }

    /// <summary>Plans it. Those builds that it takes the images of have been planned before.</summary>
    /// <returns>The exit code.</returns>
    public int Plan() => Run(PlanAsync);

    /// <summary>Builds what was planned.</summary>
    /// <returns>The exit code.</returns>
    public int Build() => Run(BuildAsync);

    /// <summary>Whether there may be commands to run. What is only explained is not run.</summary>
    public bool HasCommands => !_arguments.Explains && _plans.Any(static plan => plan.Steps.Any(static step => step is RunStep));

    /// <summary>Finds out who builds.</summary>
    /// <param name="cancellation">Ends it.</param>
    public Task<EngineChoice> ChooseAsync(CancellationToken cancellation) =>
        EngineChoice.MakeAsync(_arguments.Engines, _settings, HasCommands, cancellation);

    /// <summary>Builds what was planned beside others.</summary>
    /// <param name="among">The others, which is told what happens.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The exit code.</returns>
    public Task<int> BuildAsync(SideBySide among, CancellationToken cancellation)
    {
        _among = among;
        return among.Daemon is { } daemon ? BuildThereAsync(daemon, cancellation) : BuildHereAsync(cancellation);
    }

    /// <summary>The step that this machine cannot do, and why; null where there is none.</summary>
    public BuildFailure? ForeignStep()
    {
        var formats = new BinaryFormats(Machine.Platform);
        return _arguments.IsDryRun ? null : _plans.Select(formats.RefusalOf).FirstOrDefault(static failure => failure is not null);
    }

    /// <summary>Shows this build and others in the way that was asked for.</summary>
    public IBuildView OpenView() => BuildViews.For(_host, _arguments, _input);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownView.IsValueCreated)
            _ownView.Value.Dispose();
        _lease.Dispose();
        _client.Dispose();
        _context?.Dispose();
    }

    private static int OpenPiped(Host host, out ContextFolder? context)
    {
        using Stream input = host.Input();
        context = PipedContext.Open(ImageFolders.BuildCache(host), input);
        if (context.Dockerfile is { } dockerfile)
            host.KeepInput(dockerfile.Span);
        return ExitCode.Success;
    }

    private static int Open(Host host, BuildArguments arguments, GitStep repository, out ContextFolder? context)
    {
        context = null;
        try
        {
            context = GitContext.OpenAsync(arguments.SettingsOf(ImageFolders.BuildCache(host)), repository, CancellationToken.None).GetAwaiter().GetResult();
            return ExitCode.Success;
        }
        catch (BuildException failed)
        {
            host.Say(failed.Message);
            return ExitCode.Failure;
        }
    }

    private static int Open(Host host, BuildArguments arguments, ContextFolder? context, BuildRole? role, out BuildTask? task)
    {
        task = null;
        if (!BuildInput.TryRead(host, arguments, context, out BuildInput? input))
            return ExitCode.Failure;
        input = input with { Build = role?.Name };
        // Then standard output is the digest, or the graph, alone.
        Host linting = (arguments.IsQuiet || arguments.PrintsLlb) && !arguments.IsCheck ? host.WithOutputToError() : host;
        string[] lint = arguments.LintArguments(input);
        int failed = input.IsBrought
            ? LintCommand.Run(lint, linting.WithInput(Encoding.UTF8.GetBytes(input.Source.Value)), new BroughtDockerfile(input.Name, input.Ignored))
            : LintCommand.Run(lint, linting, isNamed: true);
        if (failed is not ExitCode.Success)
            return failed;
        task = arguments.IsCheck ? null : new BuildTask(host, arguments, input, context, role);
        return ExitCode.Success;
    }

    /// <summary>Does work that an interrupt ends, and says why it cannot be done.</summary>
    private int Run(Func<CancellationToken, Task<int>> work) => ImageCommands.Guarded(_host, _input.Name, () => Interruption.RunAsync(_host, work));

    private async Task<int> PlanAsync(CancellationToken cancellation)
    {
        var made = ImmutableArray.CreateBuilder<BuildPlan>();
        foreach (Platform platform in _arguments.Platforms)
        {
            BuildRequest request = _request with { Platform = platform, Builds = _role?.Group.PlansFor(platform) ?? _request.Builds };
            PlanResult planned = await Planner.PlanAsync(request, _images, cancellation).ConfigureAwait(false);
            if (!planned.Success)
            {
                View.Failed(BuildProblem.Of(planned.Errors[0]));
                return ExitCode.Findings;
            }

            made.Add(planned.Plan);
        }

        _plans = made.ToImmutable();
        _settings = _arguments.SettingsOf(_input, ImageFolders.BuildCache(_host));
        _settings = _role?.Group.Complete(_settings, _plans) ?? _settings;
        _role?.Group.Add(_role.Name, _arguments.Platforms.Zip(_plans), _settings);
        return ExitCode.Success;
    }

    private async Task<int> BuildAsync(CancellationToken cancellation)
    {
        if (_arguments.IsDryRun && !_arguments.Explains)
        {
            _host.Write(string.Join('\n', _plans.Select(PlanText.Of)));
            return ExitCode.Success;
        }

        if (_arguments.PrintsLlb)
            return PrintLlb(_plans[0]);
        using EngineChoice engine = await ChooseAsync(cancellation).ConfigureAwait(false);
        if (engine.RefusalOf(_arguments) is { } refusal)
            return ImageCommands.Refuse(_host, _input.Name, refusal);
        View.Planned(_plans, engine.ToString());
        if (engine.Daemon is { } daemon)
            return await BuildThereAsync(daemon, cancellation).ConfigureAwait(false);
        if (ForeignStep() is { } foreign)
            return Fail(foreign);
        return await BuildHereAsync(cancellation).ConfigureAwait(false);
    }

    private int PrintLlb(BuildPlan plan)
    {
        LlbOptions options = _arguments.GraphOf(_settings);
        if (_arguments.IsLlbJson)
            _host.Write(LlbDocument.WriteJson(plan, options));
        else if (_host.TerminalWidth is null)
            _host.Output.Write(LlbDocument.Write(plan, options));
        else
            return ImageCommands.Refuse(_host, "--print-llb", "a terminal does not show these bytes; send them to a file or to 'buildctl build', or read them with --print-llb=json");
        return ExitCode.Success;
    }

    /// <summary>Keeps the build cache small. That it cannot be done is no reason for the build to fail.</summary>
    private void ClearUp()
    {
        try
        {
            new BuildCache(_settings.Folder).Prune(_arguments.CacheLimit);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _host.Say($"the build cache stays as it is: {failure.Message}");
        }
    }

    private Task<int> BuildThereAsync(BuildKitEngine daemon, CancellationToken cancellation) =>
        new DaemonBuild(_host, _arguments, _settings, View, NameAmongOthers, _among is null ? _host.Say : _among.Remark).RunAsync(daemon, _plans, cancellation);

    private async Task<int> BuildHereAsync(CancellationToken cancellation)
    {
        CacheImport import = await CacheImport.ReadAsync(
            _arguments.CachesFrom.Select(cache => (cache.Text, cache.Open(_client))), _lease, warning => _host.Say($"warning: {warning}"), cancellation).ConfigureAwait(false);
        PlatformBuild[] builds = [.. _arguments.Platforms.Zip(_plans, (platform, plan) =>
            new PlatformBuild(platform, plan, new EmbeddedEngine(SettingsFor(platform), _lease, _images, View, import, _among?.Work)))];
        try
        {
            return await BuildAsync(builds, cancellation).ConfigureAwait(false);
        }
        finally
        {
            bool hasGrown = builds.Any(static build => build.Engine.HasMade);
            foreach (PlatformBuild build in builds)
                build.Dispose();
            if (hasGrown)
                ClearUp();
        }
    }

    private async Task<int> BuildAsync(PlatformBuild[] builds, CancellationToken cancellation)
    {
        var parts = ImmutableArray.CreateBuilder<(Platform, BuiltImage)>();
        try
        {
            foreach (PlatformBuild build in builds)
            {
                if (_arguments.Explains)
                    await ExplainAsync(build, cancellation).ConfigureAwait(false);
                if (!_arguments.IsDryRun)
                    parts.Add((build.Platform, await BuildAsync(build, cancellation).ConfigureAwait(false)));
            }
        }
        catch (BuildException failed)
        {
            return Fail(failed.Failure);
        }

        if (_arguments.IsDryRun)
            return ExitCode.Success;
        BuiltImage image = builds.Length == 1 ? parts[0].Item2 : IndexWriter.Write(_lease, parts.ToImmutable());
        if (!_arguments.Annotations.Index.IsEmpty)
            image = IndexWriter.Annotate(_lease, image, _arguments.Annotations.Index);
        if (_input.LintPath != "-")
            new LastBuilds(_host).Remember(Disk.FullPath(_input.LintPath), builds[0].Plan, image.Manifest);
        foreach (CacheTarget cache in _arguments.CachesTo.Where(static cache => !cache.IsInline))
        {
            Descriptor exported = await CacheExport.WriteAsync(_lease, builds.Select(static build => (build.Engine, build.Plan)), cache.IsWhole, cancellation).ConfigureAwait(false);
            try
            {
                await cache.Open(_client).WriteAsync(_lease, exported, cancellation).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is RegistryException or StoreException or IOException or UnauthorizedAccessException)
            {
                if (!cache.IsOptional)
                    throw new DestinationException(cache.Folder ?? cache.Text, Disk.ReasonOf(failure));
                _host.Say($"warning: nothing is left at {cache.Text}: {failure.Message}");
            }
        }

        foreach (OutputTarget output in _arguments.Outputs)
            await output.WriteAsync(_host, _lease.Store, builds, image, cancellation).ConfigureAwait(false);
        return await FinishAsync(image, cancellation).ConfigureAwait(false);
    }

    /// <summary>How the image of a platform is built. What is remembered of its steps is compared with that platform's last build.</summary>
    private EngineSettings SettingsFor(Platform platform) =>
        _arguments.Platforms.Length == 1 ? _settings : _settings with { Dockerfile = $"{_settings.Dockerfile}\n{platform}" };

    private async Task<BuiltImage> BuildAsync(PlatformBuild build, CancellationToken cancellation)
    {
        BuiltImage image = await build.Engine.BuildAsync(build.Plan, cancellation).ConfigureAwait(false);
        return await build.Engine.AttestAsync(
            build.Plan,
            image,
            _arguments.Attestations.Settings(_arguments, _request with { Platform = build.Platform }, _input, _started),
            cancellation).ConfigureAwait(false);
    }

    private async Task ExplainAsync(PlatformBuild build, CancellationToken cancellation)
    {
        ImmutableArray<StepExplanation> steps = await build.Engine.ExplainAsync(build.Plan, cancellation).ConfigureAwait(false);
        string text = string.Concat(steps.Select(static step => $"{SafeText.Of(step.ToString())}\n"));
        if (_arguments.Platforms.Length > 1)
            text = $"{build.Platform}:\n{text}";
        if (_arguments.IsDryRun)
            _host.Write(text);
        else
            _host.SayAsIs(text.TrimEnd());
    }

    private int Fail(BuildFailure failure)
    {
        View.Failed(BuildProblem.Of(failure, _plans));
        return failure.IsOfMachine ? ExitCode.Failure : ExitCode.Findings;
    }

    private async Task<int> FinishAsync(BuiltImage image, CancellationToken cancellation)
    {
        ContentStore store = _lease.Store;
        ImmutableArray<ImageReference> names = _arguments.Names;
        foreach (ImageReference name in names)
            store.Name(name, image.Root.Digest, image.Root.MediaType);
        if (names.IsEmpty && !_arguments.IsForCache)
            store.Keep(image.Root.Digest, image.Root.MediaType);
        if (_arguments.IdFile is { } idFile)
            ResultFiles.Write(idFile, ResultFiles.Identifier(image));
        if (_arguments.MetadataFile is { } metadata)
            ResultFiles.Write(metadata, ResultFiles.Metadata(image, names));
        View.Built(image, names, NameAmongOthers);
        if (_arguments.IsQuiet)
            _host.Write($"{image.Root.Digest}\n");
        var transfer = new ImageTransfer(_client, _lease);
        foreach (ImageReference name in _arguments.PushedNames)
        {
            Descriptor pushed = await transfer.PushAsync(image.Root, name, [], cancellation).ConfigureAwait(false);
            View.Pushed(name, pushed);
        }

        return ExitCode.Success;
    }
}
