using System.Reflection;

namespace DockerLint.LanguageServer.Tests.Programs;

/// <summary>The extension for VS Code.</summary>
internal static class Extension
{
    private static readonly string s_repository =
        typeof(Extension).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "RepositoryRoot").Value!;

    private static readonly string s_folder = Path.Combine(s_repository, "editors", "vscode");

    /// <summary>Installs what it is built with.</summary>
    public static Task InstallAsync() => NpmAsync("ci", "--no-audit", "--no-fund", "--ignore-scripts");

    /// <summary>Runs its own tests.</summary>
    public static Task TestAsync() => NpmAsync("test");

    /// <summary>Packs it.</summary>
    /// <param name="package">The file that it is packed into.</param>
    public static Task PackAsync(string package) => NpmAsync("run", "package", "--", "--out", package);

    /// <summary>Packs it with a server.</summary>
    /// <param name="server">The server.</param>
    /// <param name="target">The platform, as VS Code calls it.</param>
    /// <param name="folder">Where the package is put.</param>
    public static Task PackWithServerAsync(string server, string target, string folder) =>
        Server.RunAsync(s_repository, Path.Combine(s_repository, "packaging", "vsix"), server, target, folder);

    private static Task NpmAsync(params string[] arguments) => Server.RunAsync(s_folder, "npm", arguments);
}
