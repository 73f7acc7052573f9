namespace DockerLint.BuildKit.Files;

/// <summary>Goes through a tree: each folder before what is in it, the names of a folder in the order of their bytes.</summary>
internal static class TreeWalk
{
    /// <summary>What is sent of a tree; the folders on the way come along.</summary>
    public static IEnumerable<TreeEntry> Of(IFileTree tree, TreeFilter filter) => Walk(tree, filter, "", []);

    private static IEnumerable<TreeEntry> Walk(IFileTree tree, TreeFilter filter, string folder, List<TreeEntry> pending)
    {
        foreach (TreeEntry entry in tree.Children(folder))
        {
            bool isSent = filter.Contains(entry.Path);
            if (isSent)
            {
                foreach (TreeEntry parent in pending)
                    yield return parent;
                pending.Clear();
                yield return entry;
            }

            if (!entry.IsFolder || !(isSent || filter.MayContain(entry.Path)))
                continue;
            if (!isSent)
                pending.Add(entry);
            foreach (TreeEntry child in Walk(tree, filter, entry.Path, pending))
                yield return child;
            if (!isSent)
                pending.Remove(entry);
        }
    }
}
