using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using DockerLint.References;

namespace DockerLint.Oci.Model;

/// <summary>Writes the documents of the model. What is not set is left out, as Go does it.</summary>
internal static class JsonWriting
{
    /// <summary>No members by name.</summary>
    public static readonly ImmutableSortedDictionary<string, JsonElement> NoMembers =
        ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>A document whose root is an object.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A text, unless it is null.</summary>
    public static void Optional(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    /// <summary>A list of texts, unless it is null.</summary>
    public static void Optional(this Utf8JsonWriter writer, string name, ImmutableArray<string>? values)
    {
        if (values is not { } texts)
            return;
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    /// <summary>A list of texts, unless it is empty.</summary>
    public static void Filled(this Utf8JsonWriter writer, string name, ImmutableArray<string> values) =>
        writer.Optional(name, values.IsDefaultOrEmpty ? null : values);

    /// <summary>Texts by name, unless there are none.</summary>
    public static void Filled(this Utf8JsonWriter writer, string name, ImmutableSortedDictionary<string, string> values)
    {
        if (values.IsEmpty)
            return;
        writer.WriteStartObject(name);
        foreach ((string key, string value) in values)
            writer.WriteString(key, value);
        writer.WriteEndObject();
    }

    /// <summary>A set as Go writes it, unless it is empty: an object with empty objects.</summary>
    public static void Set(this Utf8JsonWriter writer, string name, ImmutableArray<string> values)
    {
        if (values.IsDefaultOrEmpty)
            return;
        writer.WriteStartObject(name);
        foreach (string value in values)
        {
            writer.WriteStartObject(value);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>Members as they were read.</summary>
    public static void Others(this Utf8JsonWriter writer, ImmutableSortedDictionary<string, JsonElement> members)
    {
        foreach ((string name, JsonElement value) in members)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }

    /// <summary>A list of descriptors.</summary>
    public static void Descriptors(this Utf8JsonWriter writer, string name, ImmutableArray<Descriptor> descriptors)
    {
        writer.WriteStartArray(name);
        foreach (Descriptor descriptor in descriptors)
            writer.Descriptor(descriptor);
        writer.WriteEndArray();
    }

    /// <summary>A descriptor, unless it is null.</summary>
    public static void Optional(this Utf8JsonWriter writer, string name, Descriptor? descriptor)
    {
        if (descriptor is null)
            return;
        writer.WritePropertyName(name);
        writer.Descriptor(descriptor);
    }

    /// <summary>The members that name a platform, by those of the OCI image specification.</summary>
    public static void PlatformMembers(this Utf8JsonWriter writer, Platform platform)
    {
        writer.WriteString("architecture", platform.Architecture);
        writer.WriteString("os", platform.Os);
        writer.Optional("os.version", platform.OsVersion);
        writer.Filled("os.features", platform.OsFeatures);
        writer.Optional("variant", platform.Variant);
    }

    private static void Descriptor(this Utf8JsonWriter writer, Descriptor descriptor)
    {
        writer.WriteStartObject();
        writer.WriteString("mediaType", descriptor.MediaType);
        writer.WriteString("digest", descriptor.Digest.Text);
        writer.WriteNumber("size", descriptor.Size);
        writer.Filled("urls", descriptor.Urls);
        writer.Filled("annotations", descriptor.Annotations);
        if (descriptor.Platform is { } platform)
        {
            writer.WriteStartObject("platform");
            writer.PlatformMembers(platform);
            writer.WriteEndObject();
        }

        writer.Optional("artifactType", descriptor.ArtifactType);
        writer.WriteEndObject();
    }
}
