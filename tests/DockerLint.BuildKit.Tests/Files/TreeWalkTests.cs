using CsCheck;
using DockerLint.BuildKit.Files;
using DockerLint.Semantics.Patterns;

namespace DockerLint.BuildKit.Tests.Files;

public sealed class TreeWalkTests
{
    private static readonly Gen<string> s_path = Gen.OneOf([.. ((string[])["a", "b", "ab", "a.b", "a-b", "A", "~"]).Select(Gen.Const)]).Array[1, 4].Select(static names => string.Join('/', names));
    private static readonly Gen<string> s_pattern = Gen.OneOf([.. ((string[])["a", "b", "ab", "*", "**", "a*", "a.b"]).Select(Gen.Const)]).Array[1, 3].Select(static names => string.Join('/', names));

    private static readonly Gen<(string[] Files, string[] Includes, string[] Excludes)> s_walk = Gen.Select(
        s_path.Array[0, 30], s_pattern.Array[0, 2], Gen.Select(Gen.Bool, s_pattern).Select(static pair => (pair.Item1 ? "!" : "") + pair.Item2).Array[0, 3]);

    [Fact]
    public void What_is_skipped_has_nothing_that_is_sent() => s_walk.Sample(given =>
    {
        var tree = new MemoryTree(given.Files);
        var filter = new TreeFilter(null, [.. given.Excludes], [.. given.Includes]);
        string[] all = [.. tree.All.Where(filter.Contains)];
        string[] expected = [.. tree.All.Where(path => all.Any(sent => sent == path || sent.StartsWith(path + "/", StringComparison.Ordinal)))];
        return TreeWalk.Of(tree, filter).Select(static entry => entry.Path).Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal));
    });

    [Fact]
    public void Folders_come_before_what_is_in_them_and_names_in_the_order_of_their_bytes() => s_walk.Sample(given =>
    {
        // As the other side checks it: a slash counts less than any other byte.
        string[] walked = [.. TreeWalk.Of(new MemoryTree(given.Files), new TreeFilter(null, [], [])).Select(static entry => entry.Path.Replace('/', '\u0001'))];
        return walked.SequenceEqual(walked.Order(StringComparer.Ordinal));
    });

    [Fact]
    public void What_is_ignored_is_not_sent()
    {
        var tree = new MemoryTree(["a/b", "a/c", "d/e"]);

        IEnumerable<string> sent = TreeWalk.Of(tree, new TreeFilter(IgnoreFile.Parse("a\n!a/c"), ["d"], [])).Select(static entry => entry.Path);

        Assert.Equal(["a", "a/c"], sent);
    }

    [Fact]
    public void Nobody_looks_into_what_is_left_out()
    {
        var tree = new MemoryTree(["node_modules/x/y", "src/a", "other/b"]);

        _ = TreeWalk.Of(tree, new TreeFilter(IgnoreFile.Parse("node_modules"), [], ["src"])).Count();

        Assert.Equal(["", "src"], tree.Looked);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("none", "none")]
    [InlineData("link", "link plain")]
    [InlineData("folder/up", "folder/up plain")]
    [InlineData("way/file", "folder/file way")]
    [InlineData("way/up", "folder/up plain way")]
    [InlineData("l*", "l* loop plain")]
    [InlineData("loop", "loop")]
    [InlineData("absolute", "absolute plain")]
    [InlineData("/", "")]
    [InlineData("out", "out plain")]
    public void Links_are_followed(string path, string expected)
    {
        var tree = new MemoryTree(["plain", "folder/file"], ("link", "plain"), ("folder/up", "../plain"), ("way", "folder"), ("loop", "loop"), ("absolute", "/plain"), ("out", "../../plain"));

        Assert.Equal(expected, string.Join(' ', FollowedPaths.Of(tree, [path])));
    }

    [Fact]
    public void Rights_come_back_as_they_were() => Gen.Int[0, 0xFFF].Sample(static rights => GoMode.RightsOf(GoMode.Of(rights)) == rights);

    /// <summary>Files that are nowhere.</summary>
    private sealed class MemoryTree : IFileTree
    {
        private readonly SortedDictionary<string, TreeEntry> _entries = new(StringComparer.Ordinal);

        public MemoryTree(string[] files, params (string Path, string Target)[] links)
        {
            foreach ((string path, string target) in files.Select(static path => (path, "")).Concat(links))
            {
                for (int slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
                    _entries[path[..slash]] = new TreeEntry(path[..slash], GoMode.Folder);
                if (!_entries.ContainsKey(path))
                    _entries[path] = new TreeEntry(path, target.Length > 0 ? GoMode.SymbolicLink : 0) { Link = target };
            }
        }

        public IEnumerable<string> All => _entries.Keys;

        public List<string> Looked { get; } = [];

        public TreeEntry? Find(string path) => _entries.GetValueOrDefault(path);

        public IEnumerable<TreeEntry> Children(string folder)
        {
            Looked.Add(folder);
            string prefix = folder.Length == 0 ? "" : folder + "/";
            return _entries.Values.Where(entry => entry.Path.StartsWith(prefix, StringComparison.Ordinal) && entry.Path.Length > prefix.Length && !entry.Path.AsSpan(prefix.Length).Contains('/'));
        }

        public Stream Open(string path) => Stream.Null;

        public void Dispose()
        {
        }
    }
}
