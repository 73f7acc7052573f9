using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DockerLint.Build.Engines.DryRun;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Engines.Embedded.Caching;
using DockerLint.Build.Engines.Embedded.Explaining;
using DockerLint.Build.Engines.Embedded.Git;
using DockerLint.Build.Plan;
using DockerLint.Build.Runtimes;
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

/// <summary><c>dockerlint build PATH</c>: lints, plans and builds.</summary>
internal sealed class BuildCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Build an image from a Dockerfile, after linting it";

    private readonly Host _host;
    private readonly BuildArguments _arguments;
    private readonly BuildInput _input;
    private readonly BuildRequest _request;
    private readonly BuildRole? _role;
    private readonly DateTimeOffset _started = TimeProvider.System.GetUtcNow();

    private BuildCommand(Host host, BuildArguments arguments, BuildInput input, BuildRole? role) =>
        (_host, _arguments, _input, _request, _role) = (host, arguments, input, arguments.RequestOf(input), role);

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host) => Run(args, host, role: null);

    /// <inheritdoc cref="Run(string[], Host)"/>
    /// <param name="args">The arguments.</param>
    /// <param name="host">What they are read with.</param>
    /// <param name="role">What it is among others that are done together with it; null where it is done alone.</param>
    public static int Run(string[] args, Host host, BuildRole? role)
    {
        var arguments = new BuildArguments { IsPartOfGroup = role is not null };
        if (arguments.Line.Read(args, host) is { } exitCode)
            return exitCode;
        if (!arguments.TryRead(host, out string? error))
        {
            host.Say(error);
            return ExitCode.Failure;
        }

        if (arguments.Repository is not { } repository)
            return Run(host, arguments, context: null, role);
        return ImageCommands.Guarded(host, repository.Address, async () =>
        {
            try
            {
                GitContext context = await GitContext.OpenAsync(
                    arguments.SettingsOf(ImageFolders.BuildCache(host)), repository, CancellationToken.None).ConfigureAwait(false);
                role?.Group.Hold(context);
                using (role is null ? context : null)
                    return Run(host, arguments, context, role);
            }
            catch (BuildException failed)
            {
                host.Say(failed.Message);
                return ExitCode.Failure;
            }
        });
    }

    private static int Run(Host host, BuildArguments arguments, GitContext? context, BuildRole? role)
    {
        if (!BuildInput.TryRead(host, arguments, context, out BuildInput? input))
            return ExitCode.Failure;
        input = input with { Build = role?.Name };
        // Then standard output is the digest, or the graph, alone.
        Host linting = (arguments.IsQuiet || arguments.PrintsLlb) && !arguments.IsCheck ? host.WithOutputToError() : host;
        if (LintCommand.Run(arguments.LintArguments(input), linting, isNamed: true) is not ExitCode.Success and var failed)
            return failed;
        if (arguments.IsCheck)
            return ExitCode.Success;
        return ImageCommands.Guarded(host, input.Name, new BuildCommand(host, arguments, input, role).RunAsync);
    }

    private async Task<int> RunAsync()
    {
        using var ending = new CancellationTokenSource();
        // The first interrupt ends the build, which clears away what it has mounted; the second ends the program.
        _host.OnInterrupt = () =>
        {
            bool isFirst = !ending.IsCancellationRequested;
            ending.Cancel();
            return isFirst;
        };
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            ending.Cancel();
        });
        try
        {
            return await BuildAsync(ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            _host.Say("the build was interrupted");
            return ExitCode.Interrupted;
        }
        finally
        {
            _host.OnInterrupt = null;
        }
    }

    private async Task<int> BuildAsync(CancellationToken cancellation)
    {
        ContentStore store = ImageFolders.Store(_host);
        using RegistryClient client = _arguments.Registries.Connect(_host, ImageFolders.Credentials(_host));
        using StoreLease lease = store.Lease();
        var images = new ImageSources(lease, client, _arguments.Pulls);
        using IBuildView view = View();
        var made = ImmutableArray.CreateBuilder<BuildPlan>();
        foreach (Platform platform in _arguments.Platforms)
        {
            BuildRequest request = _request with { Platform = platform, Builds = _role?.Group.PlansFor(platform) ?? _request.Builds };
            PlanResult planned = await Planner.PlanAsync(request, images, cancellation).ConfigureAwait(false);
            if (!planned.Success)
            {
                view.Failed(BuildProblem.Of(planned.Errors[0]));
                return ExitCode.Findings;
            }

            made.Add(planned.Plan);
        }

        ImmutableArray<BuildPlan> plans = made.ToImmutable();
        string folder = ImageFolders.BuildCache(_host);
        EngineSettings settings = _arguments.SettingsOf(_input, folder);
        settings = _role?.Group.Complete(settings, plans) ?? settings;
        _role?.Group.Add(_role.Name, _arguments.Platforms.Zip(plans), settings);
        if (_role is { IsPart: true })
            return ExitCode.Success;
        if (_arguments.IsDryRun && !_arguments.Explains)
        {
            _host.Write(string.Join('\n', plans.Select(PlanText.Of)));
            return ExitCode.Success;
        }

        if (_arguments.PrintsLlb)
            return PrintLlb(plans[0], settings);
        using EngineChoice engine = await EngineChoice.MakeAsync(_arguments.Engines, cancellation).ConfigureAwait(false);
        if (engine.RefusalOf(_arguments) is { } refusal)
            return ImageCommands.Refuse(_host, _input.Name, refusal);
        view.Planned(plans, engine.ToString());
        if (engine.Daemon is { } daemon)
            return await new DaemonBuild(_host, _arguments, settings, view).RunAsync(daemon, plans, cancellation).ConfigureAwait(false);
        var formats = new BinaryFormats(Machine.Platform);
        if (!_arguments.IsDryRun && plans.Select(formats.RefusalOf).FirstOrDefault(static failure => failure is not null) is { } foreign)
            return Fail(BuildProblem.Of(foreign, plans), foreign.IsOfMachine, view);
        try
        {
            return await BuildAsync(plans, settings, lease, client, images, view, cancellation).ConfigureAwait(false);
        }
        finally
        {
            ClearUp(folder);
        }
    }

    private int PrintLlb(BuildPlan plan, EngineSettings settings)
    {
        LlbOptions options = _arguments.GraphOf(settings);
        if (_arguments.IsLlbJson)
            _host.Write(LlbDocument.WriteJson(plan, options));
        else if (_host.TerminalWidth is null)
            _host.Output.Write(LlbDocument.Write(plan, options));
        else
            return ImageCommands.Refuse(_host, "--print-llb", "a terminal does not show these bytes; send them to a file or to 'buildctl build', or read them with --print-llb=json");
        return ExitCode.Success;
    }

    /// <summary>Keeps the build cache small. That it cannot be done is no reason for the build to fail.</summary>
    private void ClearUp(string folder)
    {
        try
        {
            new BuildCache(folder).Prune(_arguments.CacheLimit);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _host.Say($"the build cache stays as it is: {failure.Message}");
        }
    }

    private async Task<int> BuildAsync(
        ImmutableArray<BuildPlan> plans, EngineSettings settings, StoreLease lease, RegistryClient client, ImageSources images, IBuildView view, CancellationToken cancellation)
    {
        CacheImport import = await CacheImport.ReadAsync(
            _arguments.CachesFrom.Select(cache => (cache.Text, cache.Open(client))), lease, warning => _host.Say($"warning: {warning}"), cancellation).ConfigureAwait(false);
        PlatformBuild[] builds = [.. _arguments.Platforms.Zip(plans, (platform, plan) =>
            new PlatformBuild(platform, plan, new EmbeddedEngine(SettingsFor(platform, settings), lease, images, view, import)))];
        try
        {
            return await BuildAsync(builds, lease, client, view, cancellation).ConfigureAwait(false);
        }
        finally
        {
            foreach (PlatformBuild build in builds)
                build.Dispose();
        }
    }

    private async Task<int> BuildAsync(PlatformBuild[] builds, StoreLease lease, RegistryClient client, IBuildView view, CancellationToken cancellation)
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
            return Fail(BuildProblem.Of(failed.Failure, builds.Select(static build => build.Plan)), failed.Failure.IsOfMachine, view);
        }

        if (_arguments.IsDryRun)
            return ExitCode.Success;
        BuiltImage image = builds.Length == 1 ? parts[0].Item2 : IndexWriter.Write(lease, parts.ToImmutable());
        if (_input.LintPath != "-")
            new LastBuilds(_host).Remember(Disk.FullPath(_input.LintPath), builds[0].Plan, image.Manifest);
        foreach (CacheTarget cache in _arguments.CachesTo)
        {
            Descriptor exported = await builds[0].Engine.ExportCacheAsync(builds[0].Plan, cache.IsWhole, cancellation).ConfigureAwait(false);
            await cache.Open(client).WriteAsync(lease, exported, cancellation).ConfigureAwait(false);
        }

        foreach (OutputTarget output in _arguments.Outputs)
            await output.WriteAsync(_host, lease.Store, builds, image, _arguments.Names, cancellation).ConfigureAwait(false);
        return await FinishAsync(lease, client, image, view, cancellation).ConfigureAwait(false);
    }

    /// <summary>How the image of a platform is built. What is remembered of its steps is compared with that platform's last build.</summary>
    private EngineSettings SettingsFor(Platform platform, EngineSettings settings) =>
        _arguments.Platforms.Length == 1 ? settings : settings with { Dockerfile = $"{settings.Dockerfile}\n{platform}" };

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

    private static int Fail(BuildProblem problem, bool isOfMachine, IBuildView view)
    {
        view.Failed(problem);
        return isOfMachine ? ExitCode.Failure : ExitCode.Findings;
    }

    private IBuildView View()
    {
        var failures = new FailureView(_host, _input);
        return _arguments.Progress switch
        {
            // What runs on a server is read later, line by line, even where the server has a terminal.
            BuildArguments.Auto when !_arguments.IsQuiet && _host.IsErrorLive && string.IsNullOrEmpty(_host.Variable("CI")) => new LiveProgress(_host, failures),
            BuildArguments.Live when !_arguments.IsQuiet && _host.IsErrorLive => new LiveProgress(_host, failures),
            BuildArguments.Classic => new ClassicProgress(_host, failures),
            BuildArguments.Json => new JsonProgress(_host, _input),
            _ => new PlainProgress(_host, failures) { IsQuiet = _arguments.IsQuiet },
        };
    }

    private async Task<int> FinishAsync(
        StoreLease lease, RegistryClient client, BuiltImage image, IBuildView view, CancellationToken cancellation)
    {
        ContentStore store = lease.Store;
        ImmutableArray<ImageReference> names = _arguments.Names;
        foreach (ImageReference name in names)
            store.Name(name, image.Root.Digest, image.Root.MediaType);
        if (names.IsEmpty)
            store.Keep(image.Root.Digest, image.Root.MediaType);
        if (_arguments.IdFile is { } idFile)
            ResultFiles.Write(idFile, ResultFiles.Identifier(image));
        if (_arguments.MetadataFile is { } metadata)
            ResultFiles.Write(metadata, ResultFiles.Metadata(image, names));
        view.Built(image, names);
        if (_arguments.IsQuiet)
            _host.Write($"{image.Root.Digest}\n");
        if (!_arguments.Pushes)
            return ExitCode.Success;
        var transfer = new ImageTransfer(client, lease);
        foreach (ImageReference name in names)
        {
            Descriptor pushed = await transfer.PushAsync(image.Root, name, [], cancellation).ConfigureAwait(false);
            view.Pushed(name, pushed);
        }

        return ExitCode.Success;
    }
}
