using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests;

public sealed class InstructionTests
{
    [Theory]
    [InlineData("ADD a b c", "Add |a|b|c|")]
    [InlineData("ADD --checksum=sha256:x http://a/b c", "Add --checksum=sha256:x |http://a/b|c|")]
    [InlineData("ADD \"a b\" c", "Add |\"a|b\"|c|")]
    [InlineData("ARG a", "Arg |a|")]
    [InlineData("ARG a=1 b c='x y'", "Arg |a=1|b|c='x y'|")]
    [InlineData("ARG --x a", "Arg --x |a|")]
    [InlineData("CMD a  b ", "Cmd Shell |a  b|")]
    [InlineData("CMD", "Cmd Shell")]
    [InlineData("COPY a\tb\fc\vd", "Copy |a|b|c|d|")]
    [InlineData("ENTRYPOINT exec a \"$@\"", "Entrypoint Shell |exec a \"$@\"|")]
    [InlineData("ENV a=1 b=2", "Env |a=1|b=2|")]
    [InlineData("ENV a b c", "Env |a|b c|")]
    [InlineData("EXPOSE 80 443/tcp $PORT", "Expose |80|443/tcp|$PORT|")]
    [InlineData("FROM a", "From |a|")]
    [InlineData("FROM a AS b", "From |a|AS|b|")]
    [InlineData("HEALTHCHECK NONE", "Healthcheck Shell |NONE|")]
    [InlineData("HEALTHCHECK --interval=5s cmd a b", "Healthcheck Shell --interval=5s |cmd|a b|")]
    [InlineData("HEALTHCHECK", "Healthcheck")]
    [InlineData("LABEL a=1 \"b c\"='d e'", "Label |a=1|\"b c\"='d e'|")]
    [InlineData("LABEL a b", "Label |a|b|")]
    [InlineData("MAINTAINER A B <a@b>", "Maintainer |A B <a@b>|")]
    [InlineData("ONBUILD RUN a", "Onbuild (Run Shell |a|)")]
    [InlineData("ONBUILD", "Onbuild")]
    [InlineData("RUN a && b  c", "Run Shell |a && b  c|")]
    [InlineData("SHELL /bin/sh -c", "Shell Shell |/bin/sh -c|")]
    [InlineData("STOPSIGNAL SIGTERM", "Stopsignal |SIGTERM|")]
    [InlineData("USER a:b", "User |a:b|")]
    [InlineData("USER a b", "User |a b|")]
    [InlineData("VOLUME /a /b", "Volume |/a|/b|")]
    [InlineData("WORKDIR /a b", "Workdir |/a b|")]
    [InlineData("WORKDIR", "Workdir")]
    [InlineData("FOO a b", "Invalid |a b|")]
    public void Each_reads_its_arguments_in_its_own_way(string text, string dump) =>
        Assert.Equal(dump, Trees.Dump(Trees.Instruction(text)));

    [Theory]
    [InlineData("run a")]
    [InlineData("Run a")]
    [InlineData("rUN a")]
    [InlineData("  RUN  a")]
    [InlineData("\t RUN\ta  ")]
    [InlineData("RUN\va\r\n")]
    [InlineData("\u00A0RUN a\u00A0")]
    [InlineData("\uFEFFRUN a")]
    [InlineData("\uFEFF  RUN a")]
    public void Keywords_may_be_in_any_case_and_white_space_around_is_dropped(string text) =>
        Assert.Equal("Run Shell |a|", Trees.Dump(Trees.Instruction(text)));

    [Theory]
    [InlineData("RUN\u00A0a")]
    [InlineData("RUNa")]
    [InlineData("RÜN a")]
    [InlineData("ſHELL a")]
    [InlineData("WOR\u212ADIR a")]
    [InlineData("RUN: a")]
    [InlineData("-RUN a")]
    [InlineData("INVALID a")]
    [InlineData("HEALTHCHECKS a")]
    [InlineData("\\")]
    public void Other_words_are_no_keywords(string text) =>
        Assert.Equal(InstructionKind.Invalid, Trees.Instruction(text).Kind);

    [Fact]
    public void Every_keyword_is_found_in_any_case()
    {
        Assert.Equal(18, InstructionKeywords.All.Count());
        Assert.All(System.Enum.GetValues<InstructionKind>().Skip(1), kind =>
        {
            string name = InstructionKeywords.NameOf(kind);
            Assert.Equal(kind.ToString(), name, ignoreCase: true);
            Assert.Equal(kind, InstructionKeywords.Find(name));
            Assert.Equal(kind, InstructionKeywords.Find(name.ToLowerInvariant()));
        });
        Assert.Equal("", InstructionKeywords.NameOf(InstructionKind.Invalid));
    }

    [Theory]
    [InlineData("FROM a", "a", null, null, null)]
    [InlineData("FROM a AS b", "a", "AS", "b", null)]
    [InlineData("from --platform=linux/amd64 a as b", "a", "as", "b", "linux/amd64")]
    [InlineData("FROM a OF b", "a", "OF", null, null)]
    [InlineData("FROM a b", "a", null, null, null)]
    [InlineData("FROM", null, null, null, null)]
    public void FROM_has_an_image_and_maybe_a_name(string text, string? image, string? word, string? name, string? platform)
    {
        FromSyntax from = Trees.Instruction<FromSyntax>(text);

        Assert.Equal((image, word, name, platform), (from.Image?.Text, from.As?.Text, from.Name?.Text, from.Platform?.Value));
    }

    [Theory]
    [InlineData("COPY a b /c", "a,b", "/c")]
    [InlineData("COPY [\"a b\", \"/c\"]", "a b", "/c")]
    [InlineData("COPY a", "", null)]
    [InlineData("COPY", "", null)]
    public void COPY_has_sources_and_a_destination(string text, string sources, string? destination)
    {
        CopySyntax copy = Trees.Instruction<CopySyntax>(text);

        Assert.Equal((sources, destination), (string.Join(',', copy.Sources.Select(source => source.Text)), copy.Destination?.Text));
    }

    [Fact]
    public void COPY_from_is_its_flag() =>
        Assert.Equal("a", Trees.Instruction<CopySyntax>("COPY --from=a b c").From?.Value);

    [Theory]
    [InlineData("HEALTHCHECK NONE", true)]
    [InlineData("HEALTHCHECK none", true)]
    [InlineData("HEALTHCHECK CMD none", false)]
    [InlineData("HEALTHCHECK", false)]
    public void HEALTHCHECK_NONE_is_known(string text, bool isNone) =>
        Assert.Equal(isNone, Trees.Instruction<HealthcheckSyntax>(text).IsNone);

    [Theory]
    [InlineData("USER a", "a")]
    [InlineData("USER", null)]
    public void An_instruction_with_the_rest_of_the_line_has_one_argument(string text, string? argument) =>
        Assert.Equal(argument, Trees.Instruction<UserSyntax>(text).Argument?.Text);

    [Theory]
    [InlineData("ONBUILD run a", "Onbuild (Run Shell |a|)")]
    [InlineData("ONBUILD --x RUN a", "Onbuild --x (Run Shell |a|)")]
    [InlineData("ONBUILD COPY --from=a b c", "Onbuild (Copy --from=a |b|c|)")]
    [InlineData("ONBUILD ONBUILD RUN a", "Onbuild (Onbuild (Run Shell |a|))")]
    [InlineData("ONBUILD FOO a", "Onbuild (Invalid |a|)")]
    [InlineData("ONBUILD \\\n RUN \\\n a", "Onbuild (Run Shell |a|)")]
    [InlineData("ONBUILD ENV a=b", "Onbuild (Env |a=b|)")]
    public void ONBUILD_holds_an_instruction(string text, string dump) =>
        Assert.Equal(dump, Trees.Dump(Trees.Instruction(text)));

    [Fact]
    public void What_ONBUILD_holds_has_the_same_lines()
    {
        var file = DockerfileSyntax.Parse("ONBUILD RUN <<A \\\n\n b\nx\nA");

        InstructionSyntax onbuild = Assert.Single(file.Instructions);
        InstructionSyntax nested = onbuild.Nested!;
        Assert.Equal("RUN <<A \\⏎⏎ b", file.At(nested.Span));
        Assert.Equal("RUN", file.At(nested.KeywordSpan));
        Assert.Equal(onbuild.Extent, nested.Extent);
        Assert.Equal(onbuild.Heredocs, nested.Heredocs);
        Assert.NotNull(onbuild.EmptyContinuation);
        Assert.Null(nested.EmptyContinuation);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData(" \t\n\r\n")]
    [InlineData("\uFEFF")]
    [InlineData("# comment")]
    public void A_file_may_hold_none(string text) => Assert.Empty(DockerfileSyntax.Parse(text).Instructions);
}
