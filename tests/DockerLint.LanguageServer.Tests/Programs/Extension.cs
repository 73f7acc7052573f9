using System.Reflection;

namespace DockerLint.LanguageServer.Tests.Programs;

/// <summary>The extension for VS Code.</summary>
internal static class Extension
{
    private static readonly string s_folder = Path.Combine(
        typeof(Extension).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "RepositoryRoot").Value!, "editors", "vscode");

    /// <summary>Installs what it is built with.</summary>
    public static Task InstallAsync() => NpmAsync("ci", "--no-audit", "--no-fund", "--ignore-scripts");

    /// <summary>Runs its own tests.</summary>
    public static Task TestAsync() => NpmAsync("test");

    /// <summary>Packs it.</summary>
    /// <param name="package">The file that it is packed into.</param>
    public static Task PackAsync(string package) => NpmAsync("run", "package", "--", "--out", package);

    private static Task NpmAsync(params string[] arguments) => Server.RunAsync(s_folder, "npm", arguments);
}
