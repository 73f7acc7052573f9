using System.Runtime.InteropServices;
using DockerLint.References;

namespace DockerLint.Cli.Images;

/// <summary>The machine that the program runs on.</summary>
internal static class Machine
{
    /// <summary>The platform of the images that run here: Linux, whatever hosts it.</summary>
    public static Platform Platform { get; } = Platform.TryParse($"linux/{Name(RuntimeInformation.OSArchitecture)}", out Platform? platform, out _)
        ? platform
        : throw new PlatformNotSupportedException();

    /// <summary>Go's name of an architecture (GOARCH).</summary>
    private static string Name(Architecture architecture) => architecture switch
    {
        Architecture.X64 => "amd64",
        Architecture.X86 => "386",
        Architecture.LoongArch64 => "loong64",
        _ => architecture.ToString().ToLowerInvariant(),
    };
}
