using DockerLint.Semantics;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Tests.Engine;

/// <summary>What a file says of the image, in lines that two files can be compared by.</summary>
internal static class Meaning
{
    private const string Authors = "org.opencontainers.image.authors";

    /// <summary>What a safe fix must not change: every value, source, port and folder, what each RUN runs, how the container starts.</summary>
    public static IEnumerable<string> Of(DockerfileModel file) =>
        file.StagesWithPreamble.SelectMany(stage => Of(stage, file)).SelectMany(Lines);

    /// <summary>What an unsafe fix must not change either: the stages and the settings that are no command, but for an ARG that is declared again.</summary>
    public static IEnumerable<string> OfSettings(DockerfileModel file) =>
        file.StagesWithPreamble.SelectMany(stage => OfSettings(stage, file)).SelectMany(Lines)
            .Where(static line => !line.StartsWith("arg ", StringComparison.Ordinal));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Of(Stage stage, DockerfileModel file)
    {
        yield return $"stage {stage.BaseName?.Value} {stage.Name} {stage.Platform ?? file.Options.Platform}";
        for (int index = 0; index < stage.Instructions.Length; index++)
        {
            InstructionSyntax instruction = stage.Instructions[index];
            string? line = instruction switch
            {
                CmdSyntax or EntrypointSyntax or HealthcheckSyntax => null,
                WorkdirSyntax => $"workdir {stage.States[index + 1].Workdir}",
                RunSyntax run => $"run {Flags(run)} {Script(run)}",
                _ => Setting(instruction, file, stage, index),
            };
            if (line is not null)
                yield return line;
        }

        StageState end = stage.End;
        yield return $"starts {Script(end.Entrypoint)} {Script(end.Cmd)} {Script(end.Healthcheck)}";
    }

    private static IEnumerable<string> OfSettings(Stage stage, DockerfileModel file)
    {
        yield return $"stage {stage.BaseName?.Value} {stage.Name} {stage.Platform ?? file.Options.Platform}";
        for (int index = 0; index < stage.Instructions.Length; index++)
        {
            if (stage.Instructions[index] is not (CommandSyntax or WorkdirSyntax or OnbuildSyntax) and var instruction)
                yield return WithoutOwner(Setting(instruction, file, stage, index)).ToLowerInvariant().Replace("/ ", " ", StringComparison.Ordinal);
        }
    }

    private static string Setting(InstructionSyntax instruction, DockerfileModel file, Stage stage, int index) => instruction switch
    {
        MaintainerSyntax when stage.Instructions.Skip(index + 1).Any(later => later is MaintainerSyntax || SetsAuthors(later, file)) => "",
        MaintainerSyntax { Argument.Text: { } name } =>
            $"label {Authors}={(name.Length > 1 && name[0] is '"' or '\'' && name.IndexOf(name[0], 1) == name.Length - 1 ? name[1..^1] : name)}",
        KeyValuesSyntax pairs => string.Join('\n', Counting(pairs, stage, index, file)
            .Select(pair => $"{pairs.Kind} {file.ValueOf(pair.Name)}={(pair.Value is null ? null : file.ValueOf(pair.Value))}".Replace("Label", "label", StringComparison.Ordinal)
                .Replace("Env DEBIAN_FRONTEND", "Arg DEBIAN_FRONTEND", StringComparison.Ordinal))),
        TransferSyntax transfer => $"copy {Flags(transfer)} {string.Join(' ', transfer.Arguments.Select(file.ValueOf))} {string.Concat(transfer.Heredocs.Select(heredoc => heredoc.Content))} ",
        ExposeSyntax expose => $"expose {string.Join(' ', expose.Arguments.SelectMany(word => file.ValueOf(word).Split(' ')).Select(Ports))}",
        OnbuildSyntax onbuild => $"onbuild {Normal(onbuild.Nested?.ToString() ?? "")}",
        _ => $"{instruction.Kind} {string.Join(' ', instruction.Arguments.Select(file.ValueOf))}",
    };

    /// <summary>The pairs that no later one makes up for before anything reads them.</summary>
    private static IEnumerable<KeyValueSyntax> Counting(KeyValuesSyntax pairs, Stage stage, int index, DockerfileModel file)
    {
        IEnumerable<KeyValueSyntax> later = pairs is LabelSyntax
            ? stage.Instructions.Skip(index + 1).OfType<LabelSyntax>().SelectMany(static label => label.Pairs)
            : [];
        return pairs is ArgSyntax
            ? pairs.Pairs
            : pairs.Pairs.Where((pair, number) => !pairs.Pairs.Skip(number + 1).Concat(later).Any(other => file.ValueOf(other.Name) == file.ValueOf(pair.Name)));
    }

    /// <summary>A COPY as it is without what comes from a chown or chmod after it.</summary>
    private static string WithoutOwner(string line) => line.StartsWith("copy ", StringComparison.Ordinal)
        ? string.Join(' ', line.Split(' ').Where(static word => word.Length > 0 && !word.StartsWith("--chown=", StringComparison.Ordinal) && !word.StartsWith("--chmod=", StringComparison.Ordinal))) + " "
        : line;

    private static bool SetsAuthors(InstructionSyntax instruction, DockerfileModel file) =>
        instruction is LabelSyntax label && label.Pairs.Any(pair => file.ValueOf(pair.Name) == Authors);

    private static string Ports(string port) => PortSpec.TryParse(port, out PortSpec? spec, out _) ? string.Join(' ', spec.Expand()) : port;

    private static string Flags(InstructionSyntax instruction) => string.Join(' ', instruction.Flags
        .Select(flag => flag.Text.ToLowerInvariant().Replace(",sharing=locked", "", StringComparison.Ordinal)));

    private static string Script(CommandSyntax? command) => command is null
        ? ""
        : Normal($"{string.Join(' ', command.Arguments.Select(word => word.Text))} {string.Concat(command.Heredocs.Select(heredoc => heredoc.Content))}");

    /// <summary>A script without what safe fixes change in it.</summary>
    private static string Normal(string script) => script
        .Replace("$(", "`", StringComparison.Ordinal).Replace(")", "`", StringComparison.Ordinal)
        .Replace("apt-get", "apt", StringComparison.Ordinal)
        .Replace("\"x", "\"", StringComparison.Ordinal).Replace("'x", "'", StringComparison.Ordinal);
}
