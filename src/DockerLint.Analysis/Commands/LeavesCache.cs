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
        foreach (PackageManager manager in managers)
            Visit(manager, run, context);
    }

    /// <summary>Whether the cache is in no layer of the image.</summary>
    protected virtual bool IsOutside(RunSyntax run, RuleContext context, ImmutableArray<string> folders) =>
        folders.Any(folder => CacheFolder.IsMounted(folder, run, context));

    private void Visit(PackageManager manager, RunSyntax run, RuleContext context)
    {
        ImmutableArray<Invocation> commands = context.ProgramsOf(run);
        for (int index = 0; index < commands.Length; index++)
        {
            Invocation filling = commands[index];
            if (!manager.Runs(filling, manager.Filling))
                continue;
            var setting = new PackageCache(manager, commands, index, context);
            if (setting.IsOff || commands[index..].Any(later => Empties(manager, setting.Folders, later, filling)))
                continue;
            if (!IsOutside(run, context, setting.Folders))
            {
                context.Report(
                    filling.Name.Span,
                    $"what '{Line(filling)}' downloads for itself stays in this layer; end the RUN with '{manager.Cleanup ?? $"{filling.Program} {manager.Emptying[0]}"}' or mount a cache over {setting.Folders[0]}");
            }

            return;
        }
    }

    private static bool Empties(PackageManager manager, ImmutableArray<string> folders, Invocation later, Invocation filling) =>
        ((manager.IsShared || later.Program == filling.Program) && manager.Runs(later, manager.Emptying))
        || folders.Any(folder => CacheFolder.IsRemovedBy(later, folder));

    private static string Line(Invocation command) => $"{command.Program} {command.Verb}".TrimEnd();
}
