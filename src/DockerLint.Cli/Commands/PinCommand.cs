using System.Collections.Immutable;
using System.CommandLine;
using DockerLint.Analysis;
using DockerLint.Cli.Images;
using DockerLint.Cli.Input;
using DockerLint.Cli.Pinning;
using DockerLint.Configuration;
using DockerLint.Oci.Registry;
using DockerLint.Semantics;

namespace DockerLint.Cli.Commands;

/// <summary><c>dockerlint pin [--check|--update|--offline] [PATH…]</c>.</summary>
internal static class PinCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Pin images to digests, in all files that name them";

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("pin", Description + ".");
        Option<bool> check = line.Flag("--check", null, "Change nothing, and exit with 1 where an image is not pinned, or to what its tag no longer is");
        Option<bool> update = line.Flag("--update", null, "Pin anew what is pinned, to what the registry has now");
        Option<bool> offline = line.Flag("--offline", null, "Ask no registry: dockerlint.lock alone counts");
        HostsOption hostsOption = new(line);
        Option<string[]> exclude = line.Option("--exclude", null, "GLOB", "What is left out of folders, as in .gitignore");
        Option<string[]> config = line.Option("--config", "-c", "FILE", "The only configuration to read: a .dockerlint.yaml or a .hadolint.yaml");
        Option<bool> noConfig = line.Flag("--no-config", null, "Read no configuration, environment included");
        var flags = new RegistryFlags(line, hasMirrors: true);
        Argument<string[]> paths = line.Arguments("PATH", "Files or folders [default: .]", ArgumentArity.ZeroOrMore);
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        var mode = new PinMode(line.Has(check), line.Has(update), line.Has(offline));
        ImmutableArray<string> given = line.All(paths).ToImmutableArray() is { IsEmpty: false } some ? some : ["."];
        string? error = mode switch
        {
            { Updates: true, IsCheck: true } => "--update: does not go with --check; leave one of the two out",
            { Updates: true, IsOffline: true } => "--update: does not go with --offline; leave one of the two out",
            _ when given.Contains("-") => "-: pin changes files; name them",
            _ => null,
        };
        if (error is not null || !hostsOption.TryRead(out ImmutableArray<HostKind> hosts, out error))
        {
            host.Say(error!);
            return ExitCode.Failure;
        }

        var failures = new FailureLog(host);
        var configurations = new Configurations(host, line.Last(config), line.Has(noConfig));
        string folder = Disk.FullPath(Environment.CurrentDirectory).TrimEnd('/');
        var locks = new LockFiles(folder);
        FoundFiles found = new InputFinder([.. line.All(exclude)], hosts, null, host, failures).Find(given);
        ImmutableArray<PinFile> files = Read(
            configurations.Apply(
                found.Files,
                new LintSettings { Paths = given, Targets = [], Overrides = Settings.Empty with { Profile = Profiles.None }, Build = BuildOptions.Default },
                failures),
            new Surroundings(null, folder) { Kustomizations = found.Kustomizations },
            locks,
            host,
            failures);
        using RegistryClient? client = mode.IsOffline ? null : flags.Connect(host, ImageFolders.Credentials(host));
        var run = new PinRun(mode, locks, client is null ? null : new RegistryQuestions(client, failures), host, failures);
        run.Run(files);
        if (run.Count > 0 && !mode.IsCheck)
            host.Say($"{Words.Count(run.Count, "image", "images")} pinned in {Words.Count(run.Files, "file", "files")}");
        return failures.Any ? ExitCode.Failure : mode.IsCheck && run.Count > 0 ? ExitCode.Findings : ExitCode.Success;
    }

    private static ImmutableArray<PinFile> Read(
        ImmutableArray<LintTask> tasks, Surroundings surroundings, LockFiles locks, Host host, FailureLog failures)
    {
        ImmutableArray<PinFile>.Builder files = ImmutableArray.CreateBuilder<PinFile>();
        InOrder.Run(
            tasks,
            InputFile.Workers(tasks.Length, Environment.ProcessorCount),
            task => task.File.TryRead(host, out FileText? text, out string? reason) ? (text, ImagesOf(task, text, surroundings), "") : (null, [], reason),
            (LintTask task, (FileText? Text, ImmutableArray<ImageUse> Images, string Failure) read) =>
            {
                if (read.Text is null)
                    failures.Add(task.File.Name, read.Failure);
                else if (!read.Images.IsEmpty)
                    files.Add(new PinFile(task.File, read.Text, read.Images, locks.PathFor(Disk.FullPath(task.File.Path!))));
            });
        return files.DrainToImmutable();
    }

    /// <summary>The images that a file fetches and that are known as they stand there.</summary>
    private static ImmutableArray<ImageUse> ImagesOf(LintTask task, FileText text, Surroundings surroundings) =>
    [
        .. surroundings.Read(task.File, text.Source, task.Build).Images
            .Where(static image => image.Fetched is { Domain.Length: > 0 }),
    ];
}
