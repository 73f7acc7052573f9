using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Build.Engines.Embedded.Caching;
using DockerLint.Oci.Registry;
using DockerLint.References;
using DockerLint.Semantics.Values;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Where machines leave for each other what they have built: <c>--cache-to</c>, <c>--cache-from</c>.</summary>
/// <param name="Text">What was given.</param>
/// <param name="Folder">The folder; null for a repository.</param>
/// <param name="Name">The name in a registry; null for a folder, and where it is the image itself (<c>type=inline</c>).</param>
/// <param name="IsWhole">Whether steps of all stages are left there, <c>mode=max</c>; else those of the image.</param>
internal sealed record CacheTarget(string Text, string? Folder, ImageReference? Name, bool IsWhole)
{
    /// <summary>Whether a build is done where nothing can be left there, <c>ignore-error=true</c>.</summary>
    public bool IsOptional { get; private init; }

    /// <summary>Whether the image itself has it.</summary>
    public bool IsInline => Folder is null && Name is null;

    /// <summary>Reads <c>type=local,dest=FOLDER</c>, <c>type=registry,ref=NAME</c>, a name alone, or, to leave it, <c>type=inline</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="option">The option that has it.</param>
    /// <param name="folderKey">What the folder is called: <c>dest</c> or <c>src</c>.</param>
    /// <param name="target">What was read.</param>
    /// <param name="error">Why it makes no sense.</param>
    public static bool TryRead(string text, string option, string folderKey, [NotNullWhen(true)] out CacheTarget? target, [NotNullWhen(false)] out string? error)
    {
        target = null;
        // What is left is an image of the OCI specification.
        var record = new OptionRecord(option, ["type", "ref", folderKey, "mode", "ignore-error"], [new("image-manifest", "true"), new("oci-mediatypes", "true")]);
        if (!record.TryRead(text.Length == 0 || text.Contains('=') ? text : $"type=registry,ref={text}", out Dictionary<string, string> fields, out error))
            return false;
        string type = fields.GetValueOrDefault("type", "");
        string mode = fields.GetValueOrDefault("mode", "min");
        string? unclear = record.ReadTruth(fields, "ignore-error", usual: false, out bool isOptional);
        error = mode is "min" or "max" ? unclear : $"{option}: mode '{mode}' is neither min nor max";
        if (error is not null)
            return false;
        if (type == "local" && fields.TryGetValue(folderKey, out string? folder) && folder.Length > 0)
            target = new CacheTarget(text, folder, null, mode == "max");
        else if (type == "registry" && fields.TryGetValue("ref", out string? name) && ImageReference.Parse(name).Reference is { Digest: null } reference)
            target = new CacheTarget(text, null, ImageReference.Parse(reference.ToResolvedString()).Reference!, mode == "max");
        else if (type == "inline" && folderKey == "dest")
            target = new CacheTarget(text, null, null, false);
        else if (type == "inline")
            error = $"{option}: type=inline says where a cache is left; name the image that has it: type=registry,ref=NAME";
        else
            error = $"{option}: '{text}' is neither type=local,{folderKey}=FOLDER nor type=registry,ref=NAME";
        target = target is null ? null : target with { IsOptional = isOptional };
        return target is not null;
    }

    /// <summary>
    /// Whether it is the cache that the workflows of GitHub have (<c>type=gha</c>), which buildx is told of by the workflow
    /// and, anywhere else, passes over in silence.
    /// </summary>
    public static bool IsOfWorkflow(string text) => CsvRecord.TryRead(text, out ImmutableArray<CsvField> fields, out _) && fields.Any(static field => field.Text == "type=gha");

    /// <summary>What reads and writes it.</summary>
    public CacheStorage Open(RegistryClient client) => Folder is not null ? new FolderCache(Folder) : new RegistryCache(client, Name!);
}
