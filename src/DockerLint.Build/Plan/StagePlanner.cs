using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Build.Plan;

/// <summary>Makes steps of the instructions of a stage, and its configuration, as BuildKit's front end does it.</summary>
/// <param name="planner">Knows the other stages.</param>
/// <param name="image">What the stage starts from.</param>
/// <param name="escape">The character that protects the next one.</param>
internal sealed class StagePlanner(Planner planner, ImageDraft image, char escape)
{
    // What a released front end notes where the file system is changed.
    private const string Mark = " # buildkit";

    private readonly ImmutableArray<PlannedInstruction>.Builder _done = ImmutableArray.CreateBuilder<PlannedInstruction>();
    private bool _hasCommand;

    /// <summary>The image so far.</summary>
    public ImageDraft Image => image;

    /// <summary>What is done so far.</summary>
    public ImmutableArray<PlannedInstruction> Done => _done.ToImmutable();

    /// <summary>Notes what the stage starts from.</summary>
    public void Start(FromSyntax from) => _done.Add(new PlannedInstruction(from.RawText, from, image.Files));

    /// <summary>Reads the next instruction.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="place">Where people look for it: itself, or the FROM that runs it as a trigger.</param>
    /// <param name="cancellation">Ends the search for images.</param>
    /// <returns>Whether it can be done; the planner knows why not.</returns>
    public async Task<bool> ReadAsync(InstructionSyntax instruction, InstructionSyntax place, CancellationToken cancellation)
    {
        BuildStep? before = image.Files;
        bool isDone = true;
        if (instruction is TransferSyntax transfer)
            isDone = await CopyAsync(transfer, place, cancellation).ConfigureAwait(false);
        else if (instruction is RunSyntax run)
            isDone = await RunAsync(run, place, cancellation).ConfigureAwait(false);
        else
            Set(instruction, place);
        _done.Add(new PlannedInstruction(instruction.RawText, place, image.Files == before ? null : image.Files));
        return isDone;
    }

    private void Set(InstructionSyntax instruction, InstructionSyntax place)
    {
        switch (instruction)
        {
            case ArgSyntax arg:
                Declare(arg);
                break;
            case EnvSyntax env:
                SetVariables(env);
                break;
            case LabelSyntax label:
                KeyValuePair<string, string>[] labels = [.. label.Pairs.Select(Expand)];
                image.Runtime = image.Runtime with { Labels = image.Runtime.Labels.SetItems(labels) };
                image.Note($"LABEL {Assignments(labels)}");
                break;
            case MaintainerSyntax { Argument: { } author }:
                image.SetAuthor(author.Text);
                image.Note($"MAINTAINER {author.Text}");
                break;
            case ExposeSyntax expose:
                Expose(expose);
                break;
            case VolumeSyntax volume:
                string[] volumes = [.. volume.Arguments.Select(Expand)];
                image.Runtime = image.Runtime with { Volumes = Sorted(image.Runtime.Volumes, volumes) };
                image.Note($"VOLUME {GoText.List(volumes)}");
                break;
            case UserSyntax { Argument: { } user }:
                string who = Expand(user);
                image.Runtime = image.Runtime with { User = NullIfEmpty(who) };
                image.Note($"USER {who}");
                break;
            case WorkdirSyntax { Argument: { } path }:
                ChangeFolder(Expand(path), place);
                break;
            case ShellSyntax shell:
                image.Runtime = image.Runtime with { Shell = Texts(shell.JsonWords) };
                image.Note($"SHELL {GoText.List(image.Shell)}");
                break;
            case CmdSyntax cmd:
                image.Runtime = image.Runtime with
                {
                    Command = NullIfEmpty(CommandLine(cmd)),
                    // Docker for Windows reads it; BuildKit sets it for every system.
                    Others = image.Runtime.Others.SetItem("ArgsEscaped", Json(static writer => writer.WriteBooleanValue(true))),
                };
                image.Note($"CMD {GoText.QuotedList(CommandLine(cmd))}");
                _hasCommand = true;
                break;
            case EntrypointSyntax entrypoint:
                image.Runtime = image.Runtime with
                {
                    Entrypoint = NullIfEmpty(CommandLine(entrypoint)),
                    // What was inherited was written for another entrypoint.
                    Command = _hasCommand ? image.Runtime.Command : null,
                };
                image.Note($"ENTRYPOINT {GoText.QuotedList(CommandLine(entrypoint))}");
                break;
            case StopsignalSyntax { Argument: { } signal }:
                string number = Expand(signal);
                image.Runtime = image.Runtime with { StopSignal = NullIfEmpty(number) };
                image.Note($"STOPSIGNAL {number}");
                break;
            case HealthcheckSyntax healthcheck:
                SetHealthcheck(healthcheck);
                break;
            case OnbuildSyntax { Nested: { } trigger } onbuild:
                image.Runtime = image.Runtime with { OnBuild = image.Runtime.OnBuild.Add(TriggerText(onbuild, trigger)) };
                break;
        }
    }

    private void Declare(ArgSyntax arg)
    {
        var texts = new List<string>();
        foreach (KeyValueSyntax pair in arg.Pairs)
        {
            string name = pair.Name.Text;
            string? value = planner.ArgumentOf(name)
                ?? (pair.Value is { } written ? Expand(written) : planner.GlobalOf(name));
            if (value is not null && name is not ("BUILDKIT_SBOM_SCAN_CONTEXT" or "BUILDKIT_SBOM_SCAN_STAGE"))
                image.Environment.SetLast(name, value);
            image.Arguments.Add(KeyValuePair.Create(name, value));
            texts.Add(value is null ? name : $"{name}={value}");
        }

        image.Note($"ARG {string.Join(' ', texts)}");
    }

    private void SetVariables(EnvSyntax env)
    {
        // All of them see the variables as they were before.
        KeyValuePair<string, string>[] variables = [.. env.Pairs.Select(Expand)];
        foreach ((string name, string value) in variables)
            image.SetVariable(name, value);
        image.Note($"ENV {Assignments(variables)}");
    }

    private void Expose(ExposeSyntax expose)
    {
        var ports = new List<string>();
        foreach (WordSyntax word in expose.Arguments.OrderBy(static word => word.Text, StringComparer.Ordinal))
        {
            foreach (string text in Expander.ExpandWords(word, Lookup).Words)
            {
                if (PortSpec.TryParse(text, out PortSpec? port, out _))
                    ports.AddRange(port.Expand());
            }
        }

        image.Runtime = image.Runtime with { ExposedPorts = Sorted(image.Runtime.ExposedPorts, ports) };
        image.Note($"EXPOSE {GoText.List(ports.Distinct())}");
    }

    private void ChangeFolder(string written, InstructionSyntax place)
    {
        string path = ImagePath.Join(image.Directory, written);
        image.Runtime = image.Runtime with { WorkingDirectory = path };
        if (path != "/")
            image.Files = new FolderStep(image.Files, place, path, image.Runtime.User is { Length: > 0 } user ? user : null);
        image.Note($"WORKDIR {path}", hasLayer: path != "/");
    }

    private void SetHealthcheck(HealthcheckSyntax healthcheck)
    {
        ImmutableArray<string> test = healthcheck switch
        {
            { IsNone: true } => ["NONE"],
            { ShellText: { } text } => ["CMD-SHELL", text.Text],
            _ => ["CMD", .. Texts(healthcheck.JsonWords)],
        };
        long interval = Nanoseconds("interval");
        long timeout = Nanoseconds("timeout");
        long startPeriod = Nanoseconds("start-period");
        long startInterval = Nanoseconds("start-interval");
        int retries = int.TryParse(healthcheck.Flag("retries")?.Value, out int count) ? count : 0;
        JsonElement json = Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("Test");
            foreach (string part in test)
                writer.WriteStringValue(part);
            writer.WriteEndArray();
            Number(writer, "Interval", interval);
            Number(writer, "Timeout", timeout);
            Number(writer, "StartPeriod", startPeriod);
            Number(writer, "StartInterval", startInterval);
            Number(writer, "Retries", retries);
            writer.WriteEndObject();
        });
        image.Runtime = image.Runtime with { Others = image.Runtime.Others.SetItem("Healthcheck", json) };
        image.Note(
            $"HEALTHCHECK {{Test:{GoText.List(test)} Interval:{GoText.Duration(interval)} Timeout:{GoText.Duration(timeout)}" +
            $" StartPeriod:{GoText.Duration(startPeriod)} StartInterval:{GoText.Duration(startInterval)} Retries:{retries}}}");

        long Nanoseconds(string flag) =>
            healthcheck.Flag(flag)?.Value is { Length: > 0 } text && GoDuration.TryParse(text, out GoDuration duration, out _) ? duration.Nanoseconds : 0;

        static void Number(Utf8JsonWriter writer, string name, long value)
        {
            if (value != 0)
                writer.WriteNumber(name, value);
        }
    }

    private async Task<bool> CopyAsync(TransferSyntax copy, InstructionSyntax place, CancellationToken cancellation)
    {
        FileSource from = planner.FilesOfContext("");
        if (copy is CopySyntax { From.Value: { Length: > 0 } name } && await planner.FilesOfAsync(name, place, mayBeNumber: true, cancellation).ConfigureAwait(false) is { } found)
            from = found;
        else if (copy is CopySyntax { From.Value.Length: > 0 })
            return false;

        string? owner = Value("chown");
        string? mode = Value("chmod");
        bool isParents = IsOn(copy, "parents");
        bool unpacks = copy.Flag("unpack") is null ? copy is AddSyntax : IsOn(copy, "unpack");
        string written = Expand(copy.Destination!);
        string text = copy is AddSyntax ? "ADD" : "COPY";
        if (isParents)
            text += " --parents";
        if (owner is not null)
            text += $" --chown={owner}";
        if (mode is not null)
            text += $" --chmod={mode}";
        var usual = new FileTransfer(from, "/", ImagePath.Destination(image.Directory, written))
        {
            Owner = owner,
            Mode = mode,
            Excludes = [.. copy.Flags.Where(static flag => flag.Name == "exclude").Select(static flag => flag.Value ?? "")],
        };
        var transfers = ImmutableArray.CreateBuilder<FileTransfer>();
        foreach (WordSyntax source in copy.Sources.Where(source => copy.HeredocOf(source) is null))
        {
            string path = Expand(source);
            text += $" {path}";
            SourceKind kind = copy is AddSyntax ? CopySource.KindOf(path) : SourceKind.Local;
            transfers.Add(kind switch
            {
                SourceKind.Http => RemoteOf(path, usual) with { Unpacks = copy.Flag("unpack") is not null && unpacks },
                SourceKind.Git => usual with { From = GitOf(path) },
                _ => LocalOf(path, usual, isParents) with { Unpacks = unpacks },
            });
        }

        foreach (HeredocSyntax heredoc in copy.Sources.Select(copy.HeredocOf).OfType<HeredocSyntax>())
        {
            text += $" <<{heredoc.Name}";
            string body = heredoc.Body.ToString();
            string content = heredoc.IsExpanded ? Expander.ExpandBody(body, Lookup).Value : body;
            transfers.Add(usual with { From = new InlineFile(heredoc.Name, content), Path = ImagePath.Clean(heredoc.Name) });
        }

        text += $" {written}";
        // Rights that are set are set for folders of the image too, so there is no layer of its own.
        image.Files = new CopyStep(image.Files, place, text, transfers.ToImmutable(), IsOn(copy, "link") && mode is null);
        image.Note(text + Mark, hasLayer: true);
        return true;

        string? Value(string flag) => copy.Flag(flag) is { Value.Length: > 0 } given && Expand(given) is { Length: > 0 } value ? value : null;

        FileTransfer RemoteOf(string address, FileTransfer transfer)
        {
            string fileName = RemoteName(address);
            Digest? checksum = Value("checksum") is { } digest && Digest.TryParse(digest, out Digest? read, out _) ? read : null;
            return transfer with { From = new RemoteFile(address, fileName, checksum), Path = "/" + fileName };
        }

        StepFiles GitOf(string address)
        {
            // What it is no source of, the model has refused.
            _ = GitReference.TryParse(address, out GitReference? repository, out _);
            return planner.GitOf(new GitStep(repository!, IsOn(copy, "keep-git-dir"), Value("checksum"), place));
        }
    }

    private static FileTransfer LocalOf(string path, FileTransfer transfer, bool isParents)
    {
        if (!isParents)
            return transfer with { Path = ImagePath.Clean(path), IsPattern = true };
        const string Pivot = "/./";
        int pivot = path.IndexOf(Pivot, StringComparison.Ordinal);
        string folder = pivot < 0 ? "/" : path[..pivot];
        string pattern = ImagePath.Clean(pivot < 0 ? path : path[(pivot + Pivot.Length)..])[1..];
        return transfer with
        {
            Path = ImagePath.Clean(folder),
            IsPattern = true,
            Includes = pattern.Length == 0 ? [] : [pattern],
            IsRequired = pattern.AsSpan().IndexOfAny("*?[") < 0,
        };
    }

    private static string RemoteName(string address)
    {
        string path = Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) ? Uri.UnescapeDataString(uri.AbsolutePath) : "";
        string name = path[(path.LastIndexOf('/') + 1)..];
        return name.Length == 0 ? "__unnamed__" : name;
    }

    private async Task<bool> RunAsync(RunSyntax run, InstructionSyntax place, CancellationToken cancellation)
    {
        var mounts = ImmutableArray.CreateBuilder<RunMount>();
        foreach (FlagSyntax flag in run.Flags.Where(static flag => flag is { Name: "mount", Value: not null }))
        {
            if (!MountSpec.TryParse(flag.Value!, text => Expander.Expand(text, escape, Lookup).Value, image.Directory, out MountSpec? spec, out ValueError? error))
                return planner.Fail(place.Span, error.Message);
            FileSource? from = spec.From switch
            {
                null when spec.Type == MountType.Bind => planner.FilesOfContext(""),
                null or "scratch" => new StepFiles(null),
                var name => await planner.FilesOfAsync(name, place, mayBeNumber: false, cancellation).ConfigureAwait(false),
            };
            if (from is null)
                return false;
            mounts.Add(MountOf(spec, from, mounts.OfType<AgentMount>().Count()));
        }

        ImmutableArray<string> command = Command(run, mounts);
        string text = string.Join(' ', [.. DeclaredArguments(), .. command]);
        string network = run.Flag("network")?.Value ?? "default";
        image.Files = new RunStep(image.Files, place, $"RUN {text}")
        {
            Arguments = command,
            Environment = image.Environment.Assignments,
            Proxies = planner.Proxies,
            Directory = image.Directory,
            User = image.Runtime.User is { Length: > 0 } user ? user : null,
            Mounts = mounts.ToImmutable(),
            Network = network switch { "none" => RunNetwork.None, "host" => RunNetwork.Host, _ => planner.Network },
            IsInsecure = run.Flag("security")?.Value == "insecure",
        };
        image.Note($"RUN {text}{Mark}", hasLayer: true);
        return true;
    }

    private static RunMount MountOf(MountSpec spec, FileSource from, int agents)
    {
        string target = spec.MountPoint ?? "";
        return spec.Type switch
        {
            MountType.Cache => new CacheMount(target, spec.Id ?? target)
            {
                Sharing = spec.Sharing ?? MountSharing.Shared,
                Mode = (int)(spec.Mode ?? 0x1ED),
                Uid = spec.Uid ?? 0,
                Gid = spec.Gid ?? 0,
                IsReadOnly = spec.IsReadOnly,
                From = from is StepFiles { Step: null } ? null : from,
                Source = ImagePath.Clean(spec.Source ?? "/"),
            },
            MountType.Tmpfs => new TemporaryMount(target, spec.Size),
            MountType.Secret => new SecretMount(target, spec.Id ?? "")
            {
                Variable = spec.Env,
                IsRequired = spec.IsRequired,
                Mode = (int)(spec.Mode ?? 0x100),
                Uid = spec.Uid ?? 0,
                Gid = spec.Gid ?? 0,
            },
            MountType.Ssh => new AgentMount(target.Length > 0 ? target : $"/run/buildkit/ssh_agent.{agents}", spec.Id ?? "")
            {
                IsRequired = spec.IsRequired,
                Mode = (int)(spec.Mode ?? 0x180),
                Uid = spec.Uid ?? 0,
                Gid = spec.Gid ?? 0,
            },
            _ => new BindMount(target, from, ImagePath.Clean(spec.Source ?? "/"), spec.IsReadOnly),
        };
    }

    /// <summary>What is run; a script of its own becomes a mount.</summary>
    private ImmutableArray<string> Command(RunSyntax run, ImmutableArray<RunMount>.Builder mounts)
    {
        if (run.ShellText is not { } shellText)
            return run.Form == ArgumentForm.Json ? Texts(run.JsonWords) : [.. image.Shell, ""];
        if (run.ScriptHeredoc is not { } script)
        {
            // The shell reads the here-documents itself, so they are put back together.
            string whole = run.Heredocs.Aggregate(shellText.Text, static (all, heredoc) => $"{all}\n{heredoc.Content}{heredoc.Name}");
            return [.. image.Shell, whole];
        }

        string body = script.Body.ToString();
        if (!script.Content.StartsWith("#!", StringComparison.Ordinal))
            return [.. image.Shell, body];
        string path = $"/dev/pipes/{script.Name}";
        mounts.Add(new ScriptMount(path, body));
        return [.. image.Shell, path];
    }

    /// <summary>The arguments as the history of a command has them: how many, and each with its value.</summary>
    private List<string> DeclaredArguments()
    {
        var arguments = new VariableList();
        foreach ((string name, string? value) in image.Arguments)
            arguments.Set(name, image.Environment.TryGet(name, out string? current) ? current : value ?? "");
        ImmutableArray<string> texts = arguments.Assignments;
        return texts.IsEmpty ? [] : [$"|{texts.Length}", .. texts];
    }

    /// <summary>CMD and ENTRYPOINT.</summary>
    private ImmutableArray<string> CommandLine(CommandSyntax command) => command switch
    {
        { Form: ArgumentForm.Json } => Texts(command.JsonWords),
        { ShellText: { } text } => [.. image.Shell, text.Text],
        _ => [.. image.Shell, ""],
    };

    /// <summary>Go leaves out of JSON what is empty.</summary>
    private static ImmutableArray<string>? NullIfEmpty(ImmutableArray<string> texts) => texts.IsEmpty ? null : texts;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    /// <summary>An instruction that is put off, with the here-documents that belong to it.</summary>
    private static string TriggerText(OnbuildSyntax onbuild, InstructionSyntax trigger)
    {
        string text = trigger.RawText;
        foreach (HeredocSyntax heredoc in onbuild.Heredocs)
            text += $"\n{heredoc.Content}{heredoc.Name}";
        return text;
    }

    private static bool IsOn(InstructionSyntax instruction, string flag) =>
        instruction.Flag(flag) is { } given && (given.Value is null || given.Value.Equals("true", StringComparison.OrdinalIgnoreCase));

    private Variable? Lookup(string name) =>
        image.Environment.TryGet(name, out string? value) ? new Variable(name, value, VariableOrigin.Env) : null;

    private string Expand(WordSyntax word) => Expander.Expand(word, Lookup).Value;

    private string Expand(FlagSyntax flag) => Expander.Expand(flag.Value!, escape, Lookup).Value;

    private KeyValuePair<string, string> Expand(KeyValueSyntax pair) =>
        KeyValuePair.Create(Expand(pair.Name), pair.Value is null ? "" : Expand(pair.Value));

    private static string Assignments(IEnumerable<KeyValuePair<string, string>> pairs) =>
        string.Join(' ', pairs.Select(static pair => $"{pair.Key}={pair.Value}"));

    private static ImmutableArray<string> Texts(ImmutableArray<WordSyntax> words) => [.. words.Select(static word => word.Text)];

    private static ImmutableArray<string> Sorted(ImmutableArray<string> known, IEnumerable<string> added) =>
        [.. known.Union(added, StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static JsonElement Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
