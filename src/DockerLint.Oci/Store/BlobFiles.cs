using DockerLint.References;

namespace DockerLint.Oci.Store;

/// <summary>The files of a store (OCI image layout: <c>oci-layout</c>, <c>index.json</c>, <c>blobs/ALGORITHM/HASH</c>) and what it needs besides.</summary>
/// <param name="folder">The folder of the store.</param>
internal sealed class BlobFiles(string folder)
{
    /// <summary>What is still being written ends with this.</summary>
    public const string PartSuffix = ".part";

    /// <summary>Who is using what ends with this.</summary>
    public const string LeaseSuffix = ".lease";

    private static readonly string[] s_algorithms = ["sha256", "sha384", "sha512"];

    /// <summary>The folder of the store.</summary>
    public string Folder => folder;

    /// <summary>Says that the folder is an OCI image layout.</summary>
    public string Marker => Path.Combine(folder, "oci-layout");

    /// <summary>The images.</summary>
    public string Index => Path.Combine(folder, "index.json");

    /// <summary>Held by whoever changes which files are there under which name.</summary>
    public string Lock => Path.Combine(folder, "lock");

    /// <summary>What is still being written, and who uses what.</summary>
    public string Ingest => Path.Combine(folder, "ingest");

    /// <summary>Where a blob is, or would be. A digest has only letters and digits beside its colon, so this stays inside.</summary>
    public string PathOf(Digest digest) => Path.Combine(folder, "blobs", digest.Algorithm, digest.Hex);

    /// <summary>Where a blob is put together whose digest is known before.</summary>
    public string PartOf(Digest digest) => Path.Combine(Ingest, $"{digest.Algorithm}-{digest.Hex}{PartSuffix}");

    /// <summary>The blobs that there are.</summary>
    public IEnumerable<(Digest Digest, FileInfo File)> All()
    {
        foreach (string algorithm in s_algorithms)
        {
            var blobs = new DirectoryInfo(Path.Combine(folder, "blobs", algorithm));
            if (!blobs.Exists)
                continue;
            foreach (FileInfo file in blobs.EnumerateFiles())
            {
                if (Digest.TryParse($"{algorithm}:{file.Name}", out Digest? digest, out _))
                    yield return (digest, file);
            }
        }
    }
}
