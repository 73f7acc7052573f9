using System.Text.Json;

namespace DockerLint.Oci.Model;

/// <summary>Reads JSON documents that somebody else has written. Nothing that they hold makes it throw.</summary>
internal static class Document
{
    /// <summary>The longest manifest, in bytes: 4 MiB, what the OCI distribution specification has registries take at least.</summary>
    public const int LongestManifest = 4 * 1024 * 1024;

    /// <summary>The longest configuration of an image, in bytes.</summary>
    public const int LongestConfig = 8 * 1024 * 1024;

    /// <summary>Reads a document whose root is an object.</summary>
    /// <param name="json">The document.</param>
    /// <param name="longest">The most bytes that it may have.</param>
    /// <param name="read">Makes the value; what it complains of in <see cref="Members"/> is the error.</param>
    public static DocumentResult<T> Read<T>(ReadOnlyMemory<byte> json, int longest, Func<Members, T> read)
        where T : class
    {
        if (json.Length > longest)
            return new DocumentResult<T>($"has {json.Length} bytes, more than the {longest} that are read");
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return new DocumentResult<T>("is no JSON object");
            var faults = new Faults();
            T value = read(new Members(document.RootElement, "", faults));
            return faults.First is { } fault ? new DocumentResult<T>(fault) : new DocumentResult<T>(value);
        }
        catch (JsonException failure)
        {
            return new DocumentResult<T>($"is no valid JSON (line {failure.LineNumber + 1})");
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json finds it out when a text is asked for.
            return new DocumentResult<T>("is no valid JSON: it holds a text that is no Unicode");
        }
    }
}

/// <summary>What is wrong with a document.</summary>
internal sealed class Faults
{
    /// <summary>The first thing; null where nothing is.</summary>
    public string? First { get; private set; }

    /// <summary>Says what is wrong.</summary>
    public void Add(string fault) => First ??= fault;
}
