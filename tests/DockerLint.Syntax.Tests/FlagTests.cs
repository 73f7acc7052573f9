using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests;

public sealed class FlagTests
{
    [Theory]
    [InlineData("COPY --from=a b c", "Copy --from=a |b|c|")]
    [InlineData("COPY --link b c", "Copy --link |b|c|")]
    [InlineData("COPY\t--from=a\t --link  b c", "Copy --from=a --link |b|c|")]
    [InlineData("COPY --from= b c", "Copy --from= |b|c|")]
    [InlineData("COPY --from=a=b b c", "Copy --from=a=b |b|c|")]
    [InlineData("COPY --From=a b c", "Copy --From=a |b|c|")]
    [InlineData("COPY --exclude=a --exclude=b c d", "Copy --exclude=a --exclude=b |c|d|")]
    [InlineData("COPY --exclude='a b' c d", "Copy --exclude=a b |c|d|")]
    [InlineData("COPY --exclude=\"a b\"c c d", "Copy --exclude=a bc |c|d|")]
    [InlineData("COPY --exclude=\"a'b\" c d", "Copy --exclude=a'b |c|d|")]
    [InlineData("COPY --exclude=a\\ b c d", "Copy --exclude=a b |c|d|")]
    [InlineData("COPY --exclude='a\\'b' c d", "Copy --exclude=a'b |c|d|")]
    [InlineData("COPY --exclude=a\\\\b c d", "Copy --exclude=a\\b |c|d|")]
    [InlineData("COPY --'from'=a c d", "Copy --from=a |c|d|")]
    [InlineData("COPY --exclude='a b c d", "Copy --exclude=a b c d")]
    [InlineData("COPY b --link c", "Copy |b|--link|c|")]
    [InlineData("COPY -- --link c", "Copy |--link|c|")]
    [InlineData("COPY --link -- --link c", "Copy --link |--link|c|")]
    [InlineData("COPY -link c", "Copy |-link|c|")]
    [InlineData("COPY --=a c d", "Copy --=a |c|d|")]
    [InlineData("COPY ---a c d", "Copy ---a |c|d|")]
    [InlineData("RUN --mount=type=cache,target=/a --mount=type=bind b c", "Run Shell --mount=type=cache,target=/a --mount=type=bind |b c|")]
    [InlineData("RUN --mount=type=cache\\\n,target=/a b", "Run Shell --mount=type=cache,target=/a |b|")]
    [InlineData("RUN -- --x", "Run Shell |--x|")]
    [InlineData("RUN --network=none", "Run Shell --network=none")]
    [InlineData("FROM --platform=$BUILDPLATFORM a", "From --platform=$BUILDPLATFORM |a|")]
    [InlineData("CMD --x a", "Cmd Shell --x |a|")]
    [InlineData("# escape=`\nCOPY --exclude=a` b c d", "Copy --exclude=a` |b|c|d|")]
    [InlineData("COPY --exclude=é c d", "Copy --exclude=é |c|d|")]
    public void Words_with_two_dashes_before_the_arguments_are_flags(string text, string dump) =>
        Assert.Equal(dump, Trees.Dump(Trees.Instruction(text)));

    [Theory]
    [InlineData("COPY --from=a b c", "--from", "a")]
    [InlineData("COPY --link b c", "--link", "--link")]
    [InlineData("COPY --from= b c", "--from", "--from=")]
    [InlineData("COPY --exclude='a b' c d", "--exclude", "--exclude='a b'")]
    [InlineData("COPY --fr\\\nom=a\\\nb c d", "--fr\\⏎om", "a\\⏎b")]
    public void A_flag_knows_where_its_name_and_value_stand(string text, string name, string value)
    {
        var file = DockerfileSyntax.Parse(text);

        FlagSyntax flag = Assert.Single(Assert.Single(file.Instructions).Flags);
        Assert.Equal((name, value), (file.At(flag.NameSpan), file.At(flag.ValueSpan)));
    }

    [Fact]
    public void A_part_of_a_value_is_found_unless_quotes_were_taken_out()
    {
        var file = DockerfileSyntax.Parse("RUN --mount=type=cache,id=x --mount='type=cache' a");

        InstructionSyntax run = Assert.Single(file.Instructions);
        Assert.Equal("cache", file.At(run.Flags[0].SpanOf(new TextSpan(5, 5))));
        Assert.Equal("--mount='type=cache'", file.At(run.Flags[1].SpanOf(new TextSpan(5, 5))));
    }

    [Fact]
    public void Of_two_flags_with_one_name_the_last_is_found()
    {
        InstructionSyntax copy = Trees.Instruction("COPY --chown=a --chown=b c d");

        Assert.Equal("b", copy.Flag("chown")?.Value);
        Assert.Null(copy.Flag("chmod"));
    }
}
