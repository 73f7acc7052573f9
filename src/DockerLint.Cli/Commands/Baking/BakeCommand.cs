using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using DockerLint.Cli.Commands.Building;
using DockerLint.Cli.Commands.Images;
using DockerLint.Cli.Input;
using DockerLint.Cli.Output;
using DockerLint.Hosts;
using DockerLint.Hosts.Bake.Builds;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Commands.Baking;

/// <summary><c>dockerlint bake</c>: builds the targets of Bake and Compose files, as one plan.</summary>
internal sealed class BakeCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Build the targets of Bake and Compose files, after linting them";

    private readonly Host _host;
    private readonly BakeArguments _arguments;
    private readonly BakeTargets _targets;

    private BakeCommand(Host host, BakeArguments arguments, BakeTargets targets) =>
        (_host, _arguments, _targets) = (host, arguments, targets);

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var arguments = new BakeArguments();
        if (arguments.Line.Read(args, host) is { } exitCode)
            return exitCode;
        if (Read(host, arguments) is not { } builds)
            return ExitCode.Failure;
        foreach (BakeError error in builds.Errors)
            host.Complain(error.Place.ToString(), error.Message);
        if (!builds.Errors.IsEmpty)
            return ExitCode.Failure;
        (BakeTargets? targets, string? reason) = BakeResolution.Resolve(builds, arguments.Targets, arguments.Sets);
        if (targets is null)
        {
            host.Say(reason!);
            return ExitCode.Failure;
        }

        if (arguments.Prints)
        {
            host.Output.Write(BakeJson.Write(targets));
            return ExitCode.Success;
        }

        return ImageCommands.Guarded(host, "bake", new BakeCommand(host, arguments, targets).Run);
    }

    private static BakeBuilds? Read(Host host, BakeArguments arguments)
    {
        ImmutableArray<string> paths = arguments.Files.IsEmpty ? [.. MergedFiles.OfBake.Where(File.Exists)] : arguments.Files;
        if (paths.IsEmpty)
        {
            host.Say("there is no docker-bake.hcl, docker-bake.json or compose.yaml here; name a file with --file");
            return null;
        }

        var files = ImmutableArray.CreateBuilder<BakeFile>(paths.Length);
        foreach (string path in paths)
        {
            if (!new InputFile(path, path == "-" ? null : path, path == "-").TryRead(host, out SourceText? source, out string? reason))
            {
                host.Complain(path, reason);
                return null;
            }

            files.Add(new BakeFile(path, source));
        }

        EnvironmentFile defaults = File.Exists(EnvironmentFile.Name) ? EnvironmentFile.Read(File.ReadAllText(EnvironmentFile.Name)) : EnvironmentFile.Empty;
        return BakeBuildsReader.Read(
            files.ToImmutable(),
            host.Variable,
            name => host.Variable(name) ?? defaults.ValueOf(name),
            path => new InputFile(path, path, false).TryRead(host, out SourceText? text, out _) ? text : null);
    }

    private int Run()
    {
        string folder = Directory.CreateTempSubdirectory("dockerlint-bake-").FullName;
        var tasks = new List<(string Target, BuildTask Task)>();
        try
        {
            return Run(tasks, folder);
        }
        finally
        {
            foreach ((_, BuildTask task) in tasks)
                task.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Lints all, then plans all, then builds those that were asked for.</summary>
    private int Run(List<(string Target, BuildTask Task)> tasks, string folder)
    {
        var group = new BuildGroup();
        foreach (BakeBuild target in _targets.Targets)
        {
            if (Open(target, group, folder, out BuildTask? task) is not ExitCode.Success and var refused)
                return Fail(target.Name.Text, refused, "nothing is built");
            if (task is not null)
                tasks.Add((target.Name.Text, task));
        }

        foreach ((string target, BuildTask task) in tasks)
        {
            if (task.Plan() is not ExitCode.Success and var refused)
                return Fail(target, refused, "nothing is built");
        }

        (string Target, BuildTask Task)[] asked = [.. tasks.Where(task => _targets.Asked.Contains(task.Target))];
        if (BuildAll(asked) is not ExitCode.Success and var failed)
            return failed;
        if (_arguments.MetadataFile is { } file)
            ResultFiles.Write(file, Joined([.. asked.Select(task => (task.Target, Path.Combine(folder, task.Target))).Where(static task => File.Exists(task.Item2))]));
        return ExitCode.Success;
    }

    /// <summary>Builds targets side by side, unless they are to be shown step by step.</summary>
    private int BuildAll((string Target, BuildTask Task)[] asked)
    {
        (int ExitCode, BuildTask? Failed)? together = null;
        int exitCode = ImageCommands.Guarded(_host, "bake", () => Interruption.RunAsync(_host, async cancellation =>
        {
            together = await SideBySide.TryBuildAsync(_host, [.. asked.Select(static task => task.Task)], cancellation).ConfigureAwait(false);
            return together?.ExitCode ?? ExitCode.Success;
        }));
        if (together?.Failed is { } first)
            return Fail(asked.First(task => task.Task == first).Target, exitCode, "the others end with it");
        if (together is not null || exitCode is not ExitCode.Success)
            return exitCode;
        foreach ((string target, BuildTask task) in asked)
        {
            if (asked.Length > 1)
                _host.Say($"target {target}");
            if (task.Build() is not ExitCode.Success and var failed)
                return Fail(target, failed, target == asked[^1].Target ? null : "those behind it are not built");
        }

        return ExitCode.Success;
    }

    private int Fail(string target, int exitCode, string? consequence)
    {
        _host.Say($"the target '{target}' failed{(consequence is null ? "" : $"; {consequence}")}");
        return exitCode;
    }

    private int Open(BakeBuild target, BuildGroup group, string folder, out BuildTask? task)
    {
        task = null;
        string name = target.Name.Text;
        bool isAsked = _targets.Asked.Contains(name);
        (ImmutableArray<string> own, string? error) = BakeBuildCall.Of(target, isAsked);
        if (error is not null)
        {
            _host.Say(error);
            return ExitCode.Failure;
        }

        Host host = target.Text("dockerfile-inline") is { } inline ? _host.WithInput(Encoding.UTF8.GetBytes(inline)) : _host;
        string[] call = [.. _arguments.OfAll, .. isAsked ? _arguments.OfAsked : [], "--metadata-file", Path.Combine(folder, name), .. own];
        return BuildTask.Open(call, host, new BuildRole(group, name), out task);
    }

    private static byte[] Joined(IEnumerable<(string Target, string File)> parts)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonLines.Indented))
        {
            json.WriteStartObject();
            foreach ((string target, string part) in parts)
            {
                using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(part));
                json.WritePropertyName(target);
                document.RootElement.WriteTo(json);
            }

            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.ToArray();
    }
}
