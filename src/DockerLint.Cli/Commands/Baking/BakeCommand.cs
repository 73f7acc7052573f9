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

/// <summary><c>dockerlint bake</c>: builds the targets of Bake and Compose files, one after the other.</summary>
internal sealed class BakeCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Build the targets of Bake and Compose files, after linting them";

    private static readonly ImmutableArray<string> s_usualFiles =
    [
        "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml", "docker-bake.json", "docker-bake.hcl",
        "docker-bake.override.json", "docker-bake.override.hcl",
    ];

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
        ImmutableArray<string> paths = arguments.Files.IsEmpty ? [.. s_usualFiles.Where(File.Exists)] : arguments.Files;
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
        return BakeBuildsReader.Read(files.ToImmutable(), host.Variable, name => host.Variable(name) ?? defaults.ValueOf(name));
    }

    private int Run()
    {
        var metadata = new List<(string Target, byte[] Json)>();
        string folder = Directory.CreateTempSubdirectory("dockerlint-bake-").FullName;
        using var group = new BuildGroup();
        try
        {
            foreach (BakeBuild target in _targets.Targets)
            {
                if (Build(target, group, folder, metadata) is not ExitCode.Success and var exitCode)
                {
                    _host.Say($"the target '{target.Name.Text}' failed{(target == _targets.Targets[^1] ? "" : "; those behind it are not built")}");
                    return exitCode;
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        if (_arguments.MetadataFile is { } file)
            ResultFiles.Write(file, Joined(metadata));
        return ExitCode.Success;
    }

    private int Build(BakeBuild target, BuildGroup group, string folder, List<(string, byte[])> metadata)
    {
        string name = target.Name.Text;
        bool isAsked = _targets.Asked.Contains(name);
        (ImmutableArray<string> own, string? error) = BakeBuildCall.Of(target, isAsked);
        if (error is not null)
        {
            _host.Say(error);
            return ExitCode.Failure;
        }

        if (_targets.Targets.Length > 1)
            _host.Say($"target {name}");
        Host host = target.Text("dockerfile-inline") is { } inline ? _host.WithInput(Encoding.UTF8.GetBytes(inline)) : _host;
        string file = Path.Combine(folder, name);
        string[] call = [.. _arguments.OfAll, .. isAsked ? _arguments.OfAsked : [], "--metadata-file", file, .. own];
        if (BuildCommand.Run(call, host, new BuildRole(group, name, IsPart: !isAsked)) is not ExitCode.Success and var exitCode)
            return exitCode;
        if (File.Exists(file))
            metadata.Add((name, File.ReadAllBytes(file)));
        return ExitCode.Success;
    }

    private static byte[] Joined(List<(string Target, byte[] Json)> parts)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonLines.Indented))
        {
            json.WriteStartObject();
            foreach ((string target, byte[] part) in parts)
            {
                using JsonDocument document = JsonDocument.Parse(part);
                json.WritePropertyName(target);
                document.RootElement.WriteTo(json);
            }

            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.ToArray();
    }
}
