using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DockerLint.Build.Plan;
using DockerLint.BuildKit.Protocol;
using DockerLint.Semantics.Patterns;

namespace DockerLint.BuildKit.Llb;

/// <summary>The build contexts of a plan as sources of a graph.</summary>
internal sealed class ContextSources
{
    private const string MainName = "context";

    private readonly LlbOptions _options;
    private readonly ImmutableDictionary<string, ImmutableSortedSet<string>> _paths;

    public ContextSources(BuildPlan plan, LlbOptions options)
    {
        _options = options;
        _paths = plan.Steps.SelectMany(PathsOf).GroupBy(static path => path.Context, static path => path.Path)
            .ToImmutableDictionary(static paths => paths.Key, static paths => paths.ToImmutableSortedSet(StringComparer.Ordinal));
    }

    /// <summary>The contexts by the names of the sources.</summary>
    public ImmutableDictionary<string, string> Names => _paths.Keys.ToImmutableDictionary(NameOf, static name => name);

    /// <summary>What the daemon asks for the files of a context.</summary>
    public SourceOp SourceOf(string context)
    {
        var source = new SourceOp { Identifier = $"local://{NameOf(context)}" };
        // Members of a map are written in the order in which they come, and have to be sorted.
        if (_options.Ignored.GetValueOrDefault(context) is { Patterns: { IsEmpty: false } patterns })
            source.Attrs.Add("local.excludepatterns", ListOf(patterns.Select(static pattern => pattern.ToString())));
        // Who takes all asks for no part of it.
        ImmutableSortedSet<string> paths = _paths.GetValueOrDefault(context, []);
        if (!paths.IsEmpty && !paths.Contains(""))
            source.Attrs.Add("local.followpaths", ListOf(paths));
        if (_options.Session is { } session)
            source.Attrs.Add("local.session", session);
        source.Attrs.Add("local.sharedkeyhint", NameOf(context));
        return source;
    }

    /// <summary>The name of a context, which no name that people give can be.</summary>
    private static string NameOf(string context) => context.Length == 0 ? MainName : $"{MainName}:{context}";

    private static IEnumerable<(string Context, string Path)> PathsOf(BuildStep step) => step switch
    {
        CopyStep copy => copy.Transfers.Where(static transfer => transfer.From is ContextFiles)
            .SelectMany(static transfer => transfer.Includes.DefaultIfEmpty(""), static (transfer, include) => (NameIn(transfer.From), Relative($"{transfer.Path}/{include}"))),
        RunStep run => run.Mounts.Select(static mount => mount switch
        {
            BindMount bind => (bind.From, bind.Source),
            CacheMount cache => (From: cache.From!, cache.Source),
            _ => default,
        }).Where(static mount => mount.From is ContextFiles).Select(static mount => (NameIn(mount.From), Relative(mount.Source))),
        _ => [],
    };

    private static string NameIn(FileSource source) => ((ContextFiles)source).Key;

    private static string Relative(string path) => ContextPath.Clean("/" + path)[1..];

    private static string ListOf(IEnumerable<string> texts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartArray();
            foreach (string text in texts)
                writer.WriteStringValue(text);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
