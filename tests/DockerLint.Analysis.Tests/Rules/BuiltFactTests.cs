using System.Collections.Immutable;
using DockerLint.Analysis.Facts;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>What rules say of a project's base image, and of the files of a built image.</summary>
public sealed class BuiltFactTests
{
    private const int Setuid = 0x9ED; // 4755

    [Theory]
    [InlineData("dotnet/sdk:8.0", false, "1:24 runtime:8.0")]
    [InlineData("dotnet/sdk:8.0", true, "1:24 aspnet:8.0")]
    [InlineData("dotnet/nightly/sdk:8.0", false, "1:24 runtime:8.0")]
    [InlineData("dotnet/runtime:8.0", true, "1:24 aspnet:8.0")]
    [InlineData("dotnet/runtime:9.0", false, "1:39 runtime:8.0")]
    [InlineData("dotnet/aspnet:9.0", false, "1:38 aspnet:8.0")]
    [InlineData("dotnet/aspnet:9.0-alpine", true, "1:38 aspnet:8.0")]
    [InlineData("dotnet/runtime:8.0", false, "")]
    [InlineData("dotnet/aspnet:8.0.11", true, "")]
    [InlineData("dotnet/runtime:latest", false, "")]
    [InlineData("dotnet/runtime-deps:9.0", false, "")]
    [InlineData("other/nightly/sdk:8.0", false, "")]
    [InlineData("dotnet/other/sdk:8.0", false, "")]
    public void A_project_starts_from_the_image_that_it_needs(string image, bool isWeb, string expected) =>
        Assert.Equal(expected, Needed(image, new PublishedProject(8, 0) { IsWeb = isWeb }));

    [Theory]
    [InlineData("dotnet/runtime:9.0", false, "1:39 runtime:8.0")]
    [InlineData("dotnet/runtime:9.0", true, "")]
    [InlineData("dotnet/runtime:7.0", false, "1:39 runtime:8.0")]
    [InlineData("dotnet/runtime:7.0", true, "1:39 runtime:8.0")]
    public void A_later_version_will_do_for_a_project_that_rolls_forward(string image, bool rollsForward, string expected) =>
        Assert.Equal(expected, Needed(image, new PublishedProject(8, 0) { RollsForward = rollsForward }));

    [Theory]
    [InlineData("'/a'", "/a")]
    [InlineData("'/a', '/b', '/c'", "/c", "/b", "/a")]
    [InlineData("'/a', '/b', '/c' and 1 more", "/c", "/d", "/b", "/a")]
    [InlineData("'/a', '/b', '/c' and 2 more", "/e", "/d", "/c", "/b", "/a")]
    public void The_first_files_of_a_layer_are_named(string expected, params string[] paths)
    {
        const string Text = "FROM a\nRUN b\n";
        ImmutableArray<BuiltFile> files = [.. paths.Select(path => new BuiltFile(path, BuiltFileKind.File, Setuid, 1))];
        FactSet facts = FactSet.None with { Built = new BuiltImage([new BuiltLayer(Text.IndexOf("RUN", StringComparison.Ordinal), files, [])]) };
        Diagnostic finding = Assert.Single(NewRules.Linter(Findings.Only("DK5018")).Lint(new SourceText(Text), facts: facts));
        Assert.StartsWith($"{expected} act", finding.Message, StringComparison.Ordinal);
    }

    /// <summary>Where something is wrong, and the image that is proposed.</summary>
    private static string Needed(string image, PublishedProject project)
    {
        SourceText source = new($"FROM mcr.microsoft.com/{image}\n");
        return string.Join(' ', NewRules.Linter(Findings.Only("DK2004")).Lint(source, facts: FactSet.None with { Project = project })
            .Select(finding => $"{source.PositionOf(finding.Span.Start)} {finding.Message.Split(' ')[^1]}"));
    }
}
