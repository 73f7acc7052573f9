using DockerLint.References;
using DockerLint.Semantics.Patterns;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Semantics.Conversion;

/// <summary>
/// The instructions of a stage as BuildKit converts them: their variables are replaced, their values are read, and
/// what one sets holds from the next one on.
/// </summary>
internal sealed class InstructionReader
{
    private readonly ModelBuilder _builder;
    private readonly Stage _stage;
    private readonly Expander.Lookup _find;
    private readonly Expander.Lookup _findIncludingThis;
    private int _index;
    private string? _workdir;

    public InstructionReader(ModelBuilder builder, Stage stage)
    {
        _builder = builder;
        _stage = stage;
        _find = name => Find(name, _index);
        _findIncludingThis = name => Find(name, _index + 1);
    }

    /// <summary>Reads the next one.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="index">Its number in the stage; those of triggers are negative.</param>
    /// <param name="before">What holds before it.</param>
    /// <returns>What holds after it.</returns>
    public StageState Read(InstructionSyntax instruction, int index, StageState before)
    {
        _index = index;
        _workdir = before.Workdir;
        switch (instruction)
        {
            case EnvSyntax env:
                ReadEnv(env);
                break;
            case LabelSyntax label:
                foreach (KeyValueSyntax pair in label.Pairs)
                    ExpandPair(label, pair);
                break;
            case ArgSyntax arg:
                foreach (KeyValueSyntax pair in arg.Pairs)
                    _stage.Scope.Set(_builder.Declare(_stage, arg, pair, _findIncludingThis, _builder.FindGlobal(pair.Name.Text)), index);
                break;
            case RunSyntax run:
                ReadRun(run);
                return before;
            case CmdSyntax cmd:
                return before with { Cmd = cmd };
            case EntrypointSyntax entrypoint:
                // An inherited CMD was written for another entrypoint: the new one drops it.
                bool isCmdInherited = before.Cmd == _stage.Parent?.End.Cmd;
                return before with { Entrypoint = entrypoint, Cmd = isCmdInherited ? null : before.Cmd };
            case ShellSyntax shell:
                return before with { Shell = shell, NamedShell = null };
            case HealthcheckSyntax healthcheck:
                ReadHealthcheck(healthcheck);
                return before with { Healthcheck = healthcheck };
            case TransferSyntax transfer:
                ReadTransfer(transfer);
                break;
            case ExposeSyntax expose:
                ReadExpose(expose);
                break;
            case VolumeSyntax volume:
                foreach (WordSyntax path in volume.Arguments)
                {
                    if (Expand(volume, path) is "" && path.Text.Length > 0)
                        _builder.Refuse(path.Span, "the path of a volume cannot be empty; give the variable a value", expansion: _builder.ExpansionOf(path));
                }

                break;
            case UserSyntax { Argument: { } user }:
                Expand(instruction, user);
                return before with { User = (UserSyntax)instruction };
            case WorkdirSyntax { Argument: { } path }:
                return ReadWorkdir((WorkdirSyntax)instruction, path, before);
            case StopsignalSyntax { Argument: { } signal }:
                if (Expand(instruction, signal) is { } name && !StopSignal.TryParse(name, out _, out ValueError? error))
                    _builder.Refuse(signal.Span, error!.Message, expansion: _builder.ExpansionOf(signal));
                break;
        }

        return before;
    }

    private Variable? Find(string name, int before) => _builder.IsExhausted ? null : _stage.Scope.Find(name, before);

    private string? Expand(InstructionSyntax instruction, WordSyntax word) => _builder.Expand(_stage, instruction, word, _find);

    private string? Expand(InstructionSyntax instruction, FlagSyntax flag) => _builder.Expand(_stage, instruction, flag, _find);

    private (string? Name, string? Value) ExpandPair(InstructionSyntax instruction, KeyValueSyntax pair) =>
        (Expand(instruction, pair.Name), pair.Value is null ? null : Expand(instruction, pair.Value));

    private void ReadEnv(EnvSyntax env)
    {
        foreach (KeyValueSyntax pair in env.Pairs)
        {
            (string? name, string? value) = ExpandPair(env, pair);
            if (name is not null)
            {
                _stage.Scope.Set(
                    new Variable(name, value ?? "", VariableOrigin.Env, pair, pair.Value is null ? null : _builder.ExpansionOf(pair.Value)),
                    _index);
            }
        }
    }

    private StageState ReadWorkdir(WorkdirSyntax workdir, WordSyntax path, StageState before)
    {
        string? value = Expand(workdir, path);
        string? joined = value is null ? before.Workdir
            : IsAbsolute(value) ? value
            : ContextPath.Clean($"{before.Workdir ?? ""}/{value}");
        return before with { Workdir = joined, WorkdirAt = workdir };
    }

    private static bool IsAbsolute(string path) => path.StartsWith('/') || path is [_, ':', ..];

    private void ReadTransfer(TransferSyntax transfer)
    {
        foreach (string name in (ReadOnlySpan<string>)["chown", "chmod"])
        {
            if (transfer.Flag(name) is not { Value.Length: > 0 } flag
                || Expand(transfer, flag) is not { Length: > 0 } value)
            {
                continue;
            }

            if (name == "chmod" && !ModeSpec.TryParse(value, out _, out ValueError? error))
                _builder.Refuse(flag.ValueSpan, error.Message, expansion: _builder.ExpansionOf(flag));
        }

        int gitSources = 0;
        int httpSources = 0;
        foreach (WordSyntax source in transfer.Sources)
        {
            if (transfer.HeredocOf(source) is { } heredoc)
            {
                ReadHeredoc(transfer, heredoc);
                continue;
            }

            if (Expand(transfer, source) is not { } value)
                continue;
            SourceKind kind = CopySource.KindOf(value);
            if (kind == SourceKind.Git)
                gitSources++;
            if (kind == SourceKind.Http)
                httpSources++;
            if (transfer is CopySyntax && kind != SourceKind.Local)
                _builder.Refuse(source.Span, $"COPY takes files, not {(kind == SourceKind.Git ? "a git repository" : "an address")}; use ADD");
            else if (transfer is AddSyntax && kind == SourceKind.Git && !GitReference.TryParse(value, out _, out ValueError? error) && error is not null)
                _builder.Refuse(source.Span, error.Message);
        }

        if (transfer.Destination is { } destination)
            Expand(transfer, destination);
        if (transfer.Flag("checksum") is { Value.Length: > 0 } checksum && Expand(transfer, checksum) is { Length: > 0 } digest)
        {
            if (transfer.Sources.Length != 1)
                _builder.Refuse(checksum.Span, "--checksum is for one source; write an ADD for each");
            else if (gitSources + httpSources == 0)
                _builder.Refuse(checksum.Span, "--checksum is for http and git sources; drop it here", expansion: _builder.ExpansionOf(transfer.Sources[0]));
            else if (httpSources == 1 && !Digest.TryParse(digest, out _, out ReferenceError? invalid))
                _builder.Refuse(checksum.ValueSpan, invalid.Message, expansion: _builder.ExpansionOf(checksum));
        }
    }

    private void ReadHeredoc(TransferSyntax transfer, HeredocSyntax heredoc)
    {
        if (!heredoc.IsExpanded)
            return;
        LogicalText body = heredoc.Body;
        string text = body.ToString();
        if (!text.Contains('$', StringComparison.Ordinal) && !text.Contains('\\', StringComparison.Ordinal))
            return;
        _builder.Note(_stage, transfer, null, Expander.ExpandBody(text, _find), body.ToSource);
    }

    private void ReadExpose(ExposeSyntax expose)
    {
        foreach (WordSyntax word in expose.Arguments)
        {
            if (_builder.IsPlain(word.Text))
            {
                if (!PortSpec.TryParse(word.Text, out _, out ValueError? error))
                    _builder.Refuse(word.SpanOf(error.Span), error.Message);
                continue;
            }

            (Expansion expansion, var ports) = Expander.ExpandWords(word, _find);
            if (_builder.Note(_stage, expose, word, expansion, word.SpanOf) is not { } value)
                continue;
            foreach (string port in ports)
            {
                if (PortSpec.TryParse(port, out _, out ValueError? error))
                    continue;
                bool isCut = ports.Length == 1 && PortSpec.TryParse(value, out _, out _);
                _builder.Refuse(
                    word.Span,
                    isCut ? $"only '{port}' of '{value}' is exposed: ${{…}} with an operator drops what stands before it; give its ARG a default and write ${{name}}" : error.Message,
                    expansion: expansion);
            }
        }
    }

    private void ReadRun(RunSyntax run)
    {
        foreach (FlagSyntax flag in run.Flags)
        {
            if (flag.Value is not { } value)
                continue;
            switch (flag.Name)
            {
                case "mount":
                    ReadMount(run, flag, value);
                    break;
                case "network" when value is not ("default" or "none" or "host"):
                    _builder.Refuse(flag.ValueSpan, $"'{value}' is no network mode; use default, none or host", BuildPhase.Instruction);
                    break;
                case "security" when value is not ("sandbox" or "insecure"):
                    _builder.Refuse(flag.ValueSpan, $"'{value}' is no security mode; use sandbox or insecure", BuildPhase.Instruction);
                    break;
                case "device" when !DeviceSpec.TryParse(value, out _, out ValueError? error):
                    _builder.Refuse(flag.SpanOf(error!.Span), error.Message, BuildPhase.Instruction);
                    break;
                case "device" when _builder.HasReleasedFrontend:
                    _builder.Refuse(flag.NameSpan, "--device needs another front end; write # syntax=docker/dockerfile:1-labs at the top");
                    break;
            }
        }
    }

    private void ReadMount(RunSyntax run, FlagSyntax flag, string value)
    {
        if (MountSpec.CheckUnexpanded(value) is { } early)
        {
            _builder.Refuse(flag.SpanOf(early.Span), early.Message, BuildPhase.Instruction);
            return;
        }

        bool failed = false;
        int next = 0;
        string? ExpandField(string text)
        {
            if (_builder.IsPlain(text))
                return text;
            int at = Math.Max(value.IndexOf(text, next, StringComparison.Ordinal), 0);
            next = Math.Max(next, at + text.Length);
            string? expanded = _builder.Note(
                _stage, run, null, Expander.Expand(text, run.Line.Escape, _find), part => flag.SpanOf(part.Shift(at)));
            failed |= expanded is null;
            return expanded;
        }

        if (!MountSpec.TryParse(value, ExpandField, _workdir ?? "/", out _, out ValueError? error) && !failed)
            _builder.Refuse(flag.SpanOf(error!.Span), error.Message, expansion: Expander.Expand(value, run.Line.Escape, _find));
    }

    private void ReadHealthcheck(HealthcheckSyntax healthcheck)
    {
        if (healthcheck.IsNone)
            return;
        foreach (FlagSyntax flag in healthcheck.Flags)
        {
            if (flag.Value is not { Length: > 0 } value)
                continue;
            if (flag.Name == "retries")
            {
                if (!int.TryParse(value, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out int retries) || retries < 0)
                    _builder.Refuse(flag.ValueSpan, $"--retries is a number from 0, not '{value}'", BuildPhase.Instruction);
            }
            else if (!GoDuration.TryParse(value, out GoDuration duration, out ValueError? error))
            {
                _builder.Refuse(flag.SpanOf(error.Span), error.Message, BuildPhase.Instruction);
            }
            else if (duration.Nanoseconds is < 1_000_000 and not 0)
            {
                _builder.Refuse(flag.ValueSpan, $"--{flag.Name} cannot be shorter than 1ms", BuildPhase.Instruction);
            }
        }
    }
}
