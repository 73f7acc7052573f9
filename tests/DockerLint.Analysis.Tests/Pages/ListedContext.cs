using DockerLint.Analysis.Facts;

namespace DockerLint.Analysis.Tests.Pages;

/// <summary>A build context of which only the files are known.</summary>
internal sealed class ListedContext(params string[] files) : IBuildContext
{
    /// <summary>The folders that were listed.</summary>
    public List<string> Listed { get; } = [];

    public ContextEntry Find(string path) => files.Contains(path) ? ContextEntry.File
        : path == "." || files.Any(file => file.StartsWith(path + "/", StringComparison.Ordinal)) ? ContextEntry.Folder
        : ContextEntry.None;

    public IEnumerable<string> NamesIn(string folder)
    {
        Listed.Add(folder);
        string start = folder == "." ? "" : folder + "/";
        return files.Where(file => file.StartsWith(start, StringComparison.Ordinal)).Select(file => file[start.Length..].Split('/')[0]).Distinct();
    }
}
