using System.Collections.Immutable;
using DockerLint.Analysis.Commands;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Tests;

/// <summary>Where we judge a RUN otherwise than hadolint, on purpose.</summary>
internal static class HadolintDeviations
{
    private static readonly ImmutableArray<Deviation> s_all =
    [
        new("*", true, "a program named with its folder, started by another one, or in a script for sh -c", IsHidden),
        new("*", false, "a script for another shell than sh", static part => Shells.KindOf(part.Run, part.State) != ShellKind.Posix),
        new("DL3003", false, "cd in a subshell, loop or function, or to a folder that only the script knows", static part => !HasPlainCd(part)),
        new("DL4001", true, "the other program is used by such a command of another RUN", static part => part.All().Any(IsHidden)),
        new("DL3009", true, "rm of something else, or before the last update", static part => part.Commands.Any(IsRemoval)),
        new("DL3032", true, "rm of something else, or before the last install", static part => part.Commands.Any(IsRemoval)),
        new("DL3009", false, "lists removed by find", static part => part.Commands.Any(static command => command.Program == "find")),
        new("DL3009", false, "lists removed by apt-get dist-clean", static part => Mentions(part, "dist-clean")),
        new("DL3019", false, "apk add --no-network has no index to keep", static part => Mentions(part, "--no-network")),
        new("DL3016", true, "@latest is no version", static part => Mentions(part, "@latest")),
        new("DL3016", false, "a URL with a revision", static part => Mentions(part, "#")),
        new("DL3046", false, "a variable with a long name is no high UID", static part => Mentions(part, "UID}")),
        new("DL3060", true, "yarn and yarn add install too", static part => part.Commands.Any(static command => command.Program == "yarn" && command.Verb is "" or "add")),
        new("DL3062", false, "a .go file, or the value of an option", static part => Mentions(part, ".go") || Mentions(part, "-ldflags")),
    ];

    /// <summary>The class of a difference; null where it is none of these.</summary>
    /// <param name="code">The rule.</param>
    /// <param name="isOurs">Whether we report it, and hadolint does not.</param>
    /// <param name="line">The first line of the instruction.</param>
    /// <param name="model">The file.</param>
    public static string? Of(string code, bool isOurs, int line, DockerfileModel model)
    {
        foreach (Stage stage in model.StagesWithPreamble)
        {
            for (int index = 0; index < stage.Instructions.Length; index++)
            {
                InstructionSyntax instruction = stage.Instructions[index];
                if (model.Syntax.Source.PositionOf(instruction.Span.Start).Line != line || (instruction.Nested ?? instruction) is not RunSyntax run)
                    continue;
                Part part = new(run, stage, index);
                return s_all.FirstOrDefault(deviation => deviation.Code is "*" || deviation.Code == code
                    ? deviation.IsOurs == isOurs && deviation.Holds(part)
                    : false)?.Name;
            }
        }

        return null;
    }

    private static bool IsHidden(Part part)
    {
        int direct = part.Run.JsonWords.IsEmpty ? ShellCommand.Of(part.Run, part.State).Count(static command => command.Name?.Literal is not null) : 1;
        return part.Commands.Length > direct || part.Commands.Any(static command => command.Name.Text.Contains('/', StringComparison.Ordinal));
    }

    private static bool IsRemoval(Invocation command) => command.Program == "rm";

    private static bool Mentions(Part part, string text) => part.Run.RawText.Contains(text, StringComparison.Ordinal);

    private static bool HasPlainCd(Part part) =>
        part.Run.Script!.Statements
            .SelectMany(static statement => statement.Pipelines)
            .SelectMany(static pipeline => pipeline.Commands)
            .OfType<ShellSimpleCommandSyntax>()
            .Any(static command => command is { Name.Literal: "cd", Arguments: [{ Literal: { } folder }] } && folder != "-");

    private sealed record Deviation(string Code, bool IsOurs, string Name, Func<Part, bool> Holds);

    private sealed record Part(RunSyntax Run, Stage Stage, int Index)
    {
        public StageState State => Stage.States[Index];

        public ImmutableArray<Invocation> Commands { get; } = Invocation.Of(Run, Stage.States[Index]);

        /// <summary>All RUNs of the stage.</summary>
        public IEnumerable<Part> All() =>
            Stage.Instructions.Index().Where(static entry => entry.Item is RunSyntax).Select(entry => new Part((RunSyntax)entry.Item, Stage, entry.Index));
    }
}
