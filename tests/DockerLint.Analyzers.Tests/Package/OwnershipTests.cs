namespace DockerLint.Analyzers.Tests.Package;

/// <summary>A file that several builds could report comes once.</summary>
public sealed class OwnershipTests(PackageFeed feed)
{
    private const string Dockerfile = "FROM debian\n";
    private const string Compose = "services:\n  db:\n    image: redis:latest\n";
    private const string ComposeFinding = "(3,18): warning DL3007";
    private const string Finding = "(1,6): warning DL3006";

    [Fact]
    public async Task Of_all_projects_of_a_solution_one_reports_a_file()
    {
        using Workspace work = await feed.Open();
        work.With("Directory.Build.props", """
            <Project>
              <Import Project="../Directory.Build.props" />
              <PropertyGroup>
                <!-- Two projects in a folder need this of NuGet's own accord. -->
                <MSBuildProjectExtensionsPath>obj/$(MSBuildProjectName)/</MSBuildProjectExtensionsPath>
                <DockerLintRoot>$(MSBuildThisFileDirectory)</DockerLintRoot>
                <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
              </PropertyGroup>
            </Project>
            """);
        work.WithProject("one/one.csproj")
            .WithProject("many/many.csproj", "<PropertyGroup><TargetFrameworks>\n net8.0 ; net10.0 </TargetFrameworks></PropertyGroup>", framework: null)
            .WithProject("outer/outer.csproj")
            .WithProject("outer/in/inner.csproj")
            .WithProject("pair/second.csproj")
            .With("pair/first.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""")
            .WithProject("off/off.csproj", "<PropertyGroup><EnableDockerLint>false</EnableDockerLint></PropertyGroup>")
            .With("all.slnx", """
                <Solution>
                  <Project Path="one/one.csproj" />
                  <Project Path="many/many.csproj" />
                  <Project Path="outer/outer.csproj" />
                  <Project Path="outer/in/inner.csproj" />
                  <Project Path="pair/first.csproj" />
                  <Project Path="pair/second.csproj" />
                  <Project Path="off/off.csproj" />
                </Solution>
                """);
        foreach (string file in (string[])["Dockerfile", "deploy/prod.Dockerfile", "one/Dockerfile", "one/obj/Dockerfile", "many/Containerfile.dev", "outer/sub/Dockerfile", "outer/in/sub/Dockerfile", "pair/Containerfile", "off/Dockerfile"])
            work.With(file, Dockerfile);
        foreach (string file in (string[])["compose.yaml", "one/compose.yaml", "one/bin/compose.yaml", "outer/in/compose.yaml", "off/compose.yaml"])
            work.With(file, Compose);
        work.With(".github/workflows/ci.yml", "jobs:\n  a:\n    container: redis:latest\n").With("one/.devcontainer/devcontainer.json", "{\n\n    \"image\": \"redis:latest\" }\n");
        (await work.Build("all.slnx")).Succeeds().Prints(
            ".github/workflows/ci.yml(3,22): warning DL3007",
            "compose.yaml" + ComposeFinding,
            "one/compose.yaml" + ComposeFinding,
            "one/.devcontainer/devcontainer.json(3,21): warning DL3007",
            "outer/in/compose.yaml" + ComposeFinding,
            "Dockerfile" + Finding,
            "deploy/prod.Dockerfile" + Finding,
            "one/Dockerfile" + Finding,
            "many/Containerfile.dev" + Finding,
            "outer/sub/Dockerfile" + Finding,
            "outer/in/sub/Dockerfile" + Finding,
            "pair/Containerfile" + Finding);
    }

    [Fact]
    public async Task Files_are_named_where_the_globs_are_off()
    {
        using Workspace work = await feed.Open();
        work.WithProject("app/app.csproj", """
              <PropertyGroup><EnableDefaultDockerLintItems>false</EnableDefaultDockerLintItems></PropertyGroup>
              <ItemGroup>
                <DockerLintFile Include="../shared/image.txt" />
                <DockerLintOtherFile Include="../shared/compose.yaml" />
                <AdditionalFiles Include="named/Dockerfile" />
                <DockerLintFile Include="named/Dockerfile" />
              </ItemGroup>
            """);
        work.With("app/Code.cs", "class C;").With("app/Dockerfile", Dockerfile).With("app/named/Dockerfile", Dockerfile).With("shared/image.txt", Dockerfile)
            .With("app/compose.yaml", Compose).With("shared/compose.yaml", Compose)
            .With("shared/.dockerlint.yaml", "rules: {DL3006: error}\n");
        (await work.Build("app/app.csproj", "-p:OutputType=Library")).Fails().Prints(
            "app/named/Dockerfile" + Finding, "shared/compose.yaml" + ComposeFinding, "shared/image.txt(1,6): error DL3006");
    }
}
