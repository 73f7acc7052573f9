using System.Collections.Immutable;
using System.Text.Json;
using DockerLint.Analysis;
using DockerLint.Analysis.Engine;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Output;

/// <summary>
/// A SARIF 2.1.0 log (OASIS) with all that GitHub code scanning reads. It refuses a run of more than 25,000
/// results; of more, the most severe are kept. Paths in the working folder are relative to it, which is to be the root of
/// the repository.
/// </summary>
/// <param name="stream">Where the log goes.</param>
internal sealed class SarifReport(Stream stream) : IReport
{
    private const int MaximumResults = 25_000;

    /// <summary>Places of a result that code scanning shows.</summary>
    private const int MaximumRelated = 100;

    private const string Root = "%SRCROOT%";

    private readonly List<FileReport> _files = [];

    /// <inheritdoc/>
    public void Write(FileReport file)
    {
        if (!file.Findings.IsEmpty)
            _files.Add(file);
    }

    /// <inheritdoc/>
    public void Finish(ImmutableArray<(string Subject, string Reason)> failures)
    {
        ImmutableArray<Result> results = Results();
        // Rules that found nothing would only make the log larger.
        ImmutableArray<RuleInfo> rules =
            [.. results.Select(static result => result.Finding.Rule).DistinctBy(static rule => rule.Code).OrderBy(static rule => rule.Code, StringComparer.Ordinal)];
        Dictionary<string, int> indices = [];
        foreach (RuleInfo rule in rules)
            indices.Add(rule.Code, indices.Count);

        using var json = new Utf8JsonWriter(stream, JsonLines.Indented);
        json.WriteStartObject();
        json.WriteString("$schema"u8, "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version"u8, "2.1.0");
        json.WriteStartArray("runs"u8);
        json.WriteStartObject();
        json.WriteStartObject("tool"u8);
        SarifRules.Write(json, rules);
        json.WriteEndObject();
        WriteInvocation(json, failures);
        WriteRoot(json);
        json.WriteString("columnKind"u8, "utf16CodeUnits");
        json.WriteStartObject("automationDetails"u8);
        json.WriteString("id"u8, "dockerlint/");
        json.WriteEndObject();
        json.WriteStartArray("results"u8);
        foreach (Result result in results)
        {
            Write(json, result, indices[result.Finding.Rule.Code]);
            // Hands on what is there, so that a large log does not pile up in memory.
            if (json.BytesPending > 1 << 16)
                json.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
        stream.Flush();
    }

    private ImmutableArray<Result> Results()
    {
        ImmutableArray<Result>.Builder all = ImmutableArray.CreateBuilder<Result>();
        foreach (FileReport file in _files)
        {
            string path = ReportPath.Of(file.File);
            ImmutableArray<string> fingerprints = Fingerprints.Of(path, file.Source, file.Findings);
            for (int index = 0; index < file.Findings.Length; index++)
                all.Add(new Result(UriOf(path), file.Source, file.Findings[index], fingerprints[index]));
        }

        return all.Count <= MaximumResults
            ? all.DrainToImmutable()
            : [.. all.OrderByDescending(static result => result.Finding.Severity).Take(MaximumResults)];
    }

    private static void WriteInvocation(Utf8JsonWriter json, ImmutableArray<(string Subject, string Reason)> failures)
    {
        json.WriteStartArray("invocations"u8);
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful"u8, failures.IsEmpty);
        if (!failures.IsEmpty)
        {
            json.WriteStartArray("toolExecutionNotifications"u8);
            foreach ((string subject, string reason) in failures)
            {
                json.WriteStartObject();
                json.WriteString("level"u8, "error");
                SarifRules.WriteText(json, "message", $"{subject}: {reason}");
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Result result, int ruleIndex)
    {
        Diagnostic finding = result.Finding;
        (string uri, SourceText source) = (result.Uri, result.Source);
        json.WriteStartObject();
        json.WriteString("ruleId"u8, finding.Rule.Code);
        json.WriteNumber("ruleIndex"u8, ruleIndex);
        json.WriteString("level"u8, Words.InThreeLevels(finding.Severity));
        SarifRules.WriteText(json, "message", finding.Message);
        json.WriteStartArray("locations"u8);
        json.WriteStartObject();
        WritePhysicalLocation(json, uri, source, finding.Span);
        json.WriteEndObject();
        json.WriteEndArray();
        if (!finding.Related.IsEmpty)
            WriteRelated(json, uri, source, finding.Related);
        json.WriteStartObject("partialFingerprints"u8);
        json.WriteString("primaryLocationLineHash"u8, result.Fingerprint);
        json.WriteEndObject();
        if (!finding.Fixes.IsEmpty)
            WriteFixes(json, uri, source, finding.Fixes);
        json.WriteEndObject();
    }

    private static void WriteRelated(Utf8JsonWriter json, string uri, SourceText source, ImmutableArray<RelatedLocation> related)
    {
        json.WriteStartArray("relatedLocations"u8);
        for (int index = 0; index < Math.Min(related.Length, MaximumRelated); index++)
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, index + 1);
            WritePhysicalLocation(json, uri, source, related[index].Span);
            SarifRules.WriteText(json, "message", related[index].Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFixes(Utf8JsonWriter json, string uri, SourceText source, ImmutableArray<Fix> fixes)
    {
        json.WriteStartArray("fixes"u8);
        foreach (Fix fix in fixes)
        {
            json.WriteStartObject();
            SarifRules.WriteText(json, "description", fix.Title);
            json.WriteStartArray("artifactChanges"u8);
            json.WriteStartObject();
            WriteArtifact(json, uri);
            json.WriteStartArray("replacements"u8);
            foreach (TextEdit edit in fix.Edits)
            {
                json.WriteStartObject();
                WriteRegion(json, "deletedRegion", Region.Of(source, edit.Span));
                // GitHub takes no empty texts; what is absent inserts nothing.
                if (edit.NewText.Length > 0)
                    SarifRules.WriteText(json, "insertedContent", edit.NewText);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePhysicalLocation(Utf8JsonWriter json, string uri, SourceText source, TextSpan span)
    {
        json.WriteStartObject("physicalLocation"u8);
        WriteArtifact(json, uri);
        WriteRegion(json, "region", Region.Of(source, span));
        json.WriteEndObject();
    }

    private static void WriteArtifact(Utf8JsonWriter json, string uri)
    {
        json.WriteStartObject("artifactLocation"u8);
        json.WriteString("uri"u8, uri);
        if (IsRelative(uri))
            json.WriteString("uriBaseId"u8, Root);
        json.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter json, string name, Region region)
    {
        json.WriteStartObject(name);
        json.WriteNumber("startLine"u8, region.Start.Line);
        json.WriteNumber("startColumn"u8, region.Start.Column);
        json.WriteNumber("endLine"u8, region.End.Line);
        json.WriteNumber("endColumn"u8, region.End.Column);
        json.WriteEndObject();
    }

    /// <summary>Says what relative paths start at, but not where that was: the log is the same on every machine.</summary>
    private static void WriteRoot(Utf8JsonWriter json)
    {
        json.WriteStartObject("originalUriBaseIds"u8);
        json.WriteStartObject(Root);
        SarifRules.WriteText(json, "description", "The folder in which dockerlint was run: the root of the repository.");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A path as a URI: relative where the path is, percent-encoded.</summary>
    private static string UriOf(string path)
    {
        string escaped = string.Join('/', ReportPath.Slashed(path).Split('/').Select(Uri.EscapeDataString));
        return Path.IsPathRooted(path) ? (escaped.StartsWith('/') ? "file://" : "file:///") + escaped : escaped;
    }

    private static bool IsRelative(string uri) => !uri.StartsWith("file:", StringComparison.Ordinal);

    private sealed record Result(string Uri, SourceText Source, Diagnostic Finding, string Fingerprint);
}
