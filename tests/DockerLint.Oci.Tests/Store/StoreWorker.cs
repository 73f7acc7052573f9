using System.Diagnostics;
using System.Runtime.CompilerServices;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Oci.Tests.Store;

/// <summary>
/// Another process that works on a store: these tests, started with a variable set, do it in place of testing. Half of the
/// work is the same for all workers, so that they meet.
/// </summary>
internal static class StoreWorker
{
    private const string Variable = "DOCKERLINT_TEST_STORE_WORK";
    private const int LayerLength = 200_000;

    /// <summary>Starts a worker.</summary>
    /// <param name="store">The store.</param>
    /// <param name="name">The repository that its images are in.</param>
    /// <param name="images">How many it makes.</param>
    public static Process Start(ContentStore store, string name, int images)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(StoreWorker).Assembly.Location]) { RedirectStandardError = true };
        start.Environment[Variable] = $"{store.Folder}|{name}|{images}";
        return Process.Start(start)!;
    }

    /// <summary>Works if that is what the process is for.</summary>
    [ModuleInitializer]
    internal static void Work()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('|') is not [var folder, var name, var images])
            return;
        var store = new ContentStore(folder);
        for (int number = 0; number < int.Parse(images, System.Globalization.CultureInfo.InvariantCulture); number++)
            Make(store, $"{name}:{number}", number);
        Environment.Exit(0);
    }

    /// <summary>Makes an image of two layers: one that all workers make, one of its own.</summary>
    private static void Make(ContentStore store, string name, int number)
    {
        using StoreLease lease = store.Lease();
        string[] layers = [Text($"layer {number}", lease), Text($"layer {name}", lease)];
        string config = Text($"config {name}", lease);
        string manifest = $$"""{"schemaVersion":2,"config":{"digest":"{{config}}"},"layers":[{{string.Join(',', layers.Select(static layer => $"{{\"digest\":\"{layer}\"}}"))}}]}""";
        store.Name(Images.Named(name), Images.Write(lease, manifest), Images.ManifestType);
        if (number % 3 == 2)
            store.Prune(PruneScope.Dangling);
    }

    private static string Text(string seed, StoreLease lease)
    {
        byte[] content = new byte[LayerLength];
        new Random(seed.Sum(static unit => unit) * 31 + seed.Length).NextBytes(content);
        Digest digest = Images.DigestOf(content);
        using BlobWriter? writer = lease.Write(digest);
        if (writer is not null)
        {
            const int Chunk = 10_000;
            for (int start = (int)writer.Length; start < content.Length; start += Chunk)
                writer.Write(content.AsSpan(start, Math.Min(Chunk, content.Length - start)));
            writer.Commit();
        }

        return digest.Text;
    }
}
