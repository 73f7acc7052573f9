namespace DockerLint.Analyzers.Tests.Package;

/// <summary>A folder with fresh projects that refer to the package.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("dockerlint-build-").FullName;
    private readonly PackageFeed _feed;

    /// <summary>An empty one.</summary>
    public Workspace(PackageFeed feed, string name)
    {
        _feed = feed;
        Folder = Path.Combine(_root, name);
        // Around the workspace, so that no test has to name them when it writes its own.
        WriteAt(_root, "nuget.config", feed.Configuration);
        WriteAt(_root, "global.json", "{}");
        WriteAt(_root, "Directory.Packages.props", "<Project />");
        WriteAt(_root, "Directory.Build.rsp", "");
        WriteAt(_root, ".editorconfig", "root = true\n");
        WriteAt(_root, "Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <UseSharedCompilation>false</UseSharedCompilation>
                <NuGetAudit>false</NuGetAudit>
                <UseAppHost>false</UseAppHost>
                <GenerateDocumentationFile>false</GenerateDocumentationFile>
                <SatelliteResourceLanguages>en</SatelliteResourceLanguages>
              </PropertyGroup>
            </Project>
            """);
        WriteAt(_root, "Directory.Build.targets", """
            <Project>
              <PropertyGroup>
                <ErrorLog>$(MSBuildProjectDirectory)/$(MSBuildProjectName).$(TargetFramework).sarif,version=2.1</ErrorLog>
              </PropertyGroup>
            </Project>
            """);
        Directory.CreateDirectory(Folder);
    }

    /// <summary>Its full path.</summary>
    public string Folder { get; }

    /// <summary>Writes a file, its folders included.</summary>
    public Workspace With(string name, string text)
    {
        WriteAt(Folder, name, text);
        return this;
    }

    /// <summary>Writes a file as it is, its folders included.</summary>
    public Workspace With(string name, byte[] bytes)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return this;
    }

    /// <summary>Writes a project that refers to the package.</summary>
    /// <param name="name">The file.</param>
    /// <param name="content">What it holds beside the reference.</param>
    /// <param name="sdk">What it is made with.</param>
    /// <param name="framework">The target framework; null where the content names it.</param>
    public Workspace WithProject(string name, string content = "", string sdk = "Microsoft.NET.Sdk", string? framework = "net10.0") => With(name, $"""
        <Project Sdk="{sdk}">
          <PropertyGroup>{(framework is null ? "" : $"<TargetFramework>{framework}</TargetFramework>")}</PropertyGroup>
          <ItemGroup>{_feed.Reference}</ItemGroup>
        {content}
        </Project>
        """);

    /// <summary>The full path of a file.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Builds, after a restore.</summary>
    /// <param name="target">What to build, from the folder on.</param>
    /// <param name="args">Further arguments.</param>
    public Task<BuildResult> Build(string target, params string[] args) => Build(target, [], args);

    /// <summary>Builds, after a restore, in an environment.</summary>
    /// <param name="target">What to build, from the folder on.</param>
    /// <param name="variables">Environment variables.</param>
    /// <param name="args">Further arguments.</param>
    public async Task<BuildResult> Build(string target, (string Name, string? Value)[] variables, params string[] args)
    {
        foreach (string log in Directory.EnumerateFiles(Folder, "*.sarif", SearchOption.AllDirectories))
            File.Delete(log);
        (int exitCode, string output) = await Dotnet.Run(
            Folder, variables, ["build", target, "-nologo", "-nodeReuse:false", "-tl:off", "-v:quiet", .. args]);
        return BuildResult.Of(Folder, exitCode, output);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static void WriteAt(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
