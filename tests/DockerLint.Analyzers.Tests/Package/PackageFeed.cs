using System.Reflection;
using DockerLint.Analyzers.Tests.Package;

[assembly: AssemblyFixture(typeof(PackageFeed))]

namespace DockerLint.Analyzers.Tests.Package;

/// <summary>The package, packed when a test of the run first asks for it, in a feed of its own.</summary>
public sealed class PackageFeed : IDisposable
{
    private readonly Lazy<Task> _pack;

    /// <summary>Packs nothing yet.</summary>
    public PackageFeed() => _pack = new Lazy<Task>(Pack);

    /// <summary>A version that no cache has seen.</summary>
    public string Version { get; } = $"0.0.1-test{Guid.NewGuid():N}";

    /// <summary>What a project writes to use the package.</summary>
    public string Reference => $"""<PackageReference Include="DockerLint.Analyzers" Version="{Version}" PrivateAssets="all" />""";

    private string Folder { get; } = Directory.CreateTempSubdirectory("dockerlint-feed-").FullName;

    /// <summary>Where NuGet unpacks, so that what it knows of earlier packages of ours is of no matter.</summary>
    internal string Packages => Path.Combine(Folder, "packages");

    /// <summary>An empty folder in which builds find the package, and nothing that lies above.</summary>
    /// <param name="name">How the folder is called.</param>
    internal async Task<Workspace> Open(string name = "work")
    {
        await _pack.Value;
        return new Workspace(this, name);
    }

    /// <summary>Where NuGet looks: here, and for all else where the machine does.</summary>
    internal string Configuration
    {
        get
        {
            string machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
            string fallback = Directory.Exists(machine)
                ? $"""<fallbackPackageFolders><add key="machine" value="{machine}" /></fallbackPackageFolders>"""
                : "";
            return $"""
                <configuration>
                  <config><add key="globalPackagesFolder" value="{Packages}" /></config>
                  <packageSources><add key="feed" value="{Path.Combine(Folder, "feed")}" /></packageSources>
                  {fallback}
                </configuration>
                """;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Packs what the build of these tests has built.</summary>
    private async Task Pack()
    {
        string root = Metadata("RepositoryRoot");
        (int exitCode, string output) = await Dotnet.Run(
            root,
            [],
            "pack",
            Path.Combine(root, "src", "DockerLint.Analyzers.Package"),
            "--no-build",
            "--nologo",
            "-nodeReuse:false",
            "-c",
            Metadata("Configuration"),
            "-o",
            Path.Combine(Folder, "feed"),
            $"-p:MinVerVersionOverride={Version}",
            $"-p:NuspecOutputPath={Folder}/");
        Assert.True(exitCode == 0, output);
    }

    private static string Metadata(string key) => typeof(PackageFeed).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
