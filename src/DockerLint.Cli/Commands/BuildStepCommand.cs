using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DockerLint.Analysis;
using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Facts;
using DockerLint.Cli.Input;
using DockerLint.Cli.Terminal;
using DockerLint.Configuration;
using DockerLint.Hosts;
using DockerLint.Semantics;
using DockerLint.Semantics.Projects;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Commands;

/// <summary>
/// <c>dockerlint build-step FILE</c>: what the targets of the package for MSBuild run where no compiler can load its
/// analyzer. It writes what that would write, as the compiler does: MSBuild takes warnings and errors from such lines.
/// Nothing but files counts, so that a build is the same for everyone.
/// </summary>
internal sealed class BuildStepCommand
{
    private readonly BuildStepRequest _request;
    private readonly ConfigurationResolver _resolver;
    private readonly NeighbourFiles _neighbours;
    private readonly HostFiles _hosts;
    private readonly Dictionary<Analysis.Configuration.LintOptions, Linter> _linters = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<ConfigurationProblem> _said = [];
    private readonly StringBuilder _output = new();

    private BuildStepCommand(BuildStepRequest request, string folder)
    {
        _request = request;
        var inputs = new BuildStepInputs(request.Inputs);
        _resolver = new ConfigurationResolver(DiskConfiguration.FilesAlone, new ConfigurationSearch(folder));
        _neighbours = new NeighbourFiles(inputs, folder);
        _hosts = new HostFiles(path => inputs.Read(path)?.Text, () => request.OtherFiles.Select(Disk.Slashed));
    }

    /// <summary>Runs the command. Findings are told by their lines alone; the exit code says whether the work was done.</summary>
    public static int Run(string[] args, Host host)
    {
        if (args is not [var path])
        {
            host.Say("build-step takes the path of a request");
            return ExitCode.Failure;
        }

        if (!Disk.TryDo(() => File.ReadAllText(path), out string? text, out string? reason))
        {
            host.Complain(path, reason);
            return ExitCode.Failure;
        }

        var command = new BuildStepCommand(BuildStepRequest.Read(text), Disk.FullPath(Environment.CurrentDirectory).TrimEnd('/'));
        command.LintAll(host);
        host.Write(command._output.ToString());
        return ExitCode.Success;
    }

    private void LintAll(Host host)
    {
        Settings overrides = _request.Levels;
        if (_request.Profile is { } word)
        {
            if (!Vocabulary.TryParse(word, out Profiles profile))
            {
                Say(new ConfigurationProblem(new Place("DockerLintProfile"), Vocabulary.NoneOf(word, Vocabulary.ProfileNames)));
                return;
            }

            overrides = overrides with { Profile = profile };
        }

        if (!HostKinds.TryRead(_request.Kinds, out ImmutableArray<HostKind> kinds, out string? unknown))
        {
            Say(new ConfigurationProblem(new Place("DockerLintOtherFiles"), Vocabulary.NoneOf(unknown, [.. HostKinds.Words, HostKinds.None])));
            return;
        }

        foreach (string path in _request.Dockerfiles)
            Lint(path, overrides, host, static (source, configuration) => DockerfileReading.Of(source, configuration.Build));

        // The images of project files are asked of the properties that they end up with.
        kinds = kinds.Remove(HostKind.MSBuild);
        foreach (string path in _request.OtherFiles)
        {
            string full = Disk.Slashed(path);
            Lint(path, overrides, host, (source, _) => HostReader.KindOf(full, () => source.Value) is { } kind && kinds.Contains(kind)
                ? DocumentReading.Of(source, text => _hosts.Read(kind, full, text))
                : null);
        }

        LintProject(overrides, host);
    }

    /// <summary>Looks at a file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="overrides">What holds for every file.</param>
    /// <param name="host">The world around.</param>
    /// <param name="read">Reads its text; null where it is none to be linted.</param>
    private void Lint(string path, Settings overrides, Host host, Func<SourceText, FileConfiguration, FileReading?> read)
    {
        if (ConfigurationOf(path, overrides) is not { } configuration)
            return;
        if (!new InputFile(path, path).TryRead(host, out SourceText? source, out string? reason))
            Say(path, null, Severity.Error, BuildCodes.Failure, reason, BuildCodes.UrlOf(BuildCodes.Failure));
        else if (read(source, configuration) is { } file)
            Say(path, source, file.Lint(LinterFor(configuration), _neighbours.FactsFor(Disk.Slashed(path), file)));
    }

    /// <summary>Looks at the images that the project names.</summary>
    private void LintProject(Settings overrides, Host host)
    {
        ImmutableArray<ProjectFile> files =
        [
            .. _request.ProjectFiles.Select(path => new ProjectFile(path, new InputFile(path, path).TryRead(host, out SourceText? source, out _) ? source.Value : "")),
        ];
        foreach ((ProjectFile file, ImageDocument images) in ProjectImages.Find(files, _request.Property))
        {
            FactSet facts = FactSet.None with { Pins = _neighbours.PinsFor(Disk.Slashed(file.Path)), Project = PublishedProject.Of(_request.Property) };
            if (ConfigurationOf(file.Path, overrides) is { } configuration)
                Say(file.Path, file.Source, LinterFor(configuration).Lint(images, facts));
        }
    }

    /// <summary>What holds for a file; null where it cannot be known.</summary>
    private FileConfiguration? ConfigurationOf(string path, Settings overrides)
    {
        FileConfiguration configuration = _resolver.For(Disk.Slashed(path), overrides);
        foreach (ConfigurationProblem problem in configuration.Problems.Where(_said.Add))
            Say(problem);
        return configuration.IsValid ? configuration : null;
    }

    private Linter LinterFor(FileConfiguration configuration)
    {
        if (!_linters.TryGetValue(configuration.Lint, out Linter? linter))
            _linters.Add(configuration.Lint, linter = new Linter(configuration.Lint));
        return linter;
    }

    private void Say(string path, SourceText source, ImmutableArray<Diagnostic> findings)
    {
        foreach (Diagnostic finding in findings)
        {
            TextPosition at = source.PositionOf(finding.Span.Start);
            if (RuleCatalog.Find(finding.Rule.Code) is not null)
                Say(path, at, finding.Severity, finding.Rule.Code, finding.Message, finding.Rule.Url);
            else
                Say(path, at, finding.Severity, BuildCodes.DeclaredRule, $"{finding.Rule.Code}: {finding.Message}", BuildCodes.UrlOf(BuildCodes.DeclaredRule));
        }
    }

    private void Say(ConfigurationProblem problem) => Say(
        problem.At.Source,
        problem.At.Line == 0 ? null : new TextPosition(problem.At.Line, problem.At.Column),
        problem.IsError ? Severity.Error : Severity.Warning,
        BuildCodes.Configuration,
        problem.Message,
        BuildCodes.UrlOf(BuildCodes.Configuration));

    private void Say(string path, TextPosition? at, Severity severity, string code, string message, string url)
    {
        string level = severity switch
        {
            Severity.Error => "error",
            Severity.Warning when IsError(code) => "error",
            Severity.Warning => "warning",
            _ => "info",
        };
        string place = at is { } position ? string.Create(CultureInfo.InvariantCulture, $"({position.Line},{position.Column})") : " ";
        _output.Append(CultureInfo.InvariantCulture, $"{SafeText.Of(path)}{place}: {level} {code}: {SafeText.Of(message)} ({url})\n");
    }

    private bool IsError(string code) =>
        _request.WarningsAsErrors.Contains(code) || (_request.TreatsWarningsAsErrors && !_request.WarningsNotAsErrors.Contains(code));
}
