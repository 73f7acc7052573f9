using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using DockerLint.Build.Plan;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded.Explaining;

/// <summary>What the steps of the last build of a Dockerfile were known by.</summary>
/// <param name="folder">The folder of the build cache.</param>
internal sealed class TraceFile(string folder)
{
    /// <summary>Of how many Dockerfiles that is kept.</summary>
    private const int MostFiles = 100;

    private readonly string _folder = Path.Combine(folder, "traces");

    /// <summary>Where steps stand: in which stage, as which of it.</summary>
    public static Dictionary<BuildStep, string> PlacesOf(BuildPlan plan)
    {
        var places = new Dictionary<BuildStep, string>();
        for (int stage = 0; stage < plan.Stages.Length; stage++)
        {
            BuildStep[] steps = [.. plan.Stages[stage].Instructions.Select(static instruction => instruction.Step).OfType<BuildStep>()];
            for (int index = 0; index < steps.Length; index++)
                places.TryAdd(steps[index], $"{plan.Stages[stage].Stage.DisplayName} {index}");
        }

        foreach (BuildStep step in plan.Steps)
            places.TryAdd(step, step.Description);
        return places;
    }

    /// <summary>Reads what was known, by places; nothing where nothing that can be read is there.</summary>
    /// <param name="dockerfile">What the Dockerfile is called.</param>
    public ImmutableDictionary<string, StepTrace> Read(string dockerfile)
    {
        try
        {
            using FileStream file = File.OpenRead(PathOf(dockerfile));
            using JsonDocument document = JsonDocument.Parse(file);
            return document.RootElement.EnumerateObject().ToImmutableDictionary(static step => step.Name, static step => Read(step.Value), StringComparer.Ordinal);
        }
        catch (Exception failure) when (failure is IOException or JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            return ImmutableDictionary<string, StepTrace>.Empty;
        }
    }

    /// <summary>Writes what is known now, in place of what was.</summary>
    /// <param name="dockerfile">What the Dockerfile is called.</param>
    /// <param name="steps">The steps by places.</param>
    public void Write(string dockerfile, IEnumerable<KeyValuePair<string, StepTrace>> steps)
    {
        Directory.CreateDirectory(_folder);
        var content = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(content);
        writer.WriteStartObject();
        foreach ((string place, StepTrace step) in steps)
        {
            writer.WriteStartObject(place);
            writer.WriteString("description", step.Description);
            writer.WriteString("operation", step.Operation.Text);
            writer.WriteString("parent", step.Parent?.Text);
            Write(writer, "variables", step.Variables);
            writer.WriteStartArray("sources");
            foreach (Digest source in step.Sources)
                writer.WriteStringValue(source.Text);
            writer.WriteEndArray();
            Write(writer, "files", step.Files);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.Flush();
        AtomicFile.Write(PathOf(dockerfile), content.WrittenSpan, AtomicFile.Usual, isDurable: false);
    }

    /// <summary>Forgets the Dockerfiles that were not built for the longest time.</summary>
    /// <param name="isAll">Whether all are forgotten.</param>
    public void Clear(bool isAll)
    {
        if (!Directory.Exists(_folder))
            return;
        foreach (FileInfo file in new DirectoryInfo(_folder).GetFiles().OrderByDescending(static file => file.LastWriteTimeUtc).Skip(isAll ? 0 : MostFiles))
            file.Delete();
    }

    private static StepTrace Read(JsonElement step) => new(
        step.GetProperty("description").GetString() ?? "",
        DigestOf(step.GetProperty("operation")),
        step.GetProperty("parent").ValueKind == JsonValueKind.Null ? null : DigestOf(step.GetProperty("parent")),
        Digests(step.GetProperty("variables")),
        [.. step.GetProperty("sources").EnumerateArray().Select(DigestOf)],
        Digests(step.GetProperty("files")));

    private static ImmutableDictionary<string, Digest> Digests(JsonElement members) =>
        members.EnumerateObject().ToImmutableDictionary(static member => member.Name, static member => DigestOf(member.Value), StringComparer.Ordinal);

    private static Digest DigestOf(JsonElement text) =>
        Digest.TryParse(text.GetString() ?? "", out Digest? digest, out _) ? digest : throw new FormatException();

    private static void Write(Utf8JsonWriter writer, string name, ImmutableDictionary<string, Digest> digests)
    {
        writer.WriteStartObject(name);
        foreach ((string key, Digest digest) in digests)
            writer.WriteString(key, digest.Text);
        writer.WriteEndObject();
    }

    private string PathOf(string dockerfile)
    {
        using var key = new KeyWriter("dockerfile");
        return Path.Combine(_folder, key.Add(dockerfile).Complete().Hex);
    }
}
