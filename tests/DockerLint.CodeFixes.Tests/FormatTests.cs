using DockerLint.Analyzers.Tests.Package;

namespace DockerLint.CodeFixes.Tests;

/// <summary>What <c>dotnet format</c> makes of a project that refers to the package.</summary>
public sealed class FormatTests(PackageFeed feed)
{
    /// <summary>
    /// It starts from the first diagnostic that it meets. Were the fixes to offer nothing for it, or the other provider to
    /// have no answer, it would say so and fix none.
    /// </summary>
    [Fact]
    public async Task Dotnet_format_completes_what_can_be_completed_and_leaves_the_rest()
    {
        using Workspace work = await feed.Open();
        work.With("Code.cs", Code("\"a\"", "\"b\"", "\"c\"")).With("Dockerfile", "FROM debian\n")
            .WithProject("app.csproj", $"""
                <PropertyGroup><OutputType>Library</OutputType><Nullable>enable</Nullable></PropertyGroup>
                <ItemGroup><Analyzer Include="{typeof(ImageAnalyzer).Assembly.Location}" /></ItemGroup>
                """);
        (int restored, string restore) = await Dotnet.Run(work.Folder, [], "restore", "app.csproj", "-nodeReuse:false");
        Assert.True(restored == 0, restore);
        (int exitCode, string output) = await Dotnet.Run(
            work.Folder, [], "format", "analyzers", "app.csproj", "--no-restore", "--diagnostics", "DL3006", "--severity", "warn");
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("Unable to fix", output, StringComparison.Ordinal);
        Assert.Equal(Code("\"a\"", "\"b:1\"", "\"c:2\""), await File.ReadAllTextAsync(work.PathOf("Code.cs"), TestContext.Current.CancellationToken));
        Assert.Equal("FROM debian\n", await File.ReadAllTextAsync(work.PathOf("Dockerfile"), TestContext.Current.CancellationToken));
    }

    private static string Code(string first, string second, string third) => $$"""
        class C
        {
            void M()
            {
                Image({{first}});
                Tagged({{second}}, ":1");
                Tagged({{third}}, ":2");
            }

            void Image(string image) { }
            void Tagged(string image, string tag) { }
        }

        """;
}
