using DockerLint.References;
using DockerLint.Semantics.Patterns;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Semantics.Conversion;

/// <summary>
/// One instruction of a stage as BuildKit converts it: its variables are replaced, its values are read, and what
/// it sets holds from the next one on.
/// </summary>
internal sealed class InstructionReader(ModelBuilder builder, Stage stage, int index, StageState before)
{
    /// <summary>Reads it.</summary>
    /// <returns>What holds after it.</returns>
    public StageState Read(InstructionSyntax instruction)
    {
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
                    stage.Scope.Set(builder.Declare(stage, arg, pair, FindIncludingThis, builder.FindGlobal(pair.Name.Text)), index);
                break;
            case RunSyntax run:
                ReadRun(run);
                return before;
            case CmdSyntax cmd:
                return before with { Cmd = cmd };
            case EntrypointSyntax entrypoint:
                // An inherited CMD was written for another entrypoint: the new one drops it.
                bool isCmdInherited = before.Cmd == stage.Parent?.End.Cmd;
                return before with { Entrypoint = entrypoint, Cmd = isCmdInherited ? null : before.Cmd };
            case ShellSyntax shell:
                return before with { Shell = shell };
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
                        builder.Refuse(path.Span, "the path of a volume cannot be empty; give the variable a value", expansion: builder.ExpansionOf(path));
                }

                break;
            case UserSyntax { Argument: { } user }:
                Expand(instruction, user);
                return before with { User = (UserSyntax)instruction };
            case WorkdirSyntax { Argument: { } path }:
                return ReadWorkdir((WorkdirSyntax)instruction, path);
            case StopsignalSyntax { Argument: { } signal }:
                if (Expand(instruction, signal) is { } name && !StopSignal.TryParse(name, out _, out ValueError? error))
                    builder.Refuse(signal.Span, error!.Message, expansion: builder.ExpansionOf(signal));
                break;
        }

        return before;
    }

    private Variable? Find(string name) => stage.Scope.Find(name, index);

    /// <summary>Several names of one ARG see each other.</summary>
    private Variable? FindIncludingThis(string name) => stage.Scope.Find(name, index + 1);

    private string? Expand(InstructionSyntax instruction, WordSyntax word) => builder.Expand(stage, instruction, word, Find);

    private string? Expand(InstructionSyntax instruction, FlagSyntax flag) => builder.Expand(stage, instruction, flag, Find);

    private (string? Name, string? Value) ExpandPair(InstructionSyntax instruction, KeyValueSyntax pair) =>
        (Expand(instruction, pair.Name), pair.Value is null ? null : Expand(instruction, pair.Value));

    private void ReadEnv(EnvSyntax env)
    {
        foreach (KeyValueSyntax pair in env.Pairs)
        {
            (string? name, string? value) = ExpandPair(env, pair);
            if (name is not null)
            {
                stage.Scope.Set(
                    new Variable(name, value ?? "", VariableOrigin.Env, pair, pair.Value is null ? null : builder.ExpansionOf(pair.Value)),
                    index);
            }
        }
    }

    private StageState ReadWorkdir(WorkdirSyntax workdir, WordSyntax path)
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
                builder.Refuse(flag.ValueSpan, error.Message, expansion: builder.ExpansionOf(flag));
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
                builder.Refuse(source.Span, $"COPY takes files, not {(kind == SourceKind.Git ? "a git repository" : "an address")}; use ADD");
            else if (transfer is AddSyntax && kind == SourceKind.Git && !GitReference.TryParse(value, out _, out ValueError? error) && error is not null)
                builder.Refuse(source.Span, error.Message);
        }

        if (transfer.Destination is { } destination)
            Expand(transfer, destination);
        if (transfer.Flag("checksum") is { Value.Length: > 0 } checksum && Expand(transfer, checksum) is { Length: > 0 } digest)
        {
            if (transfer.Sources.Length != 1)
                builder.Refuse(checksum.Span, "--checksum is for one source; write an ADD for each");
            else if (gitSources + httpSources == 0)
                builder.Refuse(checksum.Span, "--checksum is for http and git sources; drop it here", expansion: builder.ExpansionOf(transfer.Sources[0]));
            else if (httpSources == 1 && !Digest.TryParse(digest, out _, out ReferenceError? invalid))
                builder.Refuse(checksum.ValueSpan, invalid.Message, expansion: builder.ExpansionOf(checksum));
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
        builder.Note(stage, transfer, null, Expander.ExpandBody(text, Find), body.ToSource);
    }

    private void ReadExpose(ExposeSyntax expose)
    {
        foreach (WordSyntax word in expose.Arguments)
        {
            if (word.Parts is [] or [LiteralPart])
            {
                if (!PortSpec.TryParse(word.Text, out _, out ValueError? error))
                    builder.Refuse(word.SpanOf(error.Span), error.Message);
                continue;
            }

            (Expansion expansion, var ports) = Expander.ExpandWords(word, Find);
            if (builder.Note(stage, expose, word, expansion, word.SpanOf) is not { } value)
                continue;
            foreach (string port in ports)
            {
                if (PortSpec.TryParse(port, out _, out ValueError? error))
                    continue;
                bool isCut = ports.Length == 1 && PortSpec.TryParse(value, out _, out _);
                builder.Refuse(
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
                    builder.Refuse(flag.ValueSpan, $"'{value}' is no network mode; use default, none or host", BuildPhase.Instruction);
                    break;
                case "security" when value is not ("sandbox" or "insecure"):
                    builder.Refuse(flag.ValueSpan, $"'{value}' is no security mode; use sandbox or insecure", BuildPhase.Instruction);
                    break;
                case "device" when !DeviceSpec.TryParse(value, out _, out ValueError? error):
                    builder.Refuse(flag.SpanOf(error!.Span), error.Message, BuildPhase.Instruction);
                    break;
                case "device" when builder.HasReleasedFrontend:
                    builder.Refuse(flag.NameSpan, "--device needs another front end; write # syntax=docker/dockerfile:1-labs at the top");
                    break;
            }
        }
    }

    private void ReadMount(RunSyntax run, FlagSyntax flag, string value)
    {
        if (MountSpec.CheckUnexpanded(value) is { } early)
        {
            builder.Refuse(flag.SpanOf(early.Span), early.Message, BuildPhase.Instruction);
            return;
        }

        bool failed = false;
        int next = 0;
        string? ExpandField(string text)
        {
            if (text.AsSpan().IndexOfAny("$'\"\\") < 0)
                return text;
            int at = Math.Max(value.IndexOf(text, next, StringComparison.Ordinal), 0);
            next = Math.Max(next, at + text.Length);
            string? expanded = builder.Note(
                stage, run, null, Expander.Expand(text, run.Line.Escape, Find), part => flag.SpanOf(part.Shift(at)));
            failed |= expanded is null;
            return expanded;
        }

        if (!MountSpec.TryParse(value, ExpandField, before.Workdir ?? "/", out _, out ValueError? error) && !failed)
            builder.Refuse(flag.SpanOf(error!.Span), error.Message);
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
                    builder.Refuse(flag.ValueSpan, $"--retries is a number from 0, not '{value}'", BuildPhase.Instruction);
            }
            else if (!GoDuration.TryParse(value, out GoDuration duration, out ValueError? error))
            {
                builder.Refuse(flag.SpanOf(error.Span), error.Message, BuildPhase.Instruction);
            }
            else if (duration.Nanoseconds is < 1_000_000 and not 0)
            {
                builder.Refuse(flag.ValueSpan, $"--{flag.Name} cannot be shorter than 1ms", BuildPhase.Instruction);
            }
        }
    }
}
