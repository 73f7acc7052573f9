using System.Collections.Immutable;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>Which names count as uses of an ARG, and what is said of an image that is named by one.</summary>
public sealed class ArgTests
{
    [Theory]
    [InlineData("FROM a\nARG B\nRUN echo AB\n", "B")]
    [InlineData("FROM a\nARG B\nRUN echo A1B\n", "B")]
    [InlineData("FROM a\nARG B\nRUN echo 1B\n", "")]
    [InlineData("FROM a\nARG B\nRUN echo B1\n", "B")]
    [InlineData("FROM a\nARG AB\nARG DA\nRUN echo $AB $DA\n", "")]
    [InlineData("FROM a AS b\nARG X\nFROM b AS c\nFROM c\nRUN echo $X\n", "")]
    [InlineData("FROM a AS b\nARG X\nFROM a\nRUN echo $X\n", "X")]
    public void An_ARG_is_used_where_a_whole_name_is_its_own(string text, string flagged) => Assert.Equal(flagged, Flagged.In("DK1021", text));

    [Theory]
    [InlineData(null, "'V' is 'latest' unless --build-arg says otherwise")]
    [InlineData("latest", "'V' is 'latest' in this build")]
    public void An_image_names_the_ARG_that_its_tag_comes_from(string? argument, string expected)
    {
        BuildOptions? build = argument is null
            ? null
            : new BuildOptions { BuildArguments = ImmutableDictionary<string, string>.Empty.Add("V", argument) };
        Diagnostic finding = Assert.Single(NewRules.Linter(Findings.Only("DL3007")).Lint(new SourceText("ARG V=latest\nFROM a:$V\n"), build));
        Assert.Equal(expected, Assert.Single(finding.Related).Message);
    }
}
