using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using DockerLint.References;

namespace DockerLint.Oci.Store;

/// <summary>
/// Images on disk: an OCI image layout (https://github.com/opencontainers/image-spec/blob/main/image-layout.md) that several
/// processes may use at once. Reading never waits. A process that is killed leaves it whole.
/// </summary>
/// <remarks>
/// Its methods throw <see cref="StoreException"/> where the store is not what it should be, and what the file system
/// throws (<see cref="IOException"/>, <see cref="UnauthorizedAccessException"/>).
/// </remarks>
public sealed class ContentStore
{
    private const string LayoutVersion = "1.0.0";

    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(60);

    private readonly BlobFiles _files;

    /// <summary>The store in a folder, which is made when something is first written.</summary>
    public ContentStore(string folder) => _files = new BlobFiles(Path.GetFullPath(folder));

    /// <summary>Its folder.</summary>
    public string Folder => _files.Folder;

    /// <summary>Opens a file for one process. Windows renames and deletes an open file only where that is allowed.</summary>
    internal static FileShare Exclusive => OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    /// <summary>Whether a blob is there. It may be gone the next moment, but for a <see cref="StoreLease.Claim"/>.</summary>
    public bool Contains(Digest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return File.Exists(_files.PathOf(digest));
    }

    /// <summary>The length of a blob in bytes; null where it is not there.</summary>
    public long? LengthOf(Digest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return new FileInfo(_files.PathOf(digest)) is { Exists: true } file ? file.Length : null;
    }

    /// <summary>Opens a blob for reading. It was verified when it came in.</summary>
    public FileStream Open(Digest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        try
        {
            return new FileStream(_files.PathOf(digest), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StoreException($"{digest} is not in the store; pull the image again");
        }
    }

    /// <summary>All of a blob that is small, as documents are.</summary>
    public byte[] Read(Digest digest)
    {
        using FileStream blob = Open(digest);
        byte[] content = new byte[blob.Length];
        blob.ReadExactly(content);
        return content;
    }

    /// <summary>Starts work that writes blobs, or needs those that are there to stay.</summary>
    public StoreLease Lease() => Locked(() => new StoreLease(this, _files));

    /// <summary>The images, as they are at this moment, in the order in which they came.</summary>
    public ImmutableArray<StoredImage> Images() => [.. ReadIndex().Entries.Select(StoredImage.Of)];

    /// <summary>
    /// The images that a text means: one by its name, of which the tag is <c>latest</c> where none is written; else all those,
    /// of one digest, whose identifier starts with the text.
    /// </summary>
    /// <param name="text">A name, a digest or the start of an identifier, as <c>docker inspect</c> takes them.</param>
    /// <returns>The images, which differ in nothing but their names; none where nothing or more than one thing is meant.</returns>
    public ImmutableArray<StoredImage> Find(string text) => [.. Find(ReadIndex(), text).Select(StoredImage.Of)];

    /// <summary>Gives an image a name, in place of the image that had it. That one stays without a name if it has no other.</summary>
    /// <param name="name">The name; where it has neither tag nor digest, <c>latest</c> is its tag.</param>
    /// <param name="digest">The digest of the image's manifest or index, which must be in the store.</param>
    /// <param name="mediaType">What that is.</param>
    public StoredImage Name(ImageReference name, Digest digest, string mediaType)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(digest);
        return Locked(() =>
        {
            long size = LengthOf(digest) ?? throw new StoreException($"{digest} is not in the store; pull the image again");
            StoreEntry entry = StoreEntry.Of(digest, mediaType, size, name);
            WriteIndex(ReadIndex().With(entry));
            return StoredImage.Of(entry);
        });
    }

    /// <summary>Keeps an image that has no name, unless it is there under one.</summary>
    /// <param name="digest">The digest of the image's manifest or index, which must be in the store.</param>
    /// <param name="mediaType">What that is.</param>
    public void Keep(Digest digest, string mediaType)
    {
        ArgumentNullException.ThrowIfNull(digest);
        Locked(() =>
        {
            StoreIndex index = ReadIndex();
            if (index.Entries.Any(entry => entry.Digest == digest))
                return false;
            long size = LengthOf(digest) ?? throw new StoreException($"{digest} is not in the store; build the image again");
            WriteIndex(index with { Entries = index.Entries.Add(StoreEntry.Of(digest, mediaType, size, null)) });
            return true;
        });
    }

    /// <summary>Gives an image that is there another name.</summary>
    /// <param name="source">As <see cref="Find(string)"/> takes it.</param>
    /// <param name="target">The name.</param>
    public StoredImage Tag(string source, ImageReference target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Locked(() =>
        {
            StoreIndex index = ReadIndex();
            StoreEntry entry = Find(index, source) is [var found, ..] ? found.Named(target) : throw Missing(source);
            WriteIndex(index.With(entry));
            return StoredImage.Of(entry);
        });
    }

    /// <summary>Takes away a name; with its last name an image goes, and its content with the next <see cref="Prune"/>.</summary>
    /// <param name="text">
    /// As <see cref="Find(string)"/> takes it. An identifier takes away all names, where they are of one repository or
    /// <paramref name="isForced"/> says so.
    /// </param>
    /// <param name="isForced">Whether it may take away names in several repositories.</param>
    /// <returns>What was taken away.</returns>
    public ImmutableArray<StoredImage> Remove(string text, bool isForced = false) => Locked<ImmutableArray<StoredImage>>(() =>
    {
        StoreIndex index = ReadIndex();
        ImmutableArray<StoreEntry> found = Find(index, text);
        if (found.IsEmpty)
            throw Missing(text);
        ImageReference[] names = [.. found.Select(static entry => entry.Name).OfType<ImageReference>()];
        if (!isForced && names.DistinctBy(static name => name.FullName).Count() > 1)
            throw new StoreException($"'{text}' has names in several repositories ({string.Join(", ", names.Select(static name => name.ToFamiliarString()))}); name those that are to go, or use --force");
        WriteIndex(index with { Entries = index.Entries.RemoveRange(found) });
        return [.. found.Select(StoredImage.Of)];
    });

    /// <summary>Deletes what nobody needs. What other processes work with stays.</summary>
    /// <param name="scope">Which images go as well.</param>
    public PruneResult Prune(PruneScope scope) => Locked(() =>
    {
        StoreIndex index = ReadIndex();
        ImmutableArray<StoreEntry> going = scope switch
        {
            PruneScope.All => index.Entries,
            PruneScope.Dangling => [.. index.Entries.Where(static entry => entry is { Name: null, Label: null })],
            _ => [],
        };
        index = index with { Entries = index.Entries.RemoveRange(going) };
        // First, so that an image whose content goes is no longer there.
        if (!going.IsEmpty)
            WriteIndex(index);
        (ImmutableArray<Digest> blobs, long bytes) = new Sweep(_files).Run(index);
        return new PruneResult([.. going.Select(static entry => entry.Name).OfType<ImageReference>()], blobs, bytes);
    });

    /// <summary>An image's manifest or index and all that it leads to: manifests, configurations, layers. Not all may be there.</summary>
    public IReadOnlySet<Digest> PartsOf(Digest digest)
    {
        var reached = new HashSet<Digest>();
        BlobGraph.Reach(_files, digest, reached);
        return reached;
    }

    /// <summary>The room that an image takes in the store, all its platforms together, in bytes.</summary>
    public long SizeOf(Digest digest) => PartsOf(digest).Sum(blob => LengthOf(blob) ?? 0);

    /// <summary>Does something while no other process or thread changes what is in the store.</summary>
    internal T Locked<T>(Func<T> work)
    {
        Directory.CreateDirectory(Folder);
        RefuseOthers();
        using FileLock? taken = FileLock.Take(_files.Lock, s_longestWait, isKept: true);
        if (taken is null)
            throw new StoreException($"{Folder} is locked by another process; try again");
        Prepare();
        return work();
    }

    /// <summary>Refuses a folder that holds something else, before a file is put into it.</summary>
    private void RefuseOthers()
    {
        if (File.Exists(_files.Marker))
            return;
        string[] ours = [_files.Marker, _files.Index, _files.Lock, _files.Ingest];
        bool hasOthers = Directory.EnumerateFileSystemEntries(Folder).Any(path => !ours.Any(own => path.StartsWith(own, StringComparison.Ordinal)));
        // Asked again, since another process may have made the layout meanwhile.
        if (hasOthers && !File.Exists(_files.Marker))
            throw new StoreException($"{Folder} is no OCI image layout, and not empty; name another folder by {StoreFolder.Variable}");
    }

    /// <summary>Makes a layout of a new folder.</summary>
    private void Prepare()
    {
        if (CheckMarker())
            return;
        Directory.CreateDirectory(_files.Ingest);
        if (!File.Exists(_files.Index))
            WriteIndex(StoreIndex.Empty);
        // Last, since it says that all is there.
        AtomicFile.Write(_files.Marker, Encoding.UTF8.GetBytes($$"""{"imageLayoutVersion":"{{LayoutVersion}}"}"""), AtomicFile.Usual);
    }

    /// <summary>Whether the folder is a layout that can be written to.</summary>
    private bool CheckMarker()
    {
        byte[] marker;
        try
        {
            marker = AtomicFile.Read(_files.Marker);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(marker);
            if (json.RootElement.TryGetProperty("imageLayoutVersion"u8, out JsonElement version) && version.GetString() == LayoutVersion)
            {
                // A layout that another program has made has no such folder.
                Directory.CreateDirectory(_files.Ingest);
                return true;
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Said below.
        }

        throw new StoreException($"{_files.Marker} does not say that the folder is an OCI image layout of version {LayoutVersion}");
    }

    private static ImmutableArray<StoreEntry> Find(StoreIndex index, string text)
    {
        if (ImageReference.Parse(text).Reference is { } reference)
        {
            string name = reference.ToResolvedString();
            ImmutableArray<StoreEntry> named = [.. index.Entries.Where(entry => entry.Name?.Text == name)];
            if (named.IsEmpty && reference.Digest is { } digest)
                named = [.. index.Entries.Where(entry => entry.Digest == digest && entry.Name?.FullName == reference.FullName).Take(1)];
            if (!named.IsEmpty)
                return named;
        }

        const string Algorithm = "sha256:";
        string start = text.StartsWith(Algorithm, StringComparison.Ordinal) ? text : Algorithm + text;
        ImmutableArray<StoreEntry> started = start.Length == Algorithm.Length ? []
            : [.. index.Entries.Where(entry => entry.Digest.Text.StartsWith(start, StringComparison.Ordinal))];
        return started.Select(static entry => entry.Digest).Distinct().Count() == 1 ? started : [];
    }

    private static StoreException Missing(string text) => new($"there is no image '{text}' in the store; 'dockerlint images' lists them");

    private StoreIndex ReadIndex()
    {
        byte[] json;
        try
        {
            json = AtomicFile.Read(_files.Index);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return StoreIndex.Empty;
        }

        return StoreIndex.TryRead(json, out StoreIndex? index, out string? error)
            ? index
            : throw new StoreException($"{_files.Index} {error}");
    }

    private void WriteIndex(StoreIndex index) => AtomicFile.Write(_files.Index, index.Write(), AtomicFile.Usual);
}
