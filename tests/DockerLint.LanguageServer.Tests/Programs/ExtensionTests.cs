using System.IO.Compression;

namespace DockerLint.LanguageServer.Tests.Programs;

/// <summary>The extension for VS Code: its own tests, and what is packed.</summary>
[Trait(Server.Trait, Server.Node)]
public sealed class ExtensionTests
{
    [Fact]
    public async Task It_is_checked_tested_and_packed_with_all_that_it_needs_and_nothing_else()
    {
        string package = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".vsix");
        try
        {
            await Extension.InstallAsync();
            await Extension.TestAsync();
            await Extension.PackAsync(package);
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
    }
}
