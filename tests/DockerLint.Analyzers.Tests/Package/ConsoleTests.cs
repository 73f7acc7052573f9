namespace DockerLint.Analyzers.Tests.Package;

public sealed class ConsoleTests(PackageFeed feed)
{
    [Fact]
    public async Task A_build_prints_and_logs_what_is_wrong_with_a_Dockerfile()
    {
        using Workspace work = await feed.Open();
        work.WithProject("app.csproj").With("Code.cs", "class C;").With("sub/web.Dockerfile", "FROM debian\n");
        BuildResult result = await work.Build("app.csproj");
        result.Succeeds().Prints("sub/web.Dockerfile(1,6): warning DL3006");
        Assert.Equal(result.Printed, result.Logged);
    }

    [Fact]
    public async Task An_older_compiler_loads_the_analyzer()
    {
        using Workspace work = await feed.Open();
        work.WithProject("app.csproj", """<ItemGroup><PackageReference Include="Microsoft.Net.Compilers.Toolset" Version="4.14.0" PrivateAssets="all" /></ItemGroup>""")
            .With("Code.cs", "class C;").With("Dockerfile", "FROM debian\n");
        BuildResult result = await work.Build("app.csproj");
        result.Succeeds().Prints("Dockerfile(1,6): warning DL3006");
        Assert.Equal(result.Printed, result.Logged);
    }
}
