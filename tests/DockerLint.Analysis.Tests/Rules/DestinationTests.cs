using DockerLint.Analysis.Tests.Fixes;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>Where files go, and what stages hold of them.</summary>
public sealed class DestinationTests
{
    [Theory]
    [InlineData("COPY --link a b /c\n", "COPY --link a b /c/\n")]
    [InlineData("COPY --parents a b /c\n", "COPY --parents a b /c/\n")]
    [InlineData("COPY --chown=1 a b /c\n", "COPY --chown=1 a b /c/\n")]
    [InlineData("COPY --chown a b /c\n", null)]
    public void Several_files_get_a_folder_where_the_flags_are_whole(string before, string? after) =>
        Fixed.Makes("DL3021", $"FROM a\n{before}", after is null ? null : $"FROM a\n{after}");

    [Theory]
    [InlineData("COPY a /b\n", "/d", "/d")]
    [InlineData("COPY a /b\n", "/b", "")]
    [InlineData("COPY --parents a/b /c/\n", "/d", "")]
    [InlineData("WORKDIR /w\nCOPY a /b\n", "/w", "")]
    [InlineData("WORKDIR /w\nCOPY a /b\n", "/b", "")]
    [InlineData("WORKDIR /w/x\nCOPY a ../b\n", "/w/b", "")]
    [InlineData("COPY a b\n", "/b", "")]
    public void What_a_stage_does_not_hold_is_flagged(string body, string path, string expected) =>
        Assert.Equal(expected, Flagged.In("DK3011", $"FROM scratch AS s\n{body}FROM scratch\nCOPY --from=s {path} /x\n"));

    [Theory]
    [InlineData("FROM a\nCOPY *[a /b\n", "2:9")]
    [InlineData("FROM a\nCOPY [a x /b\n", "2:8")]
    [InlineData("FROM a\nCOPY x[a-] /b\n", "2:10")]
    [InlineData("FROM a\nENV X=b[a\nCOPY $X /b\n", "3:6")]
    [InlineData("# escape=`\nFROM a\nCOPY C:\\a[b /c\n")]
    [InlineData("FROM a\nADD https://example.com/[a /b\n")]
    [InlineData("FROM a\nCOPY [a]* /b\n")]
    public void A_pattern_that_cannot_be_read_is_flagged_where_it_breaks_off(string text, params string[] expected) =>
        Assert.Equal(expected, Findings.OfRule("DK3002", text));

    [Theory]
    [InlineData("RUN x && ln -sf /bin/bash /bin/sh\n", null)]
    [InlineData("RUN rm /x && ln -sf /bin/bash /bin/sh\n", null)]
    [InlineData("RUN touch /bin/sh && ln -sf /bin/bash /bin/sh\n", null)]
    [InlineData("RUN rm /usr/bin/sh && ln -s /bin/bash /usr/bin/sh\n", "SHELL [\"/bin/bash\", \"-c\"]\n")]
    [InlineData("run ln -sf /bin/bash /bin/sh\n", "shell [\"/bin/bash\", \"-c\"]\n")]
    public void A_link_in_the_place_of_the_shell_becomes_SHELL_where_nothing_else_is_done(string before, string? after) =>
        Fixed.Makes("DL4005", $"FROM a\n{before}", after is null ? null : $"FROM a\n{after}");

    [Theory]
    [InlineData("FROM a As b\n", "FROM a AS b\n")]
    [InlineData("from a AS b\n", "from a as b\n")]
    [InlineData("FROM a A\\\ns b\n", null)]
    [InlineData("From a As b\n", null)]
    public void AS_is_written_like_its_FROM_where_it_stands_in_one_piece(string before, string? after) => Fixed.Makes("DK1002", before, after);

    [Theory]
    [InlineData("FROM REPLACE-ME\n")]
    [InlineData("FROM REPLACE_ME\n")]
    [InlineData("FROM Replace-Me\n", "1:6")]
    public void What_is_yet_to_be_put_in_is_no_reference(string text, params string[] expected) => Assert.Equal(expected, Findings.OfRule("DK2002", text));
}
