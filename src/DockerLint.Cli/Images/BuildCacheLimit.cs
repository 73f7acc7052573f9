using System.Diagnostics.CodeAnalysis;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Semantics.Values;

namespace DockerLint.Cli.Images;

/// <summary>How large what builds keep may become.</summary>
internal static class BuildCacheLimit
{
    /// <summary>The option that says it.</summary>
    public const string Option = "--keep-storage";

    /// <summary>What the option does.</summary>
    public const string Description = $"How large the build cache may be, such as 20g [default: ${Variable}, else 10g or a tenth of the disk]";

    /// <summary>The variable that says it where the option does not.</summary>
    private const string Variable = "DOCKERLINT_KEEP_STORAGE";

    /// <summary>Finds it.</summary>
    /// <param name="option">What the option says; null where it is not given.</param>
    /// <param name="host">Has the environment.</param>
    /// <param name="bytes">How many bytes it is.</param>
    /// <param name="error">Why what is said makes no sense.</param>
    public static bool TryRead(string? option, Host host, out long bytes, [NotNullWhen(false)] out string? error)
    {
        error = null;
        (string source, string? text) = option is null ? (Variable, host.Variable(Variable)) : (Option, option);
        if (string.IsNullOrEmpty(text))
            bytes = BuildCache.UsualLimit(ImageFolders.BuildCache(host));
        else if (!ByteSize.TryParse(text, out bytes))
            error = $"{source}: '{text}' is no size; write 500m or 20g";
        return error is null;
    }
}
