using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DockerLint.Analysis;
using DockerLint.Analysis.Configuration;
using DockerLint.Cli.Fixing;
using DockerLint.Cli.Images;
using DockerLint.Cli.Input;
using DockerLint.Cli.Output;
using DockerLint.Cli.Selection;
using DockerLint.Cli.ShellCheck;
using DockerLint.Configuration;
using DockerLint.References;
using DockerLint.Semantics;

namespace DockerLint.Cli.Commands;

/// <summary>The names under which the linter can be called.</summary>
internal enum LintName
{
    /// <summary>None: it is what is done where no command is named.</summary>
    None,

    /// <summary><c>lint</c>.</summary>
    Lint,

    /// <summary><c>report</c>: writes a page, and leaves it to others to judge.</summary>
    Report,
}

/// <summary>The options of <c>lint</c> and <c>report</c>.</summary>
internal sealed class LintArguments
{
    /// <summary>What <c>report</c> does.</summary>
    public const string ReportDescription = "Write a page with the findings, the stages and the layers that were built";

    private static readonly ImmutableArray<string> ColourModes = ["auto", "always", "never"];

    private readonly Option<string[]> _format, _output, _profile, _select, _ignore, _error, _warning, _info, _style, _threshold,
        _trustedRegistry, _allowedImage, _requiredLabel, _context, _buildArguments, _target, _platform, _exclude, _stdinName, _jobs, _colour,
        _config, _shellCheck, _baseline, _writeBaseline, _since, _pathInReport;

    private readonly Option<bool> _noFail, _strictLabels, _noInlineIgnores, _disableIgnorePragma, _noColour, _quiet, _statistics, _verbose, _version,
        _noConfig, _online, _built, _fix, _unsafeFixes, _diff;

    private readonly Argument<string[]> _paths;
    private readonly HostsOption _hosts;

    private readonly LintName _name;

    /// <summary>The command, named or implied.</summary>
    public LintArguments(LintName name)
    {
        _name = name;
        Line = name == LintName.Report
            ? new CommandLine("report", ReportDescription + ".")
            : new CommandLine(name == LintName.Lint ? "lint" : null, "Lints Dockerfiles, and the image references of other files.");
        _paths = Line.Arguments("PATH", "Files, folders or - for standard input [default: .]", ArgumentArity.ZeroOrMore);
        _format = Line.Option("--format", "-f", "FORMAT", $"How findings are written: {string.Join(", ", ReportFormats.Names)} [default: {(name == LintName.Report ? ReportFormats.Html : "tty; github in GitHub Actions")}]", ReportFormats.Names);
        _output = Line.Option("--output", "-o", "FILE", "Where they are written; the first --output is for the first --format");
        _pathInReport = Line.Option("--file-path-in-report", null, "PATH", "What all files are called in the formats checkstyle, codeclimate, gitlab, sonarqube and junit");
        _profile = Line.Option("--profile", null, "PROFILE", "The rules to start from: recommended, hadolint, buildkit, all or none [default: recommended]");
        _select = Line.Option("--select", null, "RULES", "Rules that run as well, by code, name or alias");
        _ignore = Line.Option("--ignore", null, "RULES", "Rules that do not run");
        _error = Line.Option("--error", null, "RULES", "Rules that run, their findings being errors");
        _warning = Line.Option("--warning", null, "RULES", "… warnings");
        _info = Line.Option("--info", null, "RULES", "… of level info");
        _style = Line.Option("--style", null, "RULES", "… of level style");
        _threshold = Line.Option("--failure-threshold", "-t", "LEVEL", "The lowest level that fails: error, warning, info, style or none [default: info]");
        _noFail = Line.Flag("--no-fail", null, "Exit with 0 whatever is found");
        _noInlineIgnores = Line.Flag("--no-inline-ignores", null, "Comments do not suppress findings");
        _disableIgnorePragma = Line.Flag("--disable-ignore-pragma", null, "The same, as hadolint calls it");
        _config = Line.Option("--config", "-c", "FILE", "The only configuration to read: a .dockerlint.yaml or a .hadolint.yaml");
        _noConfig = Line.Flag("--no-config", null, "Read no configuration, environment included");
        _trustedRegistry = Line.Option("--trusted-registry", null, "REGISTRY", "Where images may come from; * stands for anything");
        _allowedImage = Line.Option("--allowed-image", null, "GLOB", "An image that may be used wherever it comes from");
        _requiredLabel = Line.Option("--require-label", null, "NAME:KIND", "A label that every image must have, and what its value must be");
        _strictLabels = Line.Flag("--strict-labels", null, "No other labels than the required ones");
        _context = Line.Option("--context", null, "FOLDER", "The build context");
        _buildArguments = Line.Option("--build-arg", null, "NAME=VALUE", "A build argument; NAME alone takes its value from the environment");
        _target = Line.Option("--target", null, "STAGE", "The stage that would be built", mayBeEmpty: true);
        _platform = Line.Option("--platform", null, "PLATFORM", "The platform that would be built for [default: linux/amd64]", mayBeEmpty: true);
        _shellCheck = Line.Option("--shellcheck", null, "WHICH", "An installed ShellCheck adds what our own shell rules lack: auto, off or its path [default: off]");
        _online = Line.Flag("--online", null, "Ask registries for the images: whether they exist, their platforms, newer patches");
        _built = Line.Flag("--built", null, "Look into the images that were built of the files here: programs that are missing, wasted space, rights, secrets");
        Registries = new RegistryFlags(Line, hasMirrors: true);
        _fix = Line.Flag("--fix", null, "Apply the safe fixes");
        _unsafeFixes = Line.Flag("--unsafe-fixes", null, "Apply all fixes, also those that may change the image");
        _diff = Line.Flag("--diff", null, "Show what --fix (or --unsafe-fixes) would change, and change nothing");
        _baseline = Line.Option("--baseline", null, "FILE", "Report only findings that it lacks");
        _writeBaseline = Line.Option("--write-baseline", null, "FILE", "Write all findings there, as those that are known from now on");
        _since = Line.Option("--since", null, "REVISION", "Report only findings on lines that have changed since then (git)");
        _hosts = new HostsOption(Line);
        _exclude = Line.Option("--exclude", null, "GLOB", "What is left out of folders, as in .gitignore");
        _stdinName = Line.Option("--stdin-filename", null, "NAME", "The path that standard input stands for");
        _jobs = Line.Option("--jobs", null, "N", "Files that are linted side by side [default: one for each processor]");
        _colour = Line.Option("--color", null, "WHEN", "auto, always or never [default: auto]");
        _noColour = Line.Flag("--no-color", null, "The same as --color never");
        _quiet = Line.Flag("--quiet", "-q", "Write nothing but findings");
        _statistics = Line.Flag("--statistics", null, "Count findings by rule");
        _verbose = Line.Flag("--verbose", "-V", "Say what is done");
        _version = Line.Flag("--version", "-v", "Show the version");
    }

    /// <summary>How they are read.</summary>
    public CommandLine Line { get; }

    /// <summary>How registries are asked.</summary>
    public RegistryFlags Registries { get; }

    /// <summary>Whether only the version is asked for.</summary>
    public bool AsksForVersion => Line.Has(_version);

    /// <summary>The only configuration to read; null to look for it.</summary>
    public string? ConfigFile => Line.Last(_config);

    /// <summary>Whether no configuration is read.</summary>
    public bool IsConfigOff => Line.Has(_noConfig);

    /// <summary>Reads what was given.</summary>
    /// <param name="host">Where the program runs.</param>
    /// <param name="configurations">What holds where nothing is given.</param>
    /// <param name="settings">What was asked for; null unless the result is true.</param>
    /// <param name="error">Why it makes no sense; null when the result is true.</param>
    public bool TryRead(Host host, Configurations configurations, [NotNullWhen(true)] out LintSettings? settings, [NotNullWhen(false)] out string? error)
    {
        settings = null;
        if (ConfigFile is not null && IsConfigOff)
        {
            error = "--config: does not go with --no-config; leave one of the two out";
            return false;
        }

        RunSettings run = configurations.Run;
        if (!TryReadTargets(host, configurations, out ImmutableArray<ReportTarget> targets, out error)
            || !TryReadRules(out Settings? overrides, out error)
            || !TryReadBuild(host, out BuildOptions? build, out error)
            || !TryReadThreshold(out FailureThreshold? threshold, out error)
            || !TryReadJobs(out int jobs, out error)
            || !_hosts.TryRead(out ImmutableArray<HostKind> hosts, out error)
            || !TryReadColour(host, run.NoColour == true, out bool isColoured, out error)
            || !ShellCheckProgram.TryFind(Line.Last(_shellCheck) ?? ShellCheckProgram.Off, host, out _, out error))
        {
            return false;
        }

        string? context = Line.Last(_context);
        if (context is not null && !Directory.Exists(context))
        {
            error = $"{context}: no such folder";
            return false;
        }

        settings = new LintSettings
        {
            Paths = Line.All(_paths).ToImmutableArray() is { IsEmpty: false } paths ? paths : ["."],
            Targets = targets,
            Overrides = overrides with { FailureThreshold = threshold, BuildArguments = build.BuildArguments, ShellCheck = Line.Last(_shellCheck) },
            Build = build,
            NeverFails = _name == LintName.Report || Line.Has(_noFail) || run.NoFail == true,
            Fixes = new FixMode(
                Line.Has(_unsafeFixes) ? FixSafety.Unsafe : Line.Has(_fix) || Line.Has(_diff) ? FixSafety.Safe : FixSafety.None,
                Line.Has(_diff)),
            Selection = new SelectionOptions { Baseline = Line.Last(_baseline), NewBaseline = Line.Last(_writeBaseline), Since = Line.Last(_since) },
            PathInReport = Line.Last(_pathInReport),
            Context = context,
            Hosts = hosts,
            IsOnline = Line.Has(_online),
            LooksIntoImages = _name == LintName.Report || Line.Has(_built),
            DemandsImages = Line.Has(_built),
            Excludes = [.. Line.All(_exclude)],
            StdinName = Line.Last(_stdinName),
            Jobs = jobs,
            IsColoured = isColoured,
            IsQuiet = Line.Has(_quiet),
            HasStatistics = Line.Has(_statistics),
            IsVerbose = Line.Has(_verbose) || run.IsVerbose == true,
        };
        error = null;
        return true;
    }

    private bool TryReadTargets(Host host, Configurations configurations, out ImmutableArray<ReportTarget> targets, [NotNullWhen(false)] out string? error)
    {
        error = null;
        targets = [];
        ImmutableArray<string> words = [.. Line.All(_format)];
        ImmutableArray<string> files = [.. Line.All(_output)];
        if (_name == LintName.Report && words.IsEmpty)
            words = [ReportFormats.Html];
        if (words.IsEmpty && !configurations.TryReadFormats(out words, out error))
            return false;
        if (words.IsEmpty)
            words = [host.Variable("GITHUB_ACTIONS") == "true" ? "github" : "tty"];
        if (files.Length > words.Length)
        {
            error = $"--output: {files.Length} files for {words.Length} {(words.Length == 1 ? "format" : "formats")}; give each its --format";
            return false;
        }

        for (int index = 0; index < words.Length; index++)
        {
            if (!ReportFormats.TryParse(words[index], out ReportFormat format))
            {
                error = Words.NoneOf("--format", words[index], ReportFormats.Names);
                return false;
            }

            string? file = index < files.Length && files[index] != "-" ? files[index] : null;
            targets = targets.Add(new ReportTarget(format, file));
        }

        return true;
    }

    private bool TryReadRules([NotNullWhen(true)] out Settings? settings, [NotNullWhen(false)] out string? error)
    {
        settings = null;
        Profiles? profile = null;
        if (Line.Last(_profile) is { } word)
        {
            if (!Vocabulary.TryParse(word, out Profiles named))
            {
                error = Words.NoneOf("--profile", word, Words.ProfileNames);
                return false;
            }

            profile = named;
        }

        if (!TryReadPolicy(out settings, out error))
            return false;
        settings = settings with { Profile = profile };
        // Where a rule is in several lists, the gravest level counts, and --ignore most.
        (Option<string[]> Option, RuleSetting Setting)[] lists =
        [
            (_select, RuleSetting.On),
            (_style, new RuleSetting(true, Severity.Style)),
            (_info, new RuleSetting(true, Severity.Info)),
            (_warning, new RuleSetting(true, Severity.Warning)),
            (_error, new RuleSetting(true, Severity.Error)),
            (_ignore, RuleSetting.Off),
        ];
        foreach ((Option<string[]> option, RuleSetting setting) in lists)
        {
            foreach (string rule in Line.All(option).SelectMany(Words.InList))
                settings = settings.With(new ConfiguredWord(rule, new Place(option.Name)), setting);
        }

        if (Line.Has(_noInlineIgnores) || Line.Has(_disableIgnorePragma))
            settings = settings with { InlineIgnores = false };
        return true;
    }

    private bool TryReadPolicy([NotNullWhen(true)] out Settings? policy, [NotNullWhen(false)] out string? error)
    {
        policy = Settings.Empty with
        {
            TrustedRegistries = [.. Line.All(_trustedRegistry).SelectMany(Words.InList).Select(static registry => new RegistryPattern(registry))],
            StrictLabels = Line.Has(_strictLabels) ? true : null,
        };
        foreach (string glob in Line.All(_allowedImage).SelectMany(Words.InList))
        {
            if (ImagePattern.Parse(glob) is not { } pattern)
            {
                error = $"--allowed-image: '{glob}' is not a pattern of images; write one such as example.com/team/*";
                return false;
            }

            policy = policy with { AllowedImages = policy.AllowedImages.Add(pattern) };
        }

        foreach (string label in Line.All(_requiredLabel).SelectMany(Words.InList))
        {
            int colon = label.LastIndexOf(':');
            if (colon <= 0 || LabelKinds.Find(label.AsSpan(colon + 1)) is not { } kind)
            {
                error = $"--require-label: '{label}' is not NAME:KIND; the kinds are {string.Join(", ", LabelKinds.Words)}";
                return false;
            }

            policy = policy with { RequiredLabels = policy.RequiredLabels.SetItem(label[..colon], kind) };
        }

        error = null;
        return true;
    }

    private bool TryReadBuild(Host host, [NotNullWhen(true)] out BuildOptions? build, [NotNullWhen(false)] out string? error)
    {
        error = null;
        build = BuildOptions.Default with { Target = Line.Last(_target) };
        if (Line.Last(_platform) is { } platform)
        {
            if (!Platform.TryParse(platform, out Platform? parsed, out ValueError? invalid))
            {
                error = $"--platform: {invalid.Message}";
                return false;
            }

            build = build with { Platform = parsed.Format() };
        }

        if (!BuildArgumentValues.TryRead(Line.All(_buildArguments), host, out ImmutableDictionary<string, string>? values, out error))
            return false;
        build = build with { BuildArguments = build.BuildArguments.SetItems(values) };
        return true;
    }

    private bool TryReadThreshold(out FailureThreshold? threshold, [NotNullWhen(false)] out string? error)
    {
        error = null;
        threshold = null;
        if (Line.Last(_threshold) is { } word)
        {
            if (Vocabulary.TryParse(word, out FailureThreshold named))
                threshold = named;
            else
                error = Words.NoneOf("--failure-threshold", word, Vocabulary.LevelsAndNone);
        }

        return error is null;
    }

    private bool TryReadJobs(out int jobs, [NotNullWhen(false)] out string? error)
    {
        jobs = Environment.ProcessorCount;
        error = null;
        if (Line.Last(_jobs) is { } word
            && (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out jobs) || jobs == 0))
        {
            error = $"--jobs: '{word}' is not a number from 1 on";
        }

        return error is null;
    }

    private bool TryReadColour(Host host, bool isOff, out bool isColoured, [NotNullWhen(false)] out string? error)
    {
        string mode = Line.Has(_noColour) ? "never" : Line.Last(_colour) ?? (isOff ? "never" : "auto");
        isColoured = mode == "always" || (mode == "auto" && host.IsColourTerminal);
        error = ColourModes.Contains(mode) ? null : Words.NoneOf("--color", mode, ColourModes);
        return error is null;
    }
}
