using System.Text;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>A file with a digest in it.</summary>
internal static class DigestFile
{
    /// <summary>Reads one.</summary>
    /// <returns>The digest; null where there is none.</returns>
    public static Digest? Read(string path)
    {
        try
        {
            return Digest.TryParse(File.ReadAllText(path), out Digest? digest, out _) ? digest : null;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes one, whose folder must be there.</summary>
    public static void Write(string path, Digest digest) =>
        AtomicFile.Write(path, Encoding.ASCII.GetBytes(digest.Text), AtomicFile.Usual, isDurable: false);
}
