namespace DockerLint.Semantics.Tests.Stages;

/// <summary>What starts from what, what takes files from what, and what is built.</summary>
public sealed class StageTests
{
    [Theory]
    [InlineData("FROM a AS base\nFROM base", 0)]
    [InlineData("FROM a AS Base\nFROM base", 0)]
    [InlineData("FROM a AS base\nFROM Base", -1)]
    [InlineData("FROM base\nFROM a AS base", -1)]
    [InlineData("FROM base AS base", -1)]
    [InlineData("FROM a\nFROM 0", -1)]
    [InlineData("FROM a AS alpine\nFROM alpine", 0)]
    [InlineData("FROM a AS alpine\nFROM alpine:latest", -1)]
    [InlineData("FROM a AS base\nFROM b AS base\nFROM base", 1)]
    [InlineData("ARG B=base\nFROM a AS base\nFROM $B", 0)]
    [InlineData("FROM a AS scratch\nFROM scratch", 0)]
    public void A_stage_starts_from_the_last_earlier_stage_of_that_exact_name(string text, int parent)
    {
        Stage stage = Model.Of(text).Stages[^1];
        Assert.Equal(parent, stage.Parent?.Index ?? -1);
        Assert.Equal(parent >= 0, stage.BaseImage is null);
    }

    [Fact]
    public void A_stage_from_scratch_has_no_image()
    {
        DockerfileModel model = Model.Of("FROM scratch AS Empty\nFROM empty");
        Assert.True(model.Stages[0].IsFromScratch);
        Assert.False(model.Stages[1].IsFromScratch);
        Assert.Empty(model.Images);
        Assert.Equal(("empty", "empty", "1"), (model.Stages[0].Name, model.Stages[0].DisplayName, model.Stages[1].DisplayName));
    }

    [Fact]
    public void What_stands_before_the_first_FROM_is_a_stage_of_its_own()
    {
        DockerfileModel model = Model.Of("ARG A=1\nFROM a\nRUN x\nRUN y");
        Assert.Equal((-1, 1), (model.Preamble.Index, model.Preamble.Instructions.Length));
        Assert.Null(model.Preamble.From);
        Assert.Equal(2, model.Stages[0].Instructions.Length);
        Assert.Equal([model.Preamble, model.Stages[0]], model.StagesWithPreamble);
        Assert.Equal([model.Stages[0]], Model.Of("FROM a").StagesWithPreamble.Select(_ => model.Stages[0]));
        Assert.Empty(Model.Of("").Stages);
    }

    [Theory]
    [InlineData(null, "c", "a c")]
    [InlineData("c", "c", "a c")]
    [InlineData("C", "c", "a c")]
    [InlineData("b", "b", "b")]
    [InlineData("a", "a", "a")]
    public void A_target_is_built_with_what_it_needs(string? target, string isTarget, string built)
    {
        DockerfileModel model = Model.Of("FROM x AS a\nFROM x AS b\nFROM x AS c\nCOPY --from=a / /", new BuildOptions { Target = target });
        Assert.Equal(isTarget, Assert.Single(model.Stages, static stage => stage.IsTarget).Name);
        Assert.Equal(built, string.Join(' ', model.Stages.Where(static stage => stage.IsBuilt).Select(static stage => stage.Name)));
    }

    [Theory]
    [InlineData("FROM x AS a\nFROM a AS b\nFROM a AS c\nFROM c AS d", null, "a:bc c:d", "", "a c d")]
    [InlineData("FROM x AS a\nFROM a AS b\nFROM a AS c\nFROM c AS d", "b", "a:bc c:d", "", "a b")]
    [InlineData("FROM x AS a\nFROM a AS b\nFROM x AS c", "nosuch", "a:b", "", "c")]
    [InlineData("FROM x AS a\nFROM x AS b\nCOPY --from=a / /\nRUN --mount=from=a ls\nCOPY --from=b / /", null, "", "a:2 b:1", "b")]
    [InlineData("FROM x AS a\nFROM x AS b\nONBUILD COPY --from=a / /\nFROM b AS c", null, "b:c", "a:1", "b c")]
    public void A_stage_knows_who_needs_it_and_whether_its_layers_are_in_the_image(string text, string? target, string children, string users, string shipped)
    {
        DockerfileModel model = Model.Of(text, new BuildOptions { Target = target });
        Assert.Equal(children, string.Join(' ', model.Stages.Where(static stage => stage.Children.Count > 0).Select(static stage => $"{stage.Name}:{string.Concat(stage.Children.Select(static child => child.Name))}")));
        Assert.Equal(users, string.Join(' ', model.Stages.Where(static stage => stage.Users.Count > 0).Select(static stage => $"{stage.Name}:{stage.Users.Count}")));
        Assert.Equal(shipped, string.Join(' ', model.Stages.Where(static stage => stage.IsShipped).Select(static stage => stage.Name)));
        Assert.All(model.Stages, stage => Assert.Equal(
            model.Stages.Any(other => other.Parent == stage || (other != stage && other.Uses.Any(use => use.Stage == stage))),
            stage.IsNeeded));
    }

    [Theory]
    [InlineData("nosuch")]
    [InlineData("0")]
    public void An_unknown_target_is_refused(string target)
    {
        DockerfileModel model = Model.Of("FROM x AS a", new BuildOptions { Target = target });
        Assert.Equal([$"1:1 'FROM' there is no stage '{target}' to build; name one that a FROM … AS gives"], model.ErrorTexts());
        Assert.DoesNotContain(model.Stages, static stage => stage.IsBuilt || stage.IsTarget);
    }

    [Theory]
    [InlineData("COPY --from=a /x /y", "a", "a")]
    [InlineData("COPY --from=A /x /y", "a", "A")]
    [InlineData("COPY --from=0 /x /y", "a", "0")]
    [InlineData("COPY --chown=1 --from=b /x /y", "b", "b")]
    [InlineData("COPY --from=\"a\" /x /y", "a", "--from=\"a\"")]
    [InlineData("RUN --mount=type=bind,from=a,target=/x true", "a", "a")]
    [InlineData("RUN --mount=from=b,target=/x --mount=target=/y,from=a true", "b a", "b a")]
    [InlineData("RUN --mount=type=cache,target=/x true", "", "")]
    [InlineData("RUN --mount=from=0,target=/x true", "", "")]
    [InlineData("COPY --from=image /x /y", "", "")]
    [InlineData("COPY /x /y", "", "")]
    public void The_stages_that_an_instruction_takes_files_from_are_noted_where_it_names_them(string instruction, string stages, string texts)
    {
        DockerfileModel model = Model.Of("FROM x AS a\nFROM x AS b\nFROM x\n" + instruction);
        Stage stage = model.Stages[2];
        Assert.Equal(stages, string.Join(' ', stage.Uses.Select(static use => use.Stage.Name)));
        Assert.Equal(texts, string.Join(' ', stage.Uses.Select(use => model.TextAt(use.Span))));
        Assert.All(stage.Uses, use => Assert.Equal(stage.Instructions[0], use.Instruction));
        Assert.Empty(model.ErrorTexts());
    }

    [Theory]
    [InlineData("FROM x AS a\nCOPY --from=a / /", "2:13 'a' stage 'a' needs itself; copy from an earlier stage")]
    [InlineData("FROM x\nCOPY --from=0 / /", "2:13 '0' stage '0' needs itself; copy from an earlier stage")]
    [InlineData("FROM x AS a\nCOPY --from=b / /\nFROM x AS b", "2:13 'b' stage 'b' comes later than this line; move it above stage 'a'")]
    [InlineData("FROM x\nRUN --mount=from=b,target=/x y\nFROM x AS b", "2:18 'b' stage 'b' comes later than this line; move it above stage '0'")]
    [InlineData(
        "FROM x AS a\nCOPY --from=b / /\nFROM x AS b\nCOPY --from=a / /",
        "4:13 'a' stage 'a' needs itself; copy from an earlier stage|2:13 'b' stage 'b' comes later than this line; move it above stage 'a'")]
    [InlineData("FROM x\nCOPY --from=7 / /", "2:13 '7' there is no stage 7; stages are numbered from 0")]
    [InlineData("FROM x\nCOPY --from=-1 / /", "2:13 '-1' there is no stage -1; stages are numbered from 0")]
    [InlineData("FROM x\nARG S=a\nCOPY --from=$S / /", "3:13 '$S' --from takes no variable; name a stage that starts FROM $S and copy from that")]
    public void Files_come_from_earlier_stages_only(string text, string errors) =>
        Assert.Equal(errors, string.Join('|', Model.Of(text).ErrorTexts()));

    [Theory]
    [InlineData("# base builds\nFROM x AS base", "builds")]
    [InlineData("# base builds\nFROM x AS Base", "builds")]
    [InlineData("# Base builds\nFROM x AS Base", null)]
    [InlineData("# other text\n# base builds\n\nFROM x AS base", "builds")]
    [InlineData("# base one\n# base two\nFROM x AS base", "one")]
    [InlineData("# base builds\n#\nFROM x AS base", null)]
    [InlineData("  # base builds\nFROM x AS base", null)]
    [InlineData("# based on\nFROM x AS base", null)]
    [InlineData("# base\nFROM x AS base", null)]
    [InlineData("# x is it\nFROM x", null)]
    public void A_comment_above_describes_a_stage(string text, string? description) =>
        Assert.Equal(description, Model.Of(text).Stages[0].Description);
}
