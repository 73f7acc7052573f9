using DockerLint.Semantics.Patterns;

namespace DockerLint.Analysis.Commands;

/// <summary>A path that a command removes or moves away.</summary>
/// <param name="Path">The path, which may be a pattern, cleaned.</param>
/// <param name="Word">Where the command names it.</param>
/// <param name="IsMoved">Whether it is moved.</param>
internal sealed record RemovedFile(string Path, CommandWord Word, bool IsMoved)
{
    /// <summary>Whether a command may remove or move files.</summary>
    public static bool IsRemover(Invocation command) => command.Program is "rm" or "unlink" or "mv";

    /// <summary>What a command removes or moves away.</summary>
    public static IEnumerable<RemovedFile> By(Invocation command, string? folder) => IsRemover(command) ? Named(command, folder) : [];

    private static IEnumerable<RemovedFile> Named(Invocation command, string? folder)
    {
        bool endsInTarget = command.Program == "mv" && !command.Has("t", "target-directory");
        for (int index = 0; index < command.Operands.Length - (endsInTarget ? 1 : 0); index++)
        {
            CommandWord word = command.Operands[index];
            if (WorkingFolder.Resolve(word.Text, folder) is { } path and not ("/" or "."))
                yield return new RemovedFile(path, word, command.Program == "mv");
        }
    }

    /// <summary>The folder whose files it is a pattern for; null where it is none.</summary>
    public string? Folder => Path.AsSpan().IndexOfAny("*?[") >= 0 ? ContextPath.Parent(Path) : null;

    /// <summary>Whether a file is it, is in it, or is of its pattern.</summary>
    public bool Covers(string file)
    {
        if (file == Path || (file.Length > Path.Length && file[Path.Length] == '/' && file.StartsWith(Path, StringComparison.Ordinal)))
            return true;
        int pattern = Path.AsSpan().IndexOfAny("*?[");
        int folder = Path.LastIndexOf('/') + 1;
        return pattern >= folder
            && file.StartsWith(Path[..folder], StringComparison.Ordinal)
            && PathPattern.TryParse(Path[folder..], out PathPattern? name, out _)
            && name.IsMatch(file.AsSpan(folder) is var rest && rest.IndexOf('/') is >= 0 and var end ? rest[..end] : rest);
    }
}
