using System.Collections.Immutable;
using System.Reflection;
using DockerLint.Analysis.Engine;
using DockerLint.Configuration.Files;
using DockerLint.Syntax.Text;

namespace DockerLint.Configuration.Tests;

/// <summary>The examples of docs/configuration.md are right, and no key is missing there.</summary>
public sealed class DocumentationTests
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(
        typeof(DocumentationTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "RepositoryRoot").Value!,
        "docs",
        "configuration.md"));

    /// <summary>The blocks between fences, each with what follows its first fence.</summary>
    private static ImmutableArray<(string Kind, string Text)> Blocks =>
        [.. s_text.Split("```").Where(static (_, index) => index % 2 == 1).Select(static block => (block.Split('\n')[0], block[(block.IndexOf('\n', StringComparison.Ordinal) + 1)..]))];

    public static TheoryData<string, string> Examples => [.. Blocks.Select(static block => (block.Kind, block.Text))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_has_no_mistake(string kind, string text)
    {
        string path = kind switch
        {
            "ini" => "/w/.editorconfig",
            "yaml hadolint" => "/w/.hadolint.yaml",
            _ => "/w/.dockerlint.yaml",
        };
        FileConfiguration configuration = new Sources().With(path, text).For();
        Assert.Empty(configuration.Problems);
        Assert.Equal([path], configuration.Sources);
    }

    [Fact]
    public void There_are_examples_of_each_kind() => Assert.Equal(["ini", "yaml", "yaml hadolint"], Blocks.Select(static block => block.Kind).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_key_is_there() => Assert.All(
        DockerLintFileReader.Keys.Concat(HadolintFileReader.Keys).Except(["formats"]),
        static key => Assert.True(s_text.Contains($"`{key}`", StringComparison.Ordinal) || s_text.Contains($"\n{key}:", StringComparison.Ordinal), key));

    [Theory]
    [InlineData("FROM alpine:3\n", "")]
    [InlineData("FROM debian:13\n", "ACME001")]
    [InlineData("FROM mirror.example.com/library/debian:13\nRUN curl -fsSL https://a | sh && curl -LsSf -o b https://b\n", "")]
    [InlineData("FROM mirror.example.com/library/debian:13\nRUN curl https://a\n", "ACME002")]
    [InlineData("FROM mirror.example.com/library/debian:13\nRUN pip install a==1\n", "ACME003")]
    [InlineData("FROM mirror.example.com/library/debian:13\nRUN --mount=type=cache,target=/root/.cache pip install a==1\n", "")]
    [InlineData("FROM alpine:3 AS build\nRUN apt-get install gcc\nFROM alpine:3\n", "")]
    [InlineData("FROM alpine:3\nRUN apt-get install gcc-13\n", "ACME004")]
    public void The_custom_rules_find_what_they_say(string dockerfile, string codes)
    {
        string example = Blocks.Single(static block => block.Text.StartsWith("custom-rules", StringComparison.Ordinal)).Text;
        var linter = new Linter(new Sources().With("/w/.dockerlint.yaml", "profile: none\n" + example).For().Lint);
        Assert.Equal(codes, string.Join(' ', linter.Lint(new SourceText(dockerfile)).Select(static finding => finding.Rule.Code)));
    }
}
