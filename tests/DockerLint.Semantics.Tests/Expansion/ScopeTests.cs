using System.Collections.Immutable;
using DockerLint.Syntax.Tree;

namespace DockerLint.Semantics.Tests.Expansion;

/// <summary>Which value a variable has where.</summary>
public sealed class ScopeTests
{
    [Theory]
    [InlineData("FROM a\nENV A=1\nLABEL l=$A", "1")]
    [InlineData("FROM a\nLABEL l=$A\nENV A=1", "")]
    [InlineData("FROM a\nENV A=1\nENV A=2 B=$A\nLABEL l=$B", "1")]
    [InlineData("FROM a\nENV A=1\nENV A=2 B=$A\nLABEL l=$A", "2")]
    [InlineData("FROM a\nENV A=1 A=2\nLABEL l=$A", "2")]
    [InlineData("FROM a\nENV A 1 2\nLABEL l=$A", "1 2")]
    [InlineData("FROM a\nENV N=A\nENV $N=1\nLABEL l=$A", "1")]
    [InlineData("FROM a\nARG A=1 B=${A}2\nLABEL l=$B", "12")]
    [InlineData("FROM a\nARG A=1\nENV A=2\nLABEL l=$A", "2")]
    [InlineData("FROM a\nENV A=1\nARG A=2\nLABEL l=$A", "2")]
    [InlineData("FROM a\nENV A=1\nARG A\nLABEL l=$A", "1")]
    [InlineData("FROM a\nARG A=1\nARG A\nLABEL l=$A", "1")]
    [InlineData("FROM a\nARG A\nLABEL l=${A-unset}", "unset")]
    [InlineData("ARG A=1\nFROM a\nLABEL l=$A", "")]
    [InlineData("ARG A=1\nFROM a\nARG A\nLABEL l=$A", "1")]
    [InlineData("ARG A=1\nFROM a\nARG A=2\nLABEL l=$A", "2")]
    [InlineData("ARG A=1\nARG B=${A}2\nFROM a\nARG B\nLABEL l=$B", "12")]
    [InlineData("ARG A=1\nARG A\nFROM a\nARG A\nLABEL l=$A", "1")]
    [InlineData("ARG A=1\nFROM a\nENV A=2\nARG A\nLABEL l=$A", "1")]
    [InlineData("FROM a AS b\nENV A=1\nARG B=2\nFROM b\nLABEL l=$A$B", "12")]
    [InlineData("FROM a AS b\nENV A=1\nFROM c\nLABEL l=$A", "")]
    [InlineData("FROM a AS b\nENV A=1\nFROM b AS c\nENV A=2\nFROM b\nLABEL l=$A", "1")]
    [InlineData("FROM a AS b\nENV A=1\nFROM b AS c\nFROM c\nLABEL l=$A", "1")]
    [InlineData("FROM a\nLABEL l=$PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")]
    [InlineData("FROM a\nENV PATH=/x:$PATH\nLABEL l=$PATH", "/x:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")]
    [InlineData("FROM scratch\nENV A=1 \\\n  B=2\nLABEL l=$A$B", "12")]
    public void A_variable_is_what_the_lines_before_made_it(string text, string expected)
    {
        DockerfileModel model = Model.Of(text);
        Assert.Empty(model.ErrorTexts());
        Assert.Equal(expected, model.ValueOf(Label(model)));
    }

    [Theory]
    [InlineData("FROM a\nARG A=1\nLABEL l=$A", "given")]
    [InlineData("FROM a\nARG A\nLABEL l=$A", "given")]
    [InlineData("ARG A=1\nFROM a\nARG A\nLABEL l=$A", "given")]
    [InlineData("ARG A=1\nFROM a\nARG A=2\nLABEL l=$A", "given")]
    [InlineData("FROM a\nLABEL l=$A", "")]
    [InlineData("FROM a\nENV A=1\nLABEL l=$A", "1")]
    [InlineData("FROM a\nARG A=1\nENV A=2\nLABEL l=$A", "2")]
    public void A_build_argument_overrides_what_ARG_says(string text, string expected)
    {
        DockerfileModel model = Model.Of(text, WithArguments(("A", "given")));
        Assert.Equal(expected, model.ValueOf(Label(model)));
    }

    [Theory]
    [InlineData("TARGETPLATFORM", "linux/arm/v7")]
    [InlineData("TARGETOS", "linux")]
    [InlineData("TARGETARCH", "arm")]
    [InlineData("TARGETVARIANT", "v7")]
    [InlineData("BUILDPLATFORM", "linux/amd64")]
    [InlineData("BUILDVARIANT", "")]
    [InlineData("TARGETSTAGE", "b")]
    public void Platform_arguments_are_there_for_FROM_and_on_request_in_a_stage(string name, string expected)
    {
        DockerfileModel model = Model.Of(
            $"ARG {name}\nFROM x${{{name}:+y}} AS a\nLABEL l=${name}\nFROM x AS b\nARG {name}\nLABEL l=${name}",
            new BuildOptions { Platform = "linux/arm/v7" });
        Assert.Equal(expected.Length > 0 ? "xy" : "x", model.Stages[0].BaseName!.Value);
        Assert.Null(model.Stages[0].Value(name));
        Assert.Equal(expected, model.Stages[1].Value(name));
        Assert.Equal(VariableOrigin.Platform, model.Stages[1].Scope.Find(name, int.MaxValue)!.Origin);
    }

    [Fact]
    public void A_platform_argument_can_be_given_as_any_other()
    {
        DockerfileModel model = Model.Of("FROM a\nARG TARGETARCH\nLABEL l=$TARGETARCH", WithArguments(("TARGETARCH", "s390x")));
        Assert.Equal("s390x", model.ValueOf(Label(model)));
    }

    [Theory]
    [InlineData("FROM alpine:3.20", "1/usr/bin")]
    [InlineData("FROM alpine:3.20 AS b\nFROM b", "1/usr/bin")]
    [InlineData("FROM alpine:3.19", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")]
    public void What_is_known_of_a_base_image_counts(string from, string expected)
    {
        var image = new BaseImage(
            "linux/amd64", ImmutableDictionary<string, string>.Empty.Add("A", "1").Add("PATH", "/usr/bin"), HasShell: true);
        var options = new BuildOptions { BaseImages = BuildOptions.Default.BaseImages.Add("docker.io/library/alpine:3.20", image) };
        DockerfileModel model = Model.Of(from + "\nLABEL l=$A$PATH\nVOLUME $B", options);
        Assert.Equal(expected, model.ValueOf(Label(model)));
        Assert.Equal(from.Contains("3.20", StringComparison.Ordinal) ? image : null, model.Stages[^1].BaseImageFacts(model));
        Assert.Equal(from.Contains("3.19", StringComparison.Ordinal), Assert.Single(model.Errors).NeedsArgument);
    }

    [Fact]
    public void A_name_is_declared_from_its_instruction_on()
    {
        DockerfileModel model = Model.Of("FROM a AS b\nENV A=1\nFROM b\nENV B=1\nARG C\nENV B=2");
        Scope scope = model.Stages[1].Scope;
        Assert.Equal(["A", "PATH"], scope.NamesBefore(0).Order(StringComparer.Ordinal));
        Assert.Equal(["A", "B", "PATH"], scope.NamesBefore(1).Order(StringComparer.Ordinal));
        Assert.Equal(["A", "B", "C", "PATH"], scope.NamesBefore(int.MaxValue).Order(StringComparer.Ordinal));
        Assert.Null(scope.Find("B", 0));
        Assert.Equal("1", scope.Find("B", 1)!.Value);
        Assert.Equal("1", scope.Find("B", 2)!.Value);
        Assert.Equal("2", scope.Find("B", 3)!.Value);
        Assert.Equal("1", scope.Find("A", 0)!.Value);
    }

    [Fact]
    public void A_value_can_be_traced_to_the_default_that_gave_it()
    {
        DockerfileModel model = Model.Of("ARG VERSION=3.20\nARG IMAGE=alpine:${VERSION}\nFROM $IMAGE\nARG IMAGE\nENV FROM_IMAGE=$IMAGE\nUSER $FROM_IMAGE");
        var user = (UserSyntax)model.Stages[0].Instructions[^1];
        Variable env = Assert.Single(model.ExpansionOf(user.Argument!)!.Uses).Variable!;
        Assert.Equal((VariableOrigin.Env, "FROM_IMAGE=$IMAGE"), (env.Origin, model.TextAt(env.Declaration!.Span)));
        Variable image = Assert.Single(env.Expansion!.Uses).Variable!;
        Assert.Equal((VariableOrigin.ArgDefault, "IMAGE=alpine:${VERSION}"), (image.Origin, model.TextAt(image.Declaration!.Span)));
        Variable version = Assert.Single(image.Expansion!.Uses).Variable!;
        Assert.Equal((VariableOrigin.ArgDefault, "3.20"), (version.Origin, model.TextAt(version.Declaration!.Value!.Span)));
        Assert.Null(version.Expansion);
        Assert.Equal("alpine:3.20", model.Stages[0].BaseImage!.Text);
        Assert.Equal(image, Assert.Single(model.Stages[0].BaseImage!.Expansion!.Uses).Variable);
    }

    private static BuildOptions WithArguments(params (string Name, string Value)[] arguments) => new()
    {
        BuildArguments = arguments.ToImmutableDictionary(static entry => entry.Name, static entry => entry.Value),
    };

    private static WordSyntax Label(DockerfileModel model) => model.Stages[^1].Instructions.OfType<LabelSyntax>().Last().Pairs[0].Value!;
}
