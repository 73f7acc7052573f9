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
}
