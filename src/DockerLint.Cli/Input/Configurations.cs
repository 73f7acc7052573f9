using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Analysis;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Cli.Commands;
using DockerLint.Cli.Output;
using DockerLint.Cli.ShellCheck;
using DockerLint.Configuration;
using DockerLint.Formatting;
using DockerLint.Semantics;

namespace DockerLint.Cli.Input;

/// <summary>A file and how it is linted.</summary>
/// <param name="File">The file.</param>
/// <param name="Configuration">What holds for it.</param>
/// <param name="Linter">Runs its rules; files with the same configuration have the same.</param>
/// <param name="Build">What its build would be called with.</param>
/// <param name="ShellCheck">The ShellCheck that joins in; null where none does.</param>
internal sealed record LintTask(
    InputFile File, FileConfiguration Configuration, Linter Linter, BuildOptions Build, ShellCheckProgram? ShellCheck)
{
    /// <summary>From which level on its findings make the run fail.</summary>
    public FailureThreshold Threshold => Configuration.Threshold;
}

/// <summary>The configuration of the files of a run.</summary>
internal sealed class Configurations
{
    /// <summary>Files that are named where many have the same configuration.</summary>
    private const int MostNamed = 3;

    /// <summary>What standard input is taken for where it has no name.</summary>
    private const string DefaultName = "Dockerfile";

    private readonly Host _host;
    private readonly ConfigurationResolver _resolver;
    private readonly string _workingFolder = Disk.FullPath(Environment.CurrentDirectory);
    private readonly HashSet<ConfigurationProblem> _said = [];
    private readonly Dictionary<LintOptions, Linter> _linters = new(ReferenceEqualityComparer.Instance);

    /// <summary>Reads what holds for the run.</summary>
    /// <param name="host">Where the program runs.</param>
    /// <param name="file">The only file to read; null to look for it.</param>
    /// <param name="isOff">Whether nothing is read.</param>
    public Configurations(Host host, string? file, bool isOff)
    {
        _host = host;
        _resolver = new ConfigurationResolver(
            new DiskConfiguration(host.Variable),
            new ConfigurationSearch(_workingFolder) { File = file is null ? null : Disk.FullPath(file), IsOff = isOff });
    }

    /// <summary>What holds for the run.</summary>
    public RunSettings Run => _resolver.Run;

    /// <summary>The names of the formats that are configured.</summary>
    /// <param name="names">The names, none where none is configured.</param>
    /// <param name="error">Which one is not known; null when the result is true.</param>
    public bool TryReadFormats(out ImmutableArray<string> names, [NotNullWhen(false)] out string? error)
    {
        names = [.. Run.Formats.Select(static format => format.Text)];
        error = Run.Formats.Where(static format => !ReportFormats.TryParse(format.Text, out _))
            .Select(format => Words.NoneOf(NameOf(format.At), format.Text, ReportFormats.Names))
            .FirstOrDefault();
        return error is null;
    }

    /// <summary>
    /// Finds the configuration of each file, and says what is wrong with it. What it leaves out is not among the
    /// results, nor are files of which it cannot be known how to lint them.
    /// </summary>
    public ImmutableArray<LintTask> Apply(ImmutableArray<InputFile> files, LintSettings settings, FailureLog failures)
    {
        ImmutableArray<LintTask>.Builder tasks = ImmutableArray.CreateBuilder<LintTask>();
        foreach (InputFile file in files)
        {
            string path = Disk.FullPath(file.Path ?? DefaultName);
            if (file.IsFound && _resolver.IsExcluded(path))
                continue;
            FileConfiguration configuration = _resolver.For(path, settings.Overrides);
            Tell(configuration.Problems, failures);
            if (!configuration.IsValid)
                continue;
            // A peer knows Dockerfiles alone, and takes for one what it is given.
            bool isForPeer = configuration.Lint.Profile is Profiles.Hadolint or Profiles.BuildKit;
            if (isForPeer && file is { IsFound: true, Host: not null })
                continue;
            if (!ShellCheckProgram.TryFind(configuration.Settings.ShellCheck ?? ShellCheckProgram.Off, _host, out ShellCheckProgram? shellCheck, out string? error))
            {
                failures.Add(file.Name, error);
                continue;
            }

            BuildOptions build = settings.Build with { BuildArguments = configuration.Settings.BuildArguments };
            tasks.Add(new LintTask(isForPeer ? file with { Host = null } : file, configuration, LinterFor(configuration.Lint), build, shellCheck));
        }

        if (settings.IsVerbose)
            Describe(tasks);
        return tasks.DrainToImmutable();
    }

    /// <summary>Finds the style of each Dockerfile, and says what is wrong with its configuration; what it leaves out is not among the results.</summary>
    public ImmutableArray<(InputFile File, FormatOptions Options)> Styles(ImmutableArray<InputFile> files, FailureLog failures)
    {
        ImmutableArray<(InputFile, FormatOptions)>.Builder styles = ImmutableArray.CreateBuilder<(InputFile, FormatOptions)>();
        foreach (InputFile file in files)
        {
            string path = Disk.FullPath(file.Path ?? DefaultName);
            if (file.IsFound && _resolver.IsExcluded(path))
                continue;
            if (file.Host is not null)
            {
                failures.Add(file.Name, "is no Dockerfile; other files are not formatted");
                continue;
            }

            FileConfiguration configuration = _resolver.For(path, Settings.Empty);
            Tell(configuration.Problems, failures);
            if (!configuration.IsValid)
                continue;
            ImmutableDictionary<string, string> layout = _resolver.LayoutFor(path);
            styles.Add((file, FormatOptions.From(name => layout.GetValueOrDefault(name)) with { IndentsShell = configuration.Settings.FormatShell ?? false }));
        }

        return styles.DrainToImmutable();
    }

    /// <summary>Why a rule that the command line names is not known; null where all are rules of ours or custom ones.</summary>
    public static string? WhyUnknown(Settings overrides, ImmutableArray<LintTask> tasks) => overrides.UnknownRules
        .Where(word => !tasks.Any(task => task.Configuration.Settings.HasCustomRule(word.Text)))
        .Select(static word => $"{word.At}: {Vocabulary.UnknownRule(word.Text)}")
        .FirstOrDefault();

    private Linter LinterFor(LintOptions options)
    {
        if (!_linters.TryGetValue(options, out Linter? linter))
            _linters.Add(options, linter = new Linter(options));
        return linter;
    }

    private void Tell(ImmutableArray<ConfigurationProblem> problems, FailureLog failures)
    {
        foreach (ConfigurationProblem problem in problems)
        {
            if (!_said.Add(problem))
                continue;
            if (problem.IsError)
                failures.Add(NameOf(problem.At), problem.Message);
            else
                _host.Complain(NameOf(problem.At), problem.Message);
        }
    }

    private string NameOf(Place place) => (place with { Source = NameOf(place.Source) }).ToString();

    /// <summary>How a file is called: from the working folder, where it lies in it.</summary>
    private string NameOf(string path)
    {
        string folder = _workingFolder.EndsWith('/') ? _workingFolder : _workingFolder + "/";
        return path.StartsWith(folder, StringComparison.Ordinal) ? path[folder.Length..] : path;
    }

    private void Describe(IEnumerable<LintTask> tasks)
    {
        foreach (IGrouping<FileConfiguration, LintTask> group in tasks.GroupBy(static task => task.Configuration))
        {
            string files = string.Join(", ", group.Take(MostNamed).Select(static task => task.File.Name));
            int others = group.Count() - MostNamed;
            ImmutableArray<string> sources = group.Key.Sources;
            _host.Complain(
                others > 0 ? $"{files} and {Words.Count(others, "other", "others")}" : files,
                sources.IsEmpty ? "no configuration" : $"configuration from {string.Join(", ", sources.Select(NameOf))}");
            _host.SayAsIs("  " + SettingsWriter.Write(group.Key.Settings).TrimEnd('\n').Replace("\n", "\n  ", StringComparison.Ordinal));
        }
    }
}
