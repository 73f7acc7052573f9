using System.IO.Compression;
using System.Reflection;

namespace DockerLint.LanguageServer.Tests.Programs;

/// <summary>The extension for VS Code: its own tests, and what is packed.</summary>
[Trait(Server.Trait, Server.Node)]
public sealed class ExtensionTests
{
    private static readonly string s_root = typeof(ExtensionTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static attribute => attribute.Key == "RepositoryRoot").Value!;

    [Fact]
    public async Task It_is_checked_tested_and_packed_with_all_that_it_needs_and_nothing_else()
    {
        string folder = Path.Combine(s_root, "editors", "vscode");
        string package = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".vsix");
        try
        {
            await Npm("ci", "--no-audit", "--no-fund", "--ignore-scripts");
            await Npm("test");
            await Npm("run", "package", "--", "--out", package);
            using ZipArchive content = ZipFile.OpenRead(package);
            Assert.Equal(
                ["LICENSE.txt", "dist/extension.js", "package.json", "readme.md", "syntaxes/shell.tmLanguage.json"],
                content.Entries.Select(static entry => entry.FullName).Where(static name => name.StartsWith("extension/", StringComparison.Ordinal))
                    .Select(static name => name["extension/".Length..]).Order(StringComparer.Ordinal));
        }
        finally
        {
            File.Delete(package);
        }

        async Task Npm(params string[] arguments)
        {
            (int exitCode, string output) = await Server.RunAsync(folder, "npm", arguments);
            Assert.True(exitCode == 0, output);
        }
    }
}
