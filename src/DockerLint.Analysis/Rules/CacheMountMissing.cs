using System.Collections.Frozen;
using System.Collections.Immutable;
using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A cache mount keeps what package managers download from one build to the next, outside of the image. It costs
/// something to set up, so nobody is told who has not asked for it. The fix is made for root, and where nothing in the
/// RUN empties the cache; not for apt, whose lists are better removed and whose packages the image is set up to remove.
/// </summary>
internal sealed class CacheMountMissing() : Rule(
    new("DK3008", "CacheMountMissing", Severity.Info, Category.Efficiency, Profiles.None, "An install downloads everything again in each build.")
    {
        Fix = FixSafety.Unsafe,
    }, [.. s_mounts.Keys.SelectMany(static manager => manager.Programs)]),
    IVisit<RunSyntax>
{
    private static readonly FrozenDictionary<PackageManager, string[]> s_mounts = new Dictionary<PackageManager, string[]>
    {
        [PackageManager.Apt] = ["/var/cache/apt"],
        [PackageManager.Pip] = ["/root/.cache/pip"],
        [PackageManager.Npm] = ["/root/.npm"],
        [PackageManager.Go] = ["/go/pkg/mod", "/root/.cache/go-build"],
        [PackageManager.Cargo] = ["/usr/local/cargo/registry", "/usr/local/cargo/git/db"],
    }.ToFrozenDictionary();

    public void Visit(RunSyntax run, RuleContext context)
    {
        ImmutableArray<Invocation> commands = context.ProgramsOf(run);
        List<PackageManager>? judged = null;
        for (int index = 0; index < commands.Length; index++)
        {
            foreach (PackageManager manager in PackageManagers.Of(commands[index].Program))
            {
                if (!s_mounts.TryGetValue(manager, out string[]? mounts) || !manager.Runs(commands[index], manager.Filling) || judged?.Contains(manager) is true)
                    continue;
                (judged ??= []).Add(manager);
                var cache = new PackageCache(manager, commands, index, context);
                ImmutableArray<string> folders = cache.Folders;
                if (cache.OffVariable is not null || folders.Any(folder => CacheFolder.IsMounted(folder, run, context)))
                    continue;
                bool isKept = manager != PackageManager.Apt && folders == manager.Caches && !cache.IsOff && !commands.Any(command =>
                    manager.Runs(command, manager.Emptying) || CacheFolder.IsRemovedBy(command, folders));
                context.Report(
                    commands[index].Name.Span,
                    $"each build downloads this again; mount a cache over {mounts[0]}",
                    fix: isKept ? FixOf(mounts, run, context) : null);
            }
        }
    }

    private static Fix? FixOf(string[] mounts, RunSyntax run, RuleContext context)
    {
        if (context.State.User is { Argument.Text: not ("root" or "0") } || run.ScriptHeredoc is not null || run.ShellText is null)
            return null;
        TextEdit mount = new(new TextSpan(run.KeywordSpan.End, 0), string.Concat(mounts.Select(static folder => $" --mount=type=cache,target={folder}")));
        return new Fix("Mount a cache", IsSafe: false, [mount]);
    }
}
