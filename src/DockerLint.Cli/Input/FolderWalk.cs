using System.Collections.Immutable;
using System.IO.Enumeration;
using DockerLint.Configuration;
using DockerLint.Hosts;

namespace DockerLint.Cli.Input;

/// <summary>Finds the files in a folder and those below it that may name images.</summary>
internal sealed class FolderWalk
{
    private static readonly ImmutableArray<string> NeverEntered = [".git", "node_modules", "bin", "obj"];
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly string _workingFolder;
    private readonly GitIgnore _excludes;
    private readonly bool _findsHosts;
    private readonly FailureLog _failures;

    /// <summary>A walk.</summary>
    /// <param name="workingFolder">What names of files and excludes are relative to.</param>
    /// <param name="excludes">What is left out, as in <c>.gitignore</c>.</param>
    /// <param name="findsHosts">Whether it finds files other than Dockerfiles.</param>
    /// <param name="failures">Where it is said which folders cannot be read.</param>
    public FolderWalk(string workingFolder, ImmutableArray<string> excludes, bool findsHosts, FailureLog failures)
    {
        _workingFolder = workingFolder;
        _findsHosts = findsHosts;
        _excludes = GitIgnore.Of(workingFolder, excludes);
        _failures = failures;
    }

    /// <summary>The files, each named relative to the working folder.</summary>
    /// <param name="folder">Where to start; it is entered whatever its name.</param>
    public List<InputFile> Find(string folder)
    {
        string full = Path.TrimEndingDirectorySeparator(Disk.FullPath(folder));
        List<InputFile> found = [];
        Enter(full, GitIgnore.Above(full), found);
        return found;
    }

    /// <summary>Looks into a folder. Links to folders are not followed, so that none is entered twice.</summary>
    private void Enter(string folder, ImmutableArray<GitIgnore> ignores, List<InputFile> found)
    {
        if (!Disk.TryDo(() => EntriesOf(folder), out List<Entry>? entries, out string? reason))
        {
            _failures.Add(NameOf(folder), reason);
            return;
        }

        if (entries.Exists(static entry => entry is { Name: GitIgnore.FileName, IsFolder: false }) && GitIgnore.In(folder) is { } own)
            ignores = ignores.Add(own);
        foreach (Entry entry in entries)
        {
            string path = folder == "/" ? "/" + entry.Name : $"{folder}/{entry.Name}";
            if (entry.IsFolder)
            {
                if (!entry.IsLink && !NeverEntered.Contains(entry.Name) && !IsIgnored(path, isFolder: true, ignores))
                    Enter(path, ignores, found);
            }
            else if (entry.Name != GitIgnore.FileName && !IsIgnored(path, isFolder: false, ignores) && (!entry.IsLink || File.Exists(path)))
            {
                found.Add(new InputFile(NameOf(path), path) { IsFound = true });
            }
        }
    }

    private bool IsIgnored(string path, bool isFolder, ImmutableArray<GitIgnore> ignores)
    {
        if (_excludes.Judge(path, isFolder) == true)
            return true;

        // The file nearest to the path has the last word.
        for (int index = ignores.Length - 1; index >= 0; index--)
        {
            if (ignores[index].Judge(path, isFolder) is { } isIgnored)
                return isIgnored;
        }

        return false;
    }

    private List<Entry> EntriesOf(string folder) =>
    [
        .. new FileSystemEnumerable<Entry>(
            folder,
            static (ref FileSystemEntry entry) =>
                new Entry(entry.FileName.ToString(), entry.IsDirectory, (entry.Attributes & FileAttributes.ReparsePoint) != 0),
            Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                entry.IsDirectory
                || DockerfileName.Is(entry.FileName)
                || entry.FileName is GitIgnore.FileName
                || (_findsHosts && HostReader.MayBe(entry.FileName)),
        },
    ];

    /// <summary>How a file or folder is called from the working folder.</summary>
    private string NameOf(string path) => Disk.Slashed(Path.GetRelativePath(_workingFolder, path));

    private readonly record struct Entry(string Name, bool IsFolder, bool IsLink);
}
