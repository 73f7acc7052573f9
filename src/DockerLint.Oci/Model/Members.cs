using System.Collections.Immutable;
using System.Text.Json;
using DockerLint.References;

namespace DockerLint.Oci.Model;

/// <summary>
/// The members of a JSON object. What is not what it should be becomes a fault of the document, and something harmless takes
/// its place; a member that is <c>null</c> is one that is not there.
/// </summary>
internal readonly struct Members(JsonElement element, string path, Faults faults)
{
    /// <summary>No texts by key.</summary>
    public static readonly ImmutableSortedDictionary<string, string> NoTexts = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    private static readonly Digest s_noDigest = Digest.TryParse("sha256:" + new string('0', 64), out Digest? zero, out _) ? zero : null!;

    /// <summary>Says that the object as a whole is wrong.</summary>
    public void Fault(string fault) => faults.Add(path.Length == 0 ? fault : $"has a '{path}' that {fault}");

    /// <summary>Whether the object has a member.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A text; null where there is none.</summary>
    public string? Text(string name) => Find(name, JsonValueKind.String, "is no text")?.GetString();

    /// <summary>A text that must be there.</summary>
    public string RequiredText(string name) => Text(name) ?? Missing(name, "");

    /// <summary>A digest that must be there.</summary>
    public Digest RequiredDigest(string name)
    {
        if (Text(name) is not { } text)
            return Missing(name, s_noDigest);
        if (References.Digest.TryParse(text, out Digest? digest, out ReferenceError? error))
            return digest;
        Wrong(name, $"is none: {error.Message}");
        return s_noDigest;
    }

    /// <summary>A length in bytes that must be there.</summary>
    public long RequiredLength(string name)
    {
        if (Find(name, JsonValueKind.Number, "is no number") is not { } number)
            return Has(name) ? 0 : Missing(name, 0L);
        if (number.TryGetInt64(out long length) && length >= 0)
            return length;
        Wrong(name, "is no length");
        return 0;
    }

    /// <summary>A point in time (RFC 3339); null where there is none.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Find(name, JsonValueKind.String, "is no text") is not { } text)
            return null;
        if (text.TryGetDateTimeOffset(out DateTimeOffset time))
            return time;
        Wrong(name, "is no time");
        return null;
    }

    /// <summary>True or false; false where there is nothing.</summary>
    public bool Flag(string name)
    {
        if (Find(name) is not { } value)
            return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Wrong(name, "is neither true nor false");
        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>An object; null where there is none.</summary>
    public Members? Object(string name) =>
        Find(name, JsonValueKind.Object, "is no object") is { } value ? new Members(value, PathOf(name), faults) : null;

    /// <summary>An object that must be there.</summary>
    public Members RequiredObject(string name)
    {
        if (Object(name) is { } members)
            return members;
        Missing(name, "");
        // All that is asked of it is a fault, but not the first.
        return new Members(element, PathOf(name), new Faults());
    }

    /// <summary>The objects of a list; none where there is no list.</summary>
    public ImmutableArray<T> Objects<T>(string name, Func<Members, T> read)
    {
        if (Find(name, JsonValueKind.Array, "is no list") is not { } list)
            return [];
        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>();
        foreach (JsonElement item in list.EnumerateArray())
        {
            string place = $"{PathOf(name)}[{items.Count}]";
            if (item.ValueKind != JsonValueKind.Object)
            {
                faults.Add($"has a '{place}' that is no object");
                break;
            }

            items.Add(read(new Members(item, place, faults)));
        }

        return items.DrainToImmutable();
    }

    /// <summary>The texts of a list; none where there is no list.</summary>
    public ImmutableArray<string> Texts(string name) => OptionalTexts(name) ?? [];

    /// <summary>The texts of a list; null where there is no list.</summary>
    public ImmutableArray<string>? OptionalTexts(string name)
    {
        if (Find(name, JsonValueKind.Array, "is no list") is not { } list)
            return null;
        ImmutableArray<string>.Builder texts = ImmutableArray.CreateBuilder<string>();
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                Wrong($"{name}[{texts.Count}]", "is no text");
                break;
            }

            texts.Add(item.GetString()!);
        }

        return texts.DrainToImmutable();
    }

    /// <summary>The texts of an object by their names, the last of a name.</summary>
    public ImmutableSortedDictionary<string, string> TextsByName(string name)
    {
        if (Find(name, JsonValueKind.Object, "is no object") is not { } value)
            return NoTexts;
        ImmutableSortedDictionary<string, string>.Builder texts = NoTexts.ToBuilder();
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null)
                texts[member.Name] = member.Value.GetString() ?? "";
            else
                Wrong(name, "holds something that is no text");
        }

        return texts.ToImmutable();
    }

    /// <summary>The names of an object's members, which is how Go writes a set; none where there is no object.</summary>
    public ImmutableArray<string> Names(string name)
    {
        if (Find(name, JsonValueKind.Object, "is no object") is not { } value)
            return [];
        return [.. value.EnumerateObject().Select(static member => member.Name).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The members that have none of some names, as they are.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Others(params ReadOnlySpan<string> known)
    {
        ImmutableSortedDictionary<string, JsonElement>.Builder others = JsonWriting.NoMembers.ToBuilder();
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (known.Contains(member.Name))
                continue;
            ReadTexts(member.Value);
            others[member.Name] = member.Value.Clone();
        }

        return others.ToImmutable();
    }

    /// <summary>A descriptor.</summary>
    public Descriptor Descriptor() => new(RequiredText("mediaType"), RequiredDigest("digest"), RequiredLength("size"))
    {
        ArtifactType = Text("artifactType"),
        Platform = Object("platform")?.Platform(),
        Urls = Texts("urls"),
        Annotations = TextsByName("annotations"),
    };

    /// <summary>A platform, whose members stand among others.</summary>
    public Platform Platform() => new(RequiredText("os"), RequiredText("architecture"), Text("variant") is { Length: > 0 } variant ? variant : null)
    {
        OsVersion = Text("os.version") is { Length: > 0 } version ? version : null,
        OsFeatures = Texts("os.features"),
    };

    /// <summary>Reads all texts, since one that is no Unicode is found out only then, and could not be written again.</summary>
    private static void ReadTexts(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                    ReadTexts(item);
                break;
            case JsonValueKind.Object:
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    _ = member.Name;
                    ReadTexts(member.Value);
                }

                break;
        }
    }

    private JsonElement? Find(string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private JsonElement? Find(string name, JsonValueKind kind, string complaint)
    {
        JsonElement? value = Find(name);
        if (value is null || value.Value.ValueKind == kind)
            return value;
        Wrong(name, complaint);
        return null;
    }

    private T Missing<T>(string name, T instead)
    {
        if (!Has(name))
            faults.Add($"has no '{PathOf(name)}'");
        return instead;
    }

    private void Wrong(string name, string complaint) => faults.Add($"has a '{PathOf(name)}' that {complaint}");

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
