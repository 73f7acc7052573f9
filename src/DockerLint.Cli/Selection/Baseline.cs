using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using DockerLint.Analysis;
using DockerLint.Analysis.Engine;
using DockerLint.Cli.Input;
using DockerLint.Cli.Output;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Selection;

/// <summary>A finding that is known.</summary>
/// <param name="File">The path of its file from the folder of the baseline, with slashes.</param>
/// <param name="Code">Its rule.</param>
/// <param name="Fingerprint">What tells it from others of that rule; it stays where lines move.</param>
internal readonly record struct KnownFinding(string File, string Code, string Fingerprint) : IComparable<KnownFinding>
{
    /// <inheritdoc/>
    public int CompareTo(KnownFinding other)
    {
        int order = string.CompareOrdinal(File, other.File);
        if (order == 0)
            order = string.CompareOrdinal(Code, other.Code);
        return order != 0 ? order : string.CompareOrdinal(Fingerprint, other.Fingerprint);
    }
}

/// <summary>
/// The findings that a team has accepted: a file with one a line, sorted, so that it reads well in reviews. Two equal
/// findings are two entries, so that a third one is new.
/// </summary>
internal sealed class Baseline
{
    private const int Version = 1;

    private readonly string _folder;

    private Baseline(string path, ImmutableHashSet<KnownFinding> entries)
    {
        _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Entries = entries;
    }

    /// <summary>The findings in it.</summary>
    public ImmutableHashSet<KnownFinding> Entries { get; }

    /// <summary>One without findings.</summary>
    /// <param name="path">Where it lies, or will.</param>
    public static Baseline Empty(string path) => new(path, []);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="baseline">What it holds; null unless the result is true.</param>
    /// <param name="reason">Why it cannot be read; null when the result is true.</param>
    public static bool TryRead(string path, [NotNullWhen(true)] out Baseline? baseline, [NotNullWhen(false)] out string? reason)
    {
        baseline = null;
        if (!Disk.TryDo(() => File.ReadAllBytes(path), out byte[]? bytes, out reason))
            return false;
        try
        {
            using var json = JsonDocument.Parse(bytes);
            if (EntriesOf(json.RootElement) is { } entries)
                baseline = new Baseline(path, entries);
            else
                reason = "is no baseline of this version; write one with --write-baseline";
        }
        catch (JsonException error)
        {
            reason = string.Create(CultureInfo.InvariantCulture, $"is no JSON from line {(error.LineNumber ?? 0) + 1} on");
        }

        return baseline is not null;
    }

    /// <summary>Writes findings.</summary>
    public static void Write(Stream stream, IEnumerable<KnownFinding> findings)
    {
        var lines = new JsonLines(stream);
        lines.Raw("{\n  \"version\": 1,\n  \"findings\": ["u8);
        bool isFirst = true;
        foreach (KnownFinding finding in findings.Order())
        {
            lines.Raw(isFirst ? "\n    "u8 : ",\n    "u8);
            isFirst = false;
            Utf8JsonWriter json = lines.Next();
            json.WriteStartObject();
            json.WriteString("file"u8, finding.File);
            json.WriteString("code"u8, finding.Code);
            json.WriteString("fingerprint"u8, finding.Fingerprint);
            json.WriteEndObject();
        }

        lines.Raw(isFirst ? "]\n}\n"u8 : "\n  ]\n}\n"u8);
        lines.Flush();
    }

    /// <summary>The findings of a file as they would stand here.</summary>
    public ImmutableArray<KnownFinding> Of(InputFile file, SourceText source, ImmutableArray<Diagnostic> findings)
    {
        string name = NameOf(file);
        ImmutableArray<string> fingerprints = Fingerprints.Of(name, source, findings);
        return [.. findings.Select((finding, index) => new KnownFinding(name, finding.Rule.Code, fingerprints[index]))];
    }

    /// <summary>The findings that are not in it.</summary>
    public ImmutableArray<Diagnostic> Lacking(InputFile file, SourceText source, ImmutableArray<Diagnostic> findings)
    {
        ImmutableArray<KnownFinding> entries = Of(file, source, findings);
        return [.. findings.Where((_, index) => !Entries.Contains(entries[index]))];
    }

    /// <summary>Whether the file of an entry is still there.</summary>
    public bool HasFile(string name) => File.Exists(Path.Combine(_folder, name));

    /// <summary>How a file is called here.</summary>
    public string NameOf(InputFile file) =>
        file.Path is null ? file.Name : ReportPath.Slashed(Path.GetRelativePath(_folder, Path.GetFullPath(file.Path)));

    private static ImmutableHashSet<KnownFinding>? EntriesOf(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("version"u8, out JsonElement version)
            || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out int number)
            || number != Version
            || !root.TryGetProperty("findings"u8, out JsonElement findings)
            || findings.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var entries = ImmutableHashSet.CreateBuilder<KnownFinding>();
        foreach (JsonElement finding in findings.EnumerateArray())
        {
            if (TextOf(finding, "file") is not { } file || TextOf(finding, "code") is not { } code || TextOf(finding, "fingerprint") is not { } fingerprint)
                return null;
            entries.Add(new KnownFinding(file, code, fingerprint));
        }

        return entries.ToImmutable();
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
