using DockerLint.Analysis.Commands;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// An install that may change the lock file takes other versions than those that were tested, and nobody sees it.
/// Reported where the stage copies the lock file by its name, so that there is one.
/// </summary>
internal sealed class InstallWithoutLock() : Rule(
    new("DK4005", "InstallWithoutLock", Severity.Warning, Category.Reproducibility, Profiles.None, "An install does not hold to the lock file that is copied.")
    {
        Fix = FixSafety.Unsafe,
    }),
    IVisit<Stage>
{
    public void Visit(Stage stage, RuleContext context)
    {
        HashSet<string> copied = new(StringComparer.Ordinal);
        for (int index = 0; index < stage.Instructions.Length; index++)
        {
            if (stage.Instructions[index] is TransferSyntax transfer)
                copied.UnionWith(transfer.Sources.Select(static source => source.Text[(source.Text.LastIndexOf('/') + 1)..]));
            if (copied.Count == 0 || stage.Instructions[index] is not RunSyntax run)
                continue;
            foreach (Invocation command in context.ProgramsOf(run, stage.States[index]))
            {
                if (RemedyFor(command) is { } remedy && remedy.LockFiles.FirstOrDefault(copied.Contains) is { } file)
                    context.ReportFor(run, command.Span, $"this may install other versions than {file} says; use {remedy.Option ?? "npm ci"}", fix: FixOf(command, remedy.Option));
            }
        }
    }

    private static Fix FixOf(Invocation command, string? option)
    {
        TextSpan place = command.Operands.IsEmpty ? command.Name.Span : command.Operands[0].Span;
        TextEdit edit = option is null ? new TextEdit(place, "ci") : new TextEdit(new TextSpan(place.End, 0), $" {option}");
        return new Fix($"Use {option ?? "npm ci"}", IsSafe: false, [edit]);
    }

    /// <summary>What to use, and the files that it holds to; null where that is done, or no dependencies are installed.</summary>
    private static (string[] LockFiles, string? Option)? RemedyFor(Invocation command) => command switch
    {
        { Program: "npm", Operands: [{ Text: "install" or "i" }] } when !command.Has("g", "global", "package-lock-only", "no-package-lock") => (["package-lock.json", "npm-shrinkwrap.json"], null),
        { Program: "yarn" } when (command.Operands is [{ Text: "install" }] || command.Does("")) && !command.Has("frozen-lockfile", "immutable", "pure-lockfile", "no-lockfile") => (["yarn.lock"], "--frozen-lockfile"),
        { Program: "pnpm", Operands: [{ Text: "install" or "i" }] } when !command.Has("frozen-lockfile", "no-frozen-lockfile", "no-lockfile", "offline") => (["pnpm-lock.yaml"], "--frozen-lockfile"),
        { Program: "uv", Operands: [{ Text: "sync" }] } when !command.Has("locked", "frozen") => (["uv.lock"], "--locked"),
        _ => null,
    };
}
