using System.Collections.Immutable;
using DockerLint.Analysis.Edits;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Commands;

/// <summary>
/// A rule on what a package manager downloads and keeps: removed in a later RUN it is still in the layer of this one.
/// </summary>
internal abstract class LeavesCache(RuleInfo info, params ImmutableArray<PackageManager> managers) : Rule(info, [.. managers.SelectMany(static manager => manager.Programs)]), IVisit<RunSyntax>
{
    public void Visit(RunSyntax run, RuleContext context)
    {
        ImmutableArray<Invocation> commands = context.ProgramsOf(run);
        List<PackageManager>? judged = null;
        Dictionary<(PackageManager, string, string), int> emptied = [];
        for (int index = 0; index < commands.Length; index++)
        {
            foreach (PackageManager manager in PackageManagers.Of(commands[index].Program))
            {
                if (managers.Contains(manager)
                    && manager.Runs(commands[index], manager.Filling)
                    && judged?.Contains(manager) is not true
                    && IsLeft(manager, commands, index, emptied, run, context))
                {
                    (judged ??= []).Add(manager);
                }
            }
        }
    }

    /// <summary>Whether the cache is in no layer of the image.</summary>
    protected virtual bool IsOutside(RunSyntax run, RuleContext context, ImmutableArray<string> folders) =>
        folders.Any(folder => CacheFolder.IsMounted(folder, run, context));

    /// <summary>Whether the image cannot do without what is kept.</summary>
    protected virtual bool IsNeeded(RuleContext context) => false;

    /// <summary>Whether nothing in the RUN empties what a command fills; reported unless it is in no layer.</summary>
    private bool IsLeft(
        PackageManager manager, ImmutableArray<Invocation> commands, int index, Dictionary<(PackageManager, string, string), int> emptied, RunSyntax run, RuleContext context)
    {
        Invocation filling = commands[index];
        var cache = new PackageCache(manager, commands, index, context);
        ImmutableArray<string> folders = cache.Folders;
        if (cache.IsOff)
            return false;
        if (cache.IsEmptiedLater(emptied))
            return false;
        if (!IsOutside(run, context, folders))
        {
            bool isNeeded = IsNeeded(context) || IsNeededLater(manager, context);
            string cleanup = manager.Cleanup ?? $"{filling.Program} {manager.Emptying[0]}";
            context.Report(
                filling.Name.Span,
                $"what '{Line(filling)}' downloads for itself stays in this layer; end the RUN with '{cleanup}' or mount a cache over {folders[0]}",
                fix: isNeeded ? null : FixOf(run, filling, cleanup, context),
                isUnknownToHadolint: folders != manager.Caches && IsTakenFromAny(manager.Caches, commands, index, run, context),
                isForPeers: isNeeded);
        }

        return true;
    }

    private Fix? FixOf(RunSyntax run, Invocation filling, string cleanup, RuleContext context) =>
        Info.Fix != FixSafety.None && ScriptEdits.Append(run, filling, cleanup, context) is { } edit
            ? new Fix($"Add {cleanup}", IsSafe: false, [edit])
            : null;

    /// <summary>Whether a later RUN, of this stage or one that starts from it, needs what is there, and does not fill it anew.</summary>
    private static bool IsNeededLater(PackageManager manager, RuleContext context)
    {
        if (manager.Needing.IsEmpty)
            return false;
        Stack<(Stage Stage, int From)> open = new([(context.Stage, context.Index + 1)]);
        while (open.TryPop(out (Stage Stage, int From) part))
        {
            Invocation? next = null;
            for (int index = part.From; index < part.Stage.Instructions.Length && next is null; index++)
            {
                InstructionSyntax instruction = part.Stage.Instructions[index];
                if ((instruction.Nested ?? instruction) is RunSyntax run)
                    next = context.ProgramsOf(run, part.Stage.States[index]).FirstOrDefault(command => manager.Runs(command, manager.Filling) || manager.Runs(command, manager.Needing));
            }

            if (next is not null && manager.Runs(next, manager.Needing))
                return true;
            if (next is not null)
                continue;
            foreach (Stage child in part.Stage.Children)
                open.Push((child, 0));
        }

        return false;
    }

    /// <summary>Whether one of some folders is in no layer or removed, though another one may be filled.</summary>
    private bool IsTakenFromAny(ImmutableArray<string> folders, ImmutableArray<Invocation> commands, int index, RunSyntax run, RuleContext context) =>
        IsOutside(run, context, folders) || commands.Skip(index + 1).Any(later => CacheFolder.IsRemovedBy(later, folders));

    private static string Line(Invocation command) => $"{command.Program} {command.Verb}".TrimEnd();
}
