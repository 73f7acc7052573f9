using System.Collections.Immutable;
using DockerLint.References;

namespace DockerLint.Oci.Store;

/// <summary>Finds what is in use and deletes the rest. The store's lock must be held.</summary>
/// <param name="files">The files of the store.</param>
internal sealed class Sweep(BlobFiles files)
{
    private readonly HashSet<Digest> _used = [];
    private readonly ImmutableArray<Digest>.Builder _deleted = ImmutableArray.CreateBuilder<Digest>();
    private long _bytes;

    /// <summary>Deletes what neither an image has nor work in progress needs.</summary>
    public (ImmutableArray<Digest> Blobs, long Bytes) Run(StoreIndex index)
    {
        foreach (StoreEntry entry in index.Entries)
            BlobGraph.Reach(files, entry.Digest, _used);
        SweepIngest();
        foreach ((Digest digest, FileInfo file) in files.All().Where(blob => !_used.Contains(blob.Digest)).ToArray())
        {
            _deleted.Add(digest);
            Delete(file);
        }

        return (_deleted.ToImmutable(), _bytes);
    }

    /// <summary>Broken downloads that nobody is at, and what a killed process has left.</summary>
    private void SweepIngest()
    {
        foreach (FileInfo file in new DirectoryInfo(files.Ingest).EnumerateFiles().ToArray())
        {
            try
            {
                if (!IsOpen(file))
                    Delete(file);
                else if (file.Extension == BlobFiles.LeaseSuffix)
                    ReadLease(file);
            }
            catch (FileNotFoundException)
            {
                // Its owner is done with it. What it needs has a name by now, which was given before the lock was taken.
            }
        }

        string index = Path.GetFileName(files.Index);
        foreach (FileInfo file in new DirectoryInfo(files.Folder).EnumerateFiles($"{index}.*.tmp"))
            Delete(file);
    }

    private void ReadLease(FileInfo file)
    {
        using var reader = new StreamReader(new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        while (reader.ReadLine() is { } line)
        {
            if (Digest.TryParse(line, out Digest? digest, out _))
                BlobGraph.Reach(files, digest, _used);
        }
    }

    private static bool IsOpen(FileInfo file)
    {
        try
        {
            using FileStream opened = file.Open(FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException failure) when (FileLock.IsHeld(failure))
        {
            return true;
        }
    }

    private void Delete(FileInfo file)
    {
        long length = file.Length;
        try
        {
            file.Delete();
            _bytes += length;
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            // Somebody reads it; the next time it goes.
        }
    }
}
