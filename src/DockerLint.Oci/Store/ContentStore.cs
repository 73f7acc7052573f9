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
public sealed partial class ContentStore
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

    /// <summary>Starts work that writes blobs, or needs those that are there to stay.</summary>
    public StoreLease Lease() => Locked(() => new StoreLease(this, _files));

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
        if (Directory.EnumerateFileSystemEntries(Folder).Any(path => !ours.Any(own => path.StartsWith(own, StringComparison.Ordinal))) && !File.Exists(_files.Marker))
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
            marker = File.ReadAllBytes(_files.Marker);
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

    private StoreIndex ReadIndex()
    {
        byte[] json;
        try
        {
            json = File.ReadAllBytes(_files.Index);
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
