using System.Collections.Immutable;
using DockerLint.Build.Engines.Embedded.Caching;
using DockerLint.Build.Plan;
using DockerLint.Oci.Model;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>An image that was built.</summary>
/// <param name="Manifest">Its manifest.</param>
/// <param name="ConfigDigest">The digest of its configuration, Docker's identifier of it.</param>
/// <param name="Config">Its configuration.</param>
public sealed record BuiltImage(Descriptor Manifest, Digest ConfigDigest, ImageConfig Config)
{
    /// <summary>What its names stand for: its manifest, or the index that has statements about it or images for other platforms too.</summary>
    public Descriptor Root { get; init; } = Manifest;

    /// <summary>Whether it is the first of images for several platforms.</summary>
    public bool HasPlatforms { get; init; }
}

/// <summary>Puts configuration and manifest of an image into a store.</summary>
internal static class ImageWriter
{
    /// <summary>Writes an image.</summary>
    /// <param name="lease">The work that it is for.</param>
    /// <param name="target">The stage that it is of.</param>
    /// <param name="layers">The layers over those of its base, lowest first.</param>
    /// <param name="settings">How it is built.</param>
    /// <param name="inline">What it says of its steps to other machines; null for nothing.</param>
    public static BuiltImage Write(StoreLease lease, PlannedStage target, ImmutableArray<MadeLayer> layers, EngineSettings settings, CacheManifest? inline)
    {
        long? epoch = settings.Epoch;
        ResolvedImage? from = target.Base is { Config.DiffIds.IsEmpty: false } image ? image : null;
        ImageConfig planned = target.ConfigWithHistory;
        ImmutableArray<HistoryEntry> history = Timed(planned.History, from?.Config.History.Length ?? 0, layers, epoch);
        ImageConfig config = planned with
        {
            Created = epoch is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : history is [.., { Created: { } last }] ? last : TimeProvider.System.GetUtcNow(),
            History = history,
            DiffIds = [.. from?.Config.DiffIds ?? [], .. layers.Select(static layer => layer.Layer.DiffId)],
        };
        // That of the base is about other steps.
        config = config with { Others = config.Others.Remove(CacheManifest.InlineMember) };
        if (inline is not null)
            config = inline.AddTo(config);
        Descriptor configDescriptor = lease.Write(MediaTypes.OciConfig, config.Write());
        var manifest = new ImageManifest(
            configDescriptor,
            [
                .. (from?.Layers ?? []).Select(static layer => layer with { MediaType = OciTypeOf(layer.MediaType) }),
                .. layers.Select(static made => new Descriptor(made.Layer.MediaType, made.Layer.Digest, made.Layer.Size)),
            ])
        {
            Annotations = settings.Annotations,
        };
        return new BuiltImage(lease.Write(MediaTypes.OciManifest, manifest.Write()), configDescriptor.Digest, config);
    }

    /// <summary>
    /// Steps with a layer are as old as that. Those without are as old as the one before, the first ones as old as the first new layer.
    /// </summary>
    private static ImmutableArray<HistoryEntry> Timed(ImmutableArray<HistoryEntry> history, int known, ImmutableArray<MadeLayer> layers, long? epoch)
    {
        var timed = ImmutableArray.CreateBuilder<HistoryEntry>(history.Length);
        timed.AddRange(history.Take(known));
        DateTimeOffset? last = layers is [{ Created: var first }, ..] ? first : history.Take(known).LastOrDefault()?.Created;
        int layer = 0;
        foreach (HistoryEntry entry in history.Skip(known))
        {
            if (!entry.IsEmptyLayer && layer < layers.Length)
                last = layers[layer++].Created;
            timed.Add(entry with { Created = epoch is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : last });
        }

        return timed.ToImmutable();
    }

    private static string OciTypeOf(string mediaType) => mediaType == MediaTypes.DockerLayerGzip ? MediaTypes.OciLayerGzip : mediaType;
}
