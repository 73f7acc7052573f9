using System.Globalization;
using System.Text;
using DockerLint.Build.Plan;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Cli.Images;

/// <summary>What the last build of a Dockerfile made.</summary>
/// <param name="Text">The digest of the Dockerfile's text.</param>
/// <param name="Image">The image's manifest.</param>
/// <param name="MediaType">What kind of manifest that is.</param>
/// <param name="Places">Where the instructions start that made its upper layers, lowest first; -1 where that was a trigger.</param>
internal sealed record LastBuild(Digest Text, Digest Image, string MediaType, IReadOnlyList<int> Places);

/// <summary>Remembers of each Dockerfile and target the image of the last build, so that the linter can look into it.</summary>
/// <param name="host">Where the program runs.</param>
internal sealed class LastBuilds(Host host)
{
    private readonly string _folder = Path.Combine(ImageFolders.BuildCache(host), "last");

    /// <summary>The digest of a Dockerfile's text, by which it is seen whether it has changed since.</summary>
    public static Digest DigestOf(string text) => ContentDigest.Of(Encoding.UTF8.GetBytes(text));

    /// <summary>Remembers a build.</summary>
    /// <param name="path">The full path of the Dockerfile.</param>
    /// <param name="plan">What was built.</param>
    /// <param name="image">The image.</param>
    public void Remember(string path, BuildPlan plan, Descriptor image)
    {
        IEnumerable<int> places = plan.Target.Layers.Select(static step => step.Instruction?.Span.Start ?? -1);
        Directory.CreateDirectory(_folder);
        string file = FileOf(path, plan.Model.Options.Target);
        string[] lines =
            [DigestOf(plan.Model.Syntax.Source.Value).Text, image.Digest.Text, image.MediaType, string.Join(' ', places.Select(static place => place.ToString(CultureInfo.InvariantCulture)))];
        AtomicFile.Write(file, Encoding.UTF8.GetBytes(string.Join('\n', lines)), AtomicFile.Usual, isDurable: false);
    }

    /// <summary>The last build; null where there was none.</summary>
    /// <param name="path">The full path of the Dockerfile.</param>
    /// <param name="target">The stage that is asked for; null for the last one.</param>
    public LastBuild? Find(string path, string? target)
    {
        string file = FileOf(path, target);
        return File.Exists(file)
            && File.ReadAllLines(file) is [var text, var image, var mediaType, var places]
            && Digest.TryParse(text, out Digest? digest, out _)
            && Digest.TryParse(image, out Digest? manifest, out _)
                ? new LastBuild(digest, manifest, mediaType, [.. places.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static place => int.Parse(place, CultureInfo.InvariantCulture))])
                : null;
    }

    /// <summary>Forgets all builds.</summary>
    public void Clear()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private string FileOf(string path, string? target) => Path.Combine(_folder, DigestOf($"{path}\n{target}").Hex);
}
