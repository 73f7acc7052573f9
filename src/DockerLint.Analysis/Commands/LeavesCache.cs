using System.Collections.Immutable;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Commands;

/// <summary>
/// A rule on what a package manager downloads and keeps: removed in a later RUN it is still in the layer of this one.
/// </summary>
internal abstract class LeavesCache(RuleInfo info, params ImmutableArray<PackageManager> managers) : Rule(info), IVisit<RunSyntax>
{
    public void Visit(RunSyntax run, RuleContext context)
    {
        ImmutableArray<Invocation> commands = context.ProgramsOf(run);
        List<PackageManager> judged = [];
        for (int index = 0; index < commands.Length; index++)
        {
            foreach (PackageManager manager in PackageManagers.Of(commands[index].Program))
            {
                if (managers.Contains(manager)
                    && manager.Runs(commands[index], manager.Filling)
                    && !judged.Contains(manager)
                    && IsLeft(manager, commands, index, run, context))
                {
                    judged.Add(manager);
                }
            }
        }
    }

    /// <summary>Whether the cache is in no layer of the image.</summary>
    protected virtual bool IsOutside(RunSyntax run, RuleContext context, ImmutableArray<string> folders) =>
        folders.Any(folder => CacheFolder.IsMounted(folder, run, context));

    /// <summary>Whether nothing in the RUN empties what a command fills; reported unless it is in no layer.</summary>
    private bool IsLeft(PackageManager manager, ImmutableArray<Invocation> commands, int index, RunSyntax run, RuleContext context)
    {
        Invocation filling = commands[index];
        var cache = new PackageCache(manager, commands, index, context);
        ImmutableArray<string> folders = cache.Folders;
        if (cache.IsOff || commands[index..].Any(later => Empties(manager, folders, later, filling)))
            return false;
        if (!IsOutside(run, context, folders))
        {
            context.Report(
                filling.Name.Span,
                $"what '{Line(filling)}' downloads for itself stays in this layer; end the RUN with '{manager.Cleanup ?? $"{filling.Program} {manager.Emptying[0]}"}' or mount a cache over {folders[0]}");
        }

        return true;
    }

    private static bool Empties(PackageManager manager, ImmutableArray<string> folders, Invocation later, Invocation filling) =>
        ((manager.IsShared || later.Program == filling.Program) && manager.Runs(later, manager.Emptying))
        || folders.Any(folder => CacheFolder.IsRemovedBy(later, folder));

    private static string Line(Invocation command) => $"{command.Program} {command.Verb}".TrimEnd();
}
