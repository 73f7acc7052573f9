using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// An install that may change the lock file takes other versions than those that were tested, and nobody sees it.
/// Reported where the stage copies the lock file by its name, so that there is one.
/// </summary>
internal sealed class InstallWithoutLock() : Rule(
    new("DK4005", "InstallWithoutLock", Severity.Warning, Category.Reproducibility, Profiles.Recommended, "An install does not hold to the lock file that is copied.")
    {
        Fix = FixSafety.Unsafe,
    }),
    IVisit<RunSyntax>
{
    public void Visit(RunSyntax run, RuleContext context)
    {
        foreach (Invocation command in context.ProgramsOf(run))
        {
            if (RemedyFor(command) is not { } remedy || !remedy.LockFiles.Any(file => IsCopied(file, context)))
                continue;
            TextSpan place = command.Operands.IsEmpty ? command.Name.Span : command.Operands[0].Span;
            TextEdit edit = remedy.Option is { } option ? new TextEdit(new TextSpan(place.End, 0), $" {option}") : new TextEdit(place, "ci");
            context.Report(
                command.Span,
                $"this may install other versions than {remedy.LockFiles[0]} says; use {remedy.Option ?? "npm ci"}",
                fix: new Fix($"Use {remedy.Option ?? "npm ci"}", IsSafe: false, [edit]));
        }
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

    private static bool IsCopied(string file, RuleContext context) => context.Stage.Instructions.Take(context.Index).OfType<TransferSyntax>()
        .Any(transfer => transfer.Sources.Any(source => source.Text == file || source.Text.EndsWith($"/{file}", StringComparison.Ordinal)));
}
