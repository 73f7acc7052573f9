using System.Globalization;
using DockerLint.References;

namespace DockerLint.Oci.Model;

/// <summary>What runs where: a processor runs what was built for an earlier variant of its architecture.</summary>
public static class PlatformMatch
{
    /// <summary>The variant of arm64 that is meant where none is said.</summary>
    private const int UsualArm64 = 8;

    /// <summary>Whether an image for one platform runs on another.</summary>
    /// <param name="image">The platform that the image is for.</param>
    /// <param name="machine">The platform to run it on; its version of the system is any where it names none.</param>
    public static bool Runs(Platform image, Platform machine)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(machine);
        Platform built = image.Normalize();
        Platform here = machine.Normalize();
        return built.Os == here.Os
            && built.Architecture == here.Architecture
            && (built.Variant == here.Variant || (LevelOf(built) is { } needed && LevelOf(here) is { } given && needed <= given))
            && IsVersion(built.OsVersion, here.OsVersion);
    }

    /// <summary>How much of its architecture an image uses: the number of the variant, 0 where it has none.</summary>
    public static int Level(Platform image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return LevelOf(image.Normalize()) ?? 0;
    }

    /// <summary>Windows numbers are major.minor.build.revision, and the revision may differ.</summary>
    private static bool IsVersion(string? built, string? here) =>
        built is null || here is null || built == here || built.StartsWith(here + ".", StringComparison.Ordinal);

    private static int? LevelOf(Platform platform) => platform switch
    {
        { Variant: ['v', .. var number] } => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int level) ? level : null,
        { Variant: not null } => null,
        { Architecture: "arm64" } => UsualArm64,
        { Architecture: "amd64" } => 1,
        _ => null,
    };
}
