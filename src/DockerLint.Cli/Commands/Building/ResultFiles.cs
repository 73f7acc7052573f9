using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using DockerLint.Build.Engines.Embedded;
using DockerLint.BuildKit.Control;
using DockerLint.Cli.Input;
using DockerLint.Cli.Output;
using DockerLint.Oci.Model;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Files that tell scripts what was built: <c>--iidfile</c> and <c>--metadata-file</c>.</summary>
internal static class ResultFiles
{
    /// <summary>Writes a file as a whole.</summary>
    /// <exception cref="DestinationException">It cannot be written.</exception>
    public static void Write(string path, byte[] content) => Write(path, stream => stream.Write(content));

    /// <summary>Writes a file; one that cannot be written whole leaves the last one as it was.</summary>
    /// <exception cref="DestinationException">It cannot be written.</exception>
    public static void Write(string path, Action<Stream> write) => Fill(path, () =>
    {
        if (!OutputFile.TryOpen(path, out OutputFile? file, out string? reason))
            throw new IOException(reason);
        using (file)
        {
            write(file.Stream);
            if (!file.TryCommit(out reason))
                throw new IOException(reason);
        }
    });

    /// <summary>Writes something.</summary>
    /// <param name="destination">Where to, as it was given.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="DestinationException">It cannot be written.</exception>
    public static void Fill(string destination, Action write)
    {
        if (!Disk.TryDo(() => { write(); return destination; }, out _, out string? reason))
            throw new DestinationException(destination, reason);
    }

    /// <summary>The digest of an image.</summary>
    public static byte[] Identifier(BuiltImage image) => Encoding.UTF8.GetBytes(image.Root.Digest.Text);

    /// <summary>An image with the keys that buildx gives it.</summary>
    /// <param name="image">The image.</param>
    /// <param name="names">Its names.</param>
    public static byte[] Metadata(BuiltImage image, ImmutableArray<ImageReference> names)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonLines.Indented))
        {
            json.WriteStartObject();
            if (!image.HasPlatforms)
                json.WriteString("containerimage.config.digest", image.ConfigDigest.Text);
            WriteDescriptor(json, image.Root);
            json.WriteString("containerimage.digest", image.Root.Digest.Text);
            if (!names.IsEmpty)
                json.WriteString("image.name", string.Join(',', names.Select(static name => name.ToResolvedString())));
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.ToArray();
    }

    /// <summary>What a daemon says of its result, as buildx writes it down.</summary>
    public static byte[] Metadata(SolveResult result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonLines.Indented))
        {
            json.WriteStartObject();
            foreach ((string key, string value) in result.Response.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
            {
                if (key == SolveResult.DescriptorKey && result.Image is { } image)
                    WriteDescriptor(json, image.Root);
                else
                    json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.ToArray();
    }

    private static void WriteDescriptor(Utf8JsonWriter json, Descriptor image)
    {
        json.WriteStartObject("containerimage.descriptor");
        json.WriteString("mediaType", image.MediaType);
        json.WriteString("digest", image.Digest.Text);
        json.WriteNumber("size", image.Size);
        json.WriteEndObject();
    }
}
