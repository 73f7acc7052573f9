namespace DockerLint.Configuration;

/// <summary>
/// What a build says that is no finding of a rule. A compiler takes no codes that it was not told of before, so all that a
/// configuration brings has one.
/// </summary>
public static class BuildCodes
{
    /// <summary>Something is wrong with the configuration.</summary>
    public const string Configuration = "DK0001";

    /// <summary>A rule that the configuration declares.</summary>
    public const string DeclaredRule = "DK0002";

    /// <summary>A file could not be linted.</summary>
    public const string Failure = "DK0003";

    private const string Docs = "https://github.com/dockerlint/dockerlint/blob/main/docs/";

    /// <summary>Where a code is explained.</summary>
    public static string UrlOf(string code) => code == DeclaredRule
        ? Docs + "configuration.md#custom-rules"
        : $"{Docs}msbuild.md#{code.ToLowerInvariant()}";
}
