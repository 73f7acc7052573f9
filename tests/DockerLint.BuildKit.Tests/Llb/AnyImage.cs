using DockerLint.Build.Plan;
using DockerLint.Oci.Model;
using DockerLint.References;

namespace DockerLint.BuildKit.Tests.Llb;

/// <summary>Every image is the same: it has a PATH, and one layer.</summary>
internal sealed class AnyImage : IImageResolver
{
    private static readonly Digest s_digest = Parse("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");

    public static string Path { get; } = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public Task<(ResolvedImage? Image, string? Error)> ResolveAsync(ImageReference image, Platform platform, CancellationToken cancellation) =>
        Task.FromResult<(ResolvedImage?, string?)>((
            new ResolvedImage(image, s_digest, new ImageConfig(platform, new RuntimeConfig { Environment = [Path] }, [s_digest]), []), null));

    private static Digest Parse(string hash) => Digest.TryParse($"sha256:{hash}", out Digest? digest, out _) ? digest : throw new InvalidOperationException();
}
