using System.Collections.Immutable;

namespace DockerLint.Analysis.Commands;

/// <summary>The cache of a package manager as one command of a RUN finds it set up.</summary>
/// <param name="manager">The package manager.</param>
/// <param name="commands">The programs of the RUN.</param>
/// <param name="index">Which of them.</param>
/// <param name="context">Of the RUN.</param>
internal sealed class PackageCache(PackageManager manager, ImmutableArray<Invocation> commands, int index, RuleContext context)
{
    private static readonly string[] s_false = ["", "0", "false", "no", "off"];

    private ImmutableArray<string> _folders;

    /// <summary>The usual folders, of the version where it is known.</summary>
    public ImmutableArray<string> UsualFolders =>
        manager == PackageManager.Dnf && Dnf5.IsRunBy(commands[index], context) ? Dnf5.Caches : manager.Caches;

    /// <summary>The folders of which one is filled; that of an option or a variable in place of the usual ones.</summary>
    public ImmutableArray<string> Folders => _folders.IsDefault ? _folders = FindFolders() : _folders;

    /// <summary>The option by which nothing is kept; null where there is none.</summary>
    public Option? OffOption
    {
        get
        {
            foreach (Option option in commands[index].Options)
            {
                if (manager.OffOptions.Contains(option.Name))
                    return option;
            }

            return null;
        }
    }

    /// <summary>The variable by which nothing is kept; null where there is none.</summary>
    public string? OffVariable => manager.OffVariables.FirstOrDefault(variable =>
        Value(variable) is { Length: > 0 } value && (manager.IsOffByAnyValue || !s_false.Contains(value.ToLowerInvariant())));

    /// <summary>Whether nothing is kept.</summary>
    public bool IsOff => OffOption is not null || OffVariable is not null || Folders is ["/dev/null"];

    /// <summary>Whether a later command of the RUN empties it.</summary>
    /// <param name="known">What was found out for other commands of the RUN, for this one to add to.</param>
    public bool IsEmptiedLater(Dictionary<(PackageManager, string, string), int> known)
    {
        (PackageManager, string, string) key = (manager, commands[index].Program, string.Join(':', Folders));
        if (!known.TryGetValue(key, out int last))
        {
            last = commands.Length - 1;
            while (last > index && !IsEmptiedBy(commands[last]))
                last--;
            known.Add(key, last);
        }

        return last > index;
    }

    private bool IsEmptiedBy(Invocation other) =>
        ((manager.IsShared || other.Program == commands[index].Program) && manager.Runs(other, manager.Emptying))
        || CacheFolder.IsRemovedBy(other, Folders);

    private ImmutableArray<string> FindFolders()
    {
        string? moved = commands[index].ValueOf(manager.FolderOptions.AsSpan())
            ?? manager.FolderVariables.Select(Value).FirstOrDefault(static value => value is not null);
        return string.IsNullOrEmpty(moved) ? UsualFolders : [moved];
    }

    /// <summary>What a variable of the environment is set to: by the command, an export before it, or the file.</summary>
    private string? Value(string variable)
    {
        if (commands[index].Sets(variable) is { } own)
            return own;
        IReadOnlyList<int> exports = context.ExportsIn(commands);
        for (int count = exports.Count - 1; count >= 0; count--)
        {
            if (exports[count] < index && commands[exports[count]].Sets(variable) is { } value)
                return value;
        }

        return context.Stage.Scope.Find(variable, context.Index)?.Value;
    }
}
