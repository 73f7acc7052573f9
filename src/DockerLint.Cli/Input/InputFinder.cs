using System.Collections.Immutable;

namespace DockerLint.Cli.Input;

/// <summary>Finds the files that paths stand for.</summary>
/// <param name="excludes">What is left out of folders, as in <c>.gitignore</c>.</param>
/// <param name="stdinName">The path that standard input stands for; null where it stands for none.</param>
/// <param name="failures">Where it is said what does not exist or cannot be read.</param>
internal sealed class InputFinder(ImmutableArray<string> excludes, string? stdinName, FailureLog failures)
{
    /// <summary>The files, by name; each once, however often it is given.</summary>
    public ImmutableArray<InputFile> Find(ImmutableArray<string> paths)
    {
        Dictionary<string, InputFile> files = new(StringComparer.Ordinal);
        FolderWalk? walk = null;
        foreach (string path in paths)
        {
            if (path == "-")
            {
                files.TryAdd("-", new InputFile(stdinName ?? "-", stdinName, IsStandardInput: true));
            }
            else if (Directory.Exists(path))
            {
                walk ??= new FolderWalk(Environment.CurrentDirectory, excludes, failures);
                foreach (InputFile file in walk.Find(path))
                    files.TryAdd(Path.GetFullPath(file.Path!), file);
            }
            else if (path.Length > 0 && Path.Exists(path))
            {
                // Stronger than to be found: what is named is linted in any case.
                files[Path.GetFullPath(path)] = new InputFile(path, path);
            }
            else
            {
                failures.Add(path, Disk.NotFound);
            }
        }

        return [.. files.Values.OrderBy(static file => file.Name, StringComparer.Ordinal)];
    }
}
