namespace DockerLint.Semantics.Tests.Stages;

/// <summary>ONBUILD, and a stage of the same file that starts from the one that has it.</summary>
public sealed class TriggerTests
{
    [Theory]
    [InlineData("FROM x AS a\nONBUILD ENV A=1\nFROM a", "1")]
    [InlineData("FROM x AS a\nONBUILD ENV A=1\nONBUILD ENV A=${A}2\nFROM a", "12")]
    [InlineData("FROM x AS a\nENV A=0\nONBUILD ENV A=${A}1\nFROM a\nENV A=${A}2", "012")]
    [InlineData("FROM x AS a\nONBUILD ENV A=1\nENV A=2\nFROM a", "1")]
    [InlineData("ARG A=1\nFROM x AS a\nONBUILD ARG A\nFROM a", "1")]
    [InlineData("FROM x AS a\nONBUILD ENV A=1\nFROM a AS b\nONBUILD RUN y\nFROM b", "1")]
    [InlineData("FROM x AS a\nONBUILD ENV A=1", null)]
    [InlineData("FROM x AS a\nONBUILD ENV A=1\nFROM x", null)]
    [InlineData("FROM x AS a\nONBUILD ENV A=1$B\nFROM a AS b\nENV B=2\nFROM b", "1")]
    public void Triggers_run_before_the_first_instruction_of_the_child_only(string text, string? expected)
    {
        DockerfileModel model = Model.Of(text);
        Assert.Empty(model.ErrorTexts());
        Assert.Equal(expected, model.Stages[^1].Value("A"));
    }

    [Fact]
    public void What_they_set_up_holds_before_the_first_instruction()
    {
        DockerfileModel model = Model.Of("FROM x AS a\nONBUILD USER u\nONBUILD WORKDIR /w\nONBUILD CMD c\nFROM a\nRUN y\nENTRYPOINT e");
        Assert.Null(model.Stages[0].End.User);
        StageState state = model.Stages[1].States[0];
        Assert.Equal(("u", "/w", "CMD c"), (state.User!.Argument!.Text, state.Workdir, state.Cmd!.RawText));
        Assert.Equal("CMD c", model.Stages[1].End.Cmd!.RawText);
        Assert.Equal("1", model.Stages[1].DisplayName);
        Assert.Equal(2, model.Stages[1].Instructions.Length);
        Assert.Equal(["USER u", "WORKDIR /w", "CMD c"], model.Stages[0].Triggers.Select(static trigger => trigger.RawText));
    }

    [Fact]
    public void The_child_uses_the_stages_that_they_name()
    {
        DockerfileModel model = Model.Of("FROM x AS src\nFROM x AS a\nONBUILD COPY --from=src / /\nONBUILD RUN --mount=from=src,target=/m y\nFROM a AS b\nCOPY --from=0 / /");
        Assert.Empty(model.ErrorTexts());
        Assert.Empty(model.Stages[1].Uses);
        Assert.Equal(["3:21", "4:26", "6:13"], model.Stages[2].Uses.Select(use => $"{model.Syntax.Source.PositionOf(use.Span.Start)}"));
        Assert.All(model.Stages, static stage => Assert.True(stage.IsBuilt));
    }

    [Fact]
    public void An_image_that_they_name_counts_once()
    {
        DockerfileModel model = Model.Of("FROM x AS a\nONBUILD COPY --from=image:1 / /\nFROM a\nFROM a");
        Assert.Equal(["x", "image:1"], model.Images.Select(static image => image.Text));
        Assert.Equal(["x"], Model.Of("FROM x AS a\nONBUILD COPY --from=image:1 / /").Images.Select(static image => image.Text));
    }

    [Theory]
    [InlineData("ONBUILD COPY --from=later / /", "3:1 'FROM a AS b' stage 'later' comes later than this line; move it above stage 'b'")]
    [InlineData("ONBUILD COPY --from=b / /", "3:1 'FROM a AS b' stage 'b' needs itself; copy from an earlier stage")]
    [InlineData("ONBUILD ENV A=${B?}", "3:1 'FROM a AS b' 'B' must have a value: it has none; set it before this line")]
    [InlineData("ONBUILD COPY --fro=x / /", "3:1 'FROM a AS b' unknown flag --fro; did you mean --from?")]
    [InlineData("ONBUILD COPY x", "3:1 'FROM a AS b' COPY needs a source and a destination")]
    [InlineData("ONBUILD RUN --network=x y", "3:1 'FROM a AS b' 'x' is no network mode; use default, none or host")]
    public void What_is_wrong_with_them_is_said_of_the_FROM_that_runs_them(string trigger, string error)
    {
        Assert.Equal([error], Model.Of($"FROM x AS a\n{trigger}\nFROM a AS b\nFROM x AS later").ErrorTexts());
        Assert.Empty(Model.Of($"FROM x AS a\n{trigger}\nFROM x AS later").ErrorTexts());
    }

    [Theory]
    [InlineData("ONBUILD FROM x")]
    [InlineData("ONBUILD ONBUILD RUN x")]
    [InlineData("ONBUILD MAINTAINER x")]
    [InlineData("ONBUILD")]
    public void What_cannot_be_put_off_is_refused_once_where_it_stands(string trigger)
    {
        string error = Assert.Single(Model.Of($"FROM x AS a\n{trigger}\nFROM a\nFROM a").ErrorTexts());
        Assert.StartsWith("2:", error, StringComparison.Ordinal);
    }
}
