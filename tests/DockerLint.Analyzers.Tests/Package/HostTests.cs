namespace DockerLint.Analyzers.Tests.Package;

/// <summary>Whether the compiler lints or the program: it is the same to who reads the build's output.</summary>
public sealed class HostTests(PackageFeed feed)
{
    private const string Dockerfile = "FROM debian\nMAINTAINER me\nFROM debian:latest\nUSER root\n";

    [Fact]
    public async Task The_program_says_what_the_compiler_says()
    {
        using Workspace work = await feed.Open("bl ank é (1) o'clock");
        work.WithProject("app/app.csproj", """
              <PropertyGroup>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <WarningsNotAsErrors>DL3006;DK0002</WarningsNotAsErrors>
                <NoWarn>$(NoWarn);DL4000;DK1022;XX0001</NoWarn>
                <ContainerBaseImage>mcr.microsoft.com/dotnet/aspnet:8.0-alpine</ContainerBaseImage>
                <ContainerImageTags>1.0;latest;not valid!;api-1</ContainerImageTags>
                <ContainerRepository>My App</ContainerRepository>
              </PropertyGroup>
            """, sdk: "Microsoft.NET.Sdk.Web");
        work.With("app/Program.cs", "System.Console.WriteLine();")
            .With("app/Dockerfile", Dockerfile)
            .With("app/b/Dockerfile", Dockerfile)
            .With("app/b/.env", "TAG=latest\n")
            .With("app/b/compose.yaml", "services:\n  db:\n    image: redis:$TAG\n  web:\n    build: {context: ., target: prod}\n  far:\n    build: {context: ../../far, target: prod}\n")
            .With("far/Dockerfile", Dockerfile)
            .With("app/c ä/Dockerfile", Dockerfile)
            .With("app/.editorconfig", "[b/Dockerfile]\ndockerlint.DL3006.severity = none\ndockerlint.DL3007.severity = info\n")
            .With("app/c ä/.dockerlint.yaml", """
                rules: {DL3007: none}
                custom-rules:
                  - id: OURS1
                    message: not root
                    match:
                      instruction: USER
                """);
        BuildResult compiler = await work.Build("app/app.csproj");
        BuildResult program = await work.Build("app/app.csproj", "-p:DockerLintHost=Program", "--no-restore");
        compiler.Fails().Prints(
            "app/Dockerfile(1,6): warning DL3006",
            "app/Dockerfile(3,13): error DL3007",
            "app/Dockerfile(4,6): error DL3002",
            "app/b/Dockerfile(4,6): error DL3002",
            "app/b/compose.yaml(3,12): error DL3007",
            "app/b/compose.yaml(5,33): error DK2006",
            "app/c ä/Dockerfile(1,6): warning DL3006",
            "app/c ä/Dockerfile(4,1): warning DK0002",
            "app/c ä/Dockerfile(4,6): error DL3002",
            "app/app.csproj(8,57): error DK2004",
            "app/app.csproj(9,29): error DL3007",
            "app/app.csproj(9,36): error DK2002",
            "app/app.csproj(9,47): error DK2001");
        program.Fails();
        Assert.Equal(compiler.Lines, program.Lines);
        Assert.Equal(compiler.Printed, compiler.Logged.Where(static line => !line.Contains(": note", StringComparison.Ordinal)));
        Assert.Empty(program.Logged);
    }

    [Theory]
    [InlineData("Compiler")]
    [InlineData("Program")]
    public async Task A_build_speaks_up_again_where_something_has_changed(string host)
    {
        using Workspace work = await feed.Open();
        work.WithProject("app.csproj", $"<PropertyGroup><DockerLintHost>{host}</DockerLintHost></PropertyGroup>")
            .With("Code.cs", "class C;")
            .With("Dockerfile", "FROM debian\n");
        (await work.Build("app.csproj")).Succeeds().Prints("Dockerfile(1,6): warning DL3006");
        (await work.Build("app.csproj", "--no-restore")).Succeeds().Prints();
        work.With("Dockerfile", "\nFROM debian:latest\n");
        (await work.Build("app.csproj", "--no-restore")).Succeeds().Prints("Dockerfile(2,13): warning DL3007");
        work.With(".dockerlint.yaml", "rules: {DL3007: error}\n");
        (await work.Build("app.csproj", "--no-restore")).Fails().Prints("Dockerfile(2,13): error DL3007");
        work.With("Dockerfile", "FROM debian:13\n").With("pod.yml", "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: a:latest\n");
        (await work.Build("app.csproj", "--no-restore")).Fails().Prints("pod.yml(5,14): error DL3007");
        (await work.Build("app.csproj", "--no-restore")).Fails().Prints("pod.yml(5,14): error DL3007");
    }
}
