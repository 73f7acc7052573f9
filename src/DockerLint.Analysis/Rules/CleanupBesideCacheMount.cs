using System.Collections.Immutable;
using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A cache mount is in no layer, so nothing has to be cleaned up; what is removed there, or never kept, is missing in
/// the next build.
/// </summary>
internal sealed class CleanupBesideCacheMount() : Rule(
    new("DK3006", "CleanupBesideCacheMount", Severity.Warning, Category.Efficiency, Profiles.Recommended, "A RUN empties the cache that it mounts, or does not fill it.")
    {
        Fix = FixSafety.Safe,
    }),
    IVisit<RunSyntax>
{
    public void Visit(RunSyntax run, RuleContext context)
    {
        if (run.Flags.IsEmpty)
            return;
        FolderMount[] mounts = [.. CacheFolder.Caches(run, context)];
        if (mounts.Length == 0)
            return;
        ImmutableArray<Invocation> commands = context.ProgramsOf(run);
        for (int index = 0; index < commands.Length; index++)
        {
            // Any program may remove a folder; only its own fills and empties the cache.
            IEnumerable<PackageManager> managers = commands[index].Program is "rm" or "find" ? PackageManagers.OfSystems.Concat(PackageManagers.OfLanguages) : PackageManagers.Of(commands[index].Program);
            foreach (PackageManager manager in managers)
            {
                var cache = new PackageCache(manager, commands, index, context);
                if (cache.UsualFolders.Concat(cache.Folders).FirstOrDefault(folder => mounts.Any(mount => mount.Covers(folder))) is { } mounted
                    && Check(manager, commands[index], cache, mounted, context))
                {
                    break;
                }
            }
        }
    }

    /// <summary>Whether something was found.</summary>
    private static bool Check(PackageManager manager, Invocation command, PackageCache cache, string folder, RuleContext context)
    {
        if (manager.Runs(command, manager.Emptying) || CacheFolder.IsRemovedBy(command, folder))
            context.Report(command.Span, "this empties the cache that the mount keeps for the next build, and which is in no layer; leave it out");
        else if (!manager.Runs(command, manager.Filling))
            return false;
        else if (cache.OffOption is { } option)
            context.Report(option.Word.Span, $"'{option.Word.Text}' leaves the mounted cache empty, and what is in it is in no layer; leave it out", fix: FixOf(option.Word, context.Source));
        else if (cache.OffVariable is { } variable)
            context.Report(command.Span, $"'{variable}' leaves the mounted cache empty; unset one of the two");
        else
            return false;
        return true;
    }

    /// <summary>Takes the option out with the blanks before it, in the JSON form with its comma too.</summary>
    private static Fix? FixOf(CommandWord word, SourceText source)
    {
        ReadOnlySpan<char> before = source.Value.AsSpan(0, word.Span.Start).TrimEnd(' ');
        if (word.IsJson && before is [.., ','])
            before = before[..^1].TrimEnd(' ');
        bool isWhole = word.Text.StartsWith("--", StringComparison.Ordinal) && before.Length < word.Span.Start && before is not [.., '\n' or '\r'];
        return isWhole ? new Fix($"Remove {word.Text}", IsSafe: true, [new TextEdit(TextSpan.Between(before.Length, word.Span.End), "")]) : null;
    }
}
