namespace DockerLint.Analyzers.Tests.Package;

/// <summary>Projects without a C# compiler are linted by the program.</summary>
public sealed class OtherProjectTests(PackageFeed feed)
{
    private const string Dockerfile = "FROM debian:latest\n";
    private const string NoTargets = "Microsoft.Build.NoTargets/3.7.0";

    [Fact]
    public async Task Projects_in_other_languages_and_in_none_are_linted()
    {
        using Workspace work = await feed.Open();
        work.WithProject("f/f.fsproj", """<ItemGroup><Compile Include="Code.fs" /></ItemGroup>""").With("f/Code.fs", "module Code\nlet one = 1\n")
            .WithProject("vb/vb.vbproj", "<PropertyGroup><NoWarn>$(NoWarn);DL3006</NoWarn></PropertyGroup>").With("vb/Code.vb", "Class C\nEnd Class\n")
            .WithProject("none/none.csproj", "<PropertyGroup><WarningsAsErrors>DL3007</WarningsAsErrors></PropertyGroup>", sdk: NoTargets)
            .With("all.slnx", """
                <Solution>
                  <Project Path="f/f.fsproj" />
                  <Project Path="vb/vb.vbproj" />
                  <Project Path="none/none.csproj" />
                </Solution>
                """)
            .With("f/Dockerfile", Dockerfile).With("vb/a/Dockerfile", Dockerfile).With("vb/b/Dockerfile", "FROM debian\n").With("none/Dockerfile", Dockerfile);
        BuildResult result = await work.Build("all.slnx", [("HADOLINT_IGNORE", "DL3007"), ("HADOLINT_NOFAIL", "true")]);
        result.Fails().Prints(
            "f/Dockerfile(1,13): warning DL3007",
            "vb/a/Dockerfile(1,13): warning DL3007",
            "none/Dockerfile(1,13): error DL3007");
    }

    [Fact]
    public async Task What_keeps_the_program_from_its_work_is_said()
    {
        using Workspace work = await feed.Open();
        work.WithProject("app.csproj", "<PropertyGroup><DockerLintHost>Program</DockerLintHost></PropertyGroup>").With("Code.cs", "class C;").With("Dockerfile", Dockerfile);
        (await work.Build("app.csproj", "-p:OutputType=Library", "-p:DockerLintProfile=strict"))
            .Fails().Prints("DockerLintProfile: error DK0001");
        (await work.Build("app.csproj", "--no-restore", "-p:OutputType=Library", $"-p:DockerLintDotNetHost={work.PathOf("no dotnet")}"))
            .Succeeds().Prints("app.csproj: warning DK0003");
    }
}
