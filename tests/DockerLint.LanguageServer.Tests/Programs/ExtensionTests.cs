using System.IO.Compression;
using System.Runtime.Versioning;
using DockerLint.Tests;

namespace DockerLint.LanguageServer.Tests.Programs;

/// <summary>The extension for VS Code: its own tests, and what is packed.</summary>
[UnsupportedOSPlatform("windows")]
[Trait(Server.Trait, Server.Node)]
public sealed class ExtensionTests
{
    private static readonly string[] s_content = ["LICENSE.txt", "dist/extension.js", "package.json", "readme.md", "syntaxes/shell.tmLanguage.json"];

    [Fact]
    public async Task It_is_checked_tested_and_packed_with_all_that_it_needs_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        await Extension.InstallAsync();
        await Extension.TestAsync();
        await Extension.PackAsync(folder.PathOf("dockerlint.vsix"));
        using ZipArchive package = ZipFile.OpenRead(folder.PathOf("dockerlint.vsix"));
        Assert.Equal(s_content, ContentOf(package));
    }

    [Theory]
    [InlineData("1.2.3", "linux-x64", "server/dockerlint", false)]
    [InlineData("1.2.3-rc.1.4", "win32-x64", "server/dockerlint.exe", true)]
    public async Task The_package_of_a_platform_ships_the_server_and_has_its_version(string version, string target, string shipped, bool isPreview)
    {
        using var folder = new TemporaryFolder();
        string server = folder.PathOf("server");
        await File.WriteAllTextAsync(server, $"#!/bin/sh\necho dockerlint {version}\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(server, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await Extension.PackWithServerAsync(server, target, folder.PathOf("out"));
        using ZipArchive package = ZipFile.OpenRead(folder.PathOf($"out/dockerlint-{target}.vsix"));
        Assert.Equal([.. s_content.Append(shipped).Order(StringComparer.Ordinal)], ContentOf(package));
        Assert.NotEqual(0, (package.GetEntry($"extension/{shipped}")!.ExternalAttributes >> 16) & (int)UnixFileMode.UserExecute);
        using var manifest = new StreamReader(package.GetEntry("extension.vsixmanifest")!.Open());
        string text = await manifest.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"Version=\"1.2.3\" Publisher=\"dockerlint\" TargetPlatform=\"{target}\"", text, StringComparison.Ordinal);
        Assert.Equal(isPreview, text.Contains("PreRelease", StringComparison.Ordinal));
    }

    private static IEnumerable<string> ContentOf(ZipArchive package) => package.Entries.Select(static entry => entry.FullName)
        .Where(static name => name.StartsWith("extension/", StringComparison.Ordinal))
        .Select(static name => name["extension/".Length..]).Order(StringComparer.Ordinal);
}
