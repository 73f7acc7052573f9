using DockerLint.Analysis.Facts;
using DockerLint.References;

namespace DockerLint.Analysis.Tests.Fixes;

/// <summary>What the fixes make of instructions; each is made with Windows' line ends too, and leaves nothing to fix.</summary>
public sealed class InstructionFixTests
{
    private const string From = "FROM debian:13\n";
    private const string Digest = "sha256:aadf411dc9ed5199bc7dab48b3e6ce18f8bbee4f170127f5ff1b75cd8035eb36";

    [Theory]
    [InlineData("MAINTAINER Jo <jo@x.io>\n", "LABEL org.opencontainers.image.authors=\"Jo <jo@x.io>\"\n")]
    [InlineData("MAINTAINER Jo", "LABEL org.opencontainers.image.authors=\"Jo\"")]
    [InlineData("maintainer \"Jo Doe\"\n", "label org.opencontainers.image.authors=\"Jo Doe\"\n")]
    [InlineData("MAINTAINER 'Jo Doe'\n", "LABEL org.opencontainers.image.authors=\"Jo Doe\"\n")]
    [InlineData("MAINTAINER Jo \"J\" Doe, $5 a\\b\n", "LABEL org.opencontainers.image.authors=\"Jo \\\"J\\\" Doe, \\$5 a\\\\b\"\n")]
    [InlineData("MAINTAINER \"Jo\" and \"Al\"\n", "LABEL org.opencontainers.image.authors=\"\\\"Jo\\\" and \\\"Al\\\"\"\n")]
    [InlineData("MAINTAINER \\\n# who\n  Jo \\\n  Doe\n", "LABEL \\\n# who\n  org.opencontainers.image.authors=\"Jo \\\n  Doe\"\n")]
    [InlineData("LABEL org.opencontainers.image.authors=x\nMAINTAINER Jo\n", null)]
    [InlineData("MAINTAINER\n", null)]
    public void MAINTAINER_becomes_a_label(string before, string? after) => Fixed.MakesBelow(From, "DL4000", before, after, FixSafety.Safe);

    [Fact]
    public void A_label_is_quoted_with_the_escape_character_of_the_file() =>
        Fixed.Makes("DL4000", "# escape=`\nFROM a\nMAINTAINER J`D \"x\" \\$\n", "# escape=`\nFROM a\nLABEL org.opencontainers.image.authors=\"J``D `\"x`\" \\`$\"\n");

    [Theory]
    [InlineData("ADD a.txt /b/\n", "COPY a.txt /b/\n", true)]
    [InlineData("add --chown=1 a.txt b/ . .env ./c/../ /d/\n", "copy --chown=1 a.txt b/ . .env ./c/../ /d/\n", true)]
    [InlineData("ADD [\"a b.txt\", \"/b\"]\n", "COPY [\"a b.txt\", \"/b\"]\n", true)]
    [InlineData("ADD \\\n# c\n  *.json \\\n  /b/\n", "COPY \\\n# c\n  *.json \\\n  /b/\n", true)]
    [InlineData("ADD <<E /b\nx\nE\n", "COPY <<E /b\nx\nE\n", true)]
    [InlineData("ADD rootfs /\n", "COPY rootfs /\n", false)]
    [InlineData("ADD app-1.2 /\n", "COPY app-1.2 /\n", false)]
    [InlineData("ADD * /b/\n", null, false)]
    [InlineData("ADD a.* b.t[a-x]t c.t?r /b/\n", null, false)]
    [InlineData("ADD a.txt b.tar.gz /b/\n", null, false)]
    [InlineData("ADD a.txt https://x.io/b /b/\n", null, false)]
    [InlineData("ADD --keep-git-dir a.txt /b/\n", null, false)]
    [InlineData("ADD a.txt b\n", null, false)]
    [InlineData("ADD a.txt b.txt /b\n", null, false)]
    [InlineData("A\\\nDD a.txt /b\n", null, false)]
    public void ADD_becomes_COPY_where_it_does_no_more(string before, string? after, bool isSafe)
    {
        Fixed.MakesBelow(From, "DL3020", before, after);
        Assert.Equal(From + (isSafe ? after : before), Fixed.By("DL3020", From + before, FixSafety.Safe));
    }

    [Theory]
    [InlineData("ENV a b\n", "ENV a=b\n")]
    [InlineData("LABEL a b c\n", "LABEL a=\"b c\"\n")]
    [InlineData("env   a \t b c", "env   a=\"b c\"")]
    [InlineData("ENV a \"b c\"\n", "ENV a=\"b c\"\n")]
    [InlineData("ENV a 'b $c'\n", "ENV a='b $c'\n")]
    [InlineData("ENV a b\\ c\n", "ENV a=b\\ c\n")]
    [InlineData("ENV a b\\ c d\\\"\\\\ \\e\n", "ENV a=\"b c d\\\"\\\\ e\"\n")]
    [InlineData("ENV a 'b \"$c\\' d\n", "ENV a=\"b \\\"\\$c\\\\ d\"\n")]
    [InlineData("ENV a \"b $c\"'d' $e\n", "ENV a=\"b ${c}d $e\"\n")]
    [InlineData("ENV a $b$c\"d\" e $ f\n", "ENV a=\"$b${c}d e \\$ f\"\n")]
    [InlineData("ENV a ${b:-c d}\n", "ENV a=\"${b:-c d}\"\n")]
    [InlineData("ENV a ${b:-\"c d\"} e\n", null)]
    [InlineData("ENV a = b\n", "ENV a=\"= b\"\n")]
    [InlineData("ENV a b \\\n# c\n    d \\\n    e\n", "ENV a=\"b \\\n# c\n    d \\\n    e\"\n")]
    [InlineData("ENV a \\\n    b\n", "ENV a=b\n")]
    [InlineData("ENV a \\\n# c\n    b\n", null)]
    [InlineData("ENV a it's\n", null)]
    [InlineData("ENV a=b c=d\n", null)]
    public void The_old_form_of_ENV_gets_an_equals_sign(string before, string? after) => Fixed.MakesBelow(From, "DK1010", before, after, FixSafety.Safe);

    [Theory]
    [InlineData("DK1004", "from a\nRUN b\nRUN c\nRun d\n", "FROM a\nRUN b\nRUN c\nRUN d\n")]
    [InlineData("DK1004", "FROM a\nru\\\nn b\n", null)]
    [InlineData("DK1004", "# escape=`\nfrom a\nrun b\nCMD c`\n  d\n", "# escape=`\nfrom a\nrun b\ncmd c`\n  d\n")]
    [InlineData("DK1002", "FROM a \\\n  as b\n", "FROM a \\\n  AS b\n")]
    [InlineData("DK1002", "from a As b\n", "from a as b\n")]
    [InlineData("DK1001", "FROM a AS Build\nFROM b\nCOPY --from=Build x y\nCOPY --from=0 x y\nRUN --mount=type=bind,from=BUILD,target=/x c\n", "FROM a AS build\nFROM b\nCOPY --from=build x y\nCOPY --from=0 x y\nRUN --mount=type=bind,from=build,target=/x c\n")]
    [InlineData("DK1001", "FROM a AS Build\nFROM build AS Two\nFROM c\nCOPY --from=\"Build\" x y\n", "FROM a AS Build\nFROM build AS two\nFROM c\nCOPY --from=\"Build\" x y\n")]
    [InlineData("DK1001", "FROM a AS ${Stage}\n", null)]
    [InlineData("DK1003", "FROM a\nRUN b \\\n\n  # c\n\t\n\n  d\n", "FROM a\nRUN b \\\n  # c\n  d\n")]
    [InlineData("DK1003", "FROM a\nRUN b \\\n\n", "FROM a\nRUN b \\\n")]
    [InlineData("DK1003", "FROM a\nRUN <<E \\\n\n  b\n\nE\n", "FROM a\nRUN <<E \\\n  b\n\nE\n")]
    [InlineData("DK1017", "FROM a\nEXPOSE 80/TCP 81/Udp\\\n  82/tcp\n", "FROM a\nEXPOSE 80/tcp 81/udp\\\n  82/tcp\n")]
    [InlineData("DK1017", "FROM a\nARG P=TCP\nEXPOSE 80/$P\n", null)]
    [InlineData("DK1018", "FROM a\nEXPOSE 8080:80 127.0.0.1:81:82/UDP [::1]:9:10 7-8:11-12 5\n", "FROM a\nEXPOSE 80 82/udp 10 11-12 5\n")]
    [InlineData("DK1018", "FROM a\nARG P=80\nEXPOSE 8080:$P\n", null)]
    [InlineData("DL3065", "FROM --platform=$TARGETPLATFORM a\n", "FROM a\n")]
    [InlineData("DL3065", "FROM \\\n  --platform=${TARGETPLATFORM} \\\n  a AS b\n", "FROM \\\n  \\\n  a AS b\n")]
    [InlineData("DL3065", "ARG TARGETPLATFORM=linux/arm64\nFROM --platform=$TARGETPLATFORM a\n", null)]
    [InlineData("DL3000", "FROM a\nWORKDIR /b\nRUN c\nWORKDIR d/\nWORKDIR ../e\n", "FROM a\nWORKDIR /b\nRUN c\nWORKDIR /b/d\nWORKDIR /b/e\n")]
    [InlineData("DL3000", "FROM a\nWORKDIR b\nWORKDIR c\n", null)]
    [InlineData("DL3000", "FROM a\nARG X=y\nWORKDIR /b/$X\nWORKDIR c\nWORKDIR /d\nWORKDIR e f\n", null)]
    [InlineData("DL4003", "FROM a\n# one\nCMD [\"b\", \\\n  \"c\"]\n# two\nCMD d\nCMD e\n", "FROM a\n# one\n# two\nCMD e\n")]
    [InlineData("DL4004", "FROM a\nENTRYPOINT b\nENTRYPOINT c", "FROM a\nENTRYPOINT c")]
    [InlineData("DL3012", "FROM a\nHEALTHCHECK NONE\nHEALTHCHECK CMD c\n", "FROM a\nHEALTHCHECK CMD c\n")]
    [InlineData("DK1009", "FROM a\nCMD b\nCMD c\nCMD d\n", "FROM a\nCMD d\n")]
    public void A_safe_fix_is_made(string code, string before, string? after) => Fixed.Makes(code, before, after, FixSafety.Safe);

    [Theory]
    [InlineData("CMD a b\n", "CMD [\"a\", \"b\"]\n")]
    [InlineData("ENTRYPOINT exec nginx -g 'daemon off;' \"x\"y", "ENTRYPOINT [\"nginx\", \"-g\", \"daemon off;\", \"xy\"]")]
    [InlineData("CMD a \\\n# c\n    'b\"' \\\n    d\n", "CMD [\"a\", \\\n# c\n    \"b\\\"\", \\\n    \"d\"]\n")]
    [InlineData("CMD a $b\n", null)]
    [InlineData("CMD a && b\n", null)]
    [InlineData("CMD a > b\n", null)]
    [InlineData("CMD a *.b\n", null)]
    [InlineData("CMD A=1 b\n", null)]
    [InlineData("CMD cd a\n", null)]
    [InlineData("CMD ~/a\n", null)]
    [InlineData("CMD a\\b\n", null)]
    [InlineData("CMD a\\\nb c\n", null)]
    [InlineData("CMD ['a', 'b']\n", null)]
    [InlineData("CMD a &\n", null)]
    [InlineData("CMD a # b\n", null)]
    public void A_command_of_words_alone_becomes_an_array(string before, string? after)
    {
        Fixed.MakesBelow(From, "DK1005", before, after);
        Fixed.MakesBelow(From, "DL3025", before, after);
        Assert.Equal(From + before, Fixed.By("DK1005", From + before, FixSafety.Safe));
    }

    [Theory]
    [InlineData("HEALTHCHECK --interval=5s CMD curl -f x\n", "HEALTHCHECK --interval=5s CMD [\"curl\", \"-f\", \"x\"]\n")]
    [InlineData("HEALTHCHECK CMD a || b\n", null)]
    [InlineData("SHELL [\"powershell\", \"-c\"]\nCMD a b\n", null)]
    public void The_command_of_a_HEALTHCHECK_too(string before, string? after) => Fixed.MakesBelow(From, "DL3025", before, after);

    [Theory]
    [InlineData("DL3021", "COPY a b /c\n", "COPY a b /c/\n")]
    [InlineData("DL3021", "COPY [\"a\", \"b\", \"/c d\"]\n", "COPY [\"a\", \"b\", \"/c d/\"]\n")]
    [InlineData("DL3021", "COPY a b \"/c\"\n", null)]
    [InlineData("DL3021", "COPY --chmod 755 a /c\n", null)]
    [InlineData("DL3048", "LABEL Version=1 \\\n  com.example.Build=2\n", "LABEL version=1 \\\n  com.example.build=2\n")]
    [InlineData("DL3048", "LABEL Version=1\nLABEL version=2\n", null)]
    [InlineData("DL3048", "LABEL A+b=1\n", null)]
    [InlineData("DL4005", "RUN ln -sf /bin/bash /bin/sh\n", "SHELL [\"/bin/bash\", \"-c\"]\n")]
    [InlineData("DL4005", "RUN rm /bin/sh && \\\n  ln -s /bin/bash /bin/sh\nRUN x\n", "SHELL [\"/bin/bash\", \"-c\"]\nRUN x\n")]
    [InlineData("DL4005", "RUN ln -sf /bin/bash /bin/sh && x\n", null)]
    [InlineData("DL4005", "RUN ln -sf bash /bin/sh\n", null)]
    [InlineData("DL4005", "RUN x && ln -sf /bin/bash /bin/sh\n", null)]
    [InlineData("DL4005", "RUN rm /x && ln -sf /bin/bash /bin/sh\n", null)]
    [InlineData("DL4005", "RUN touch /bin/sh && ln -sf /bin/bash /bin/sh\n", null)]
    [InlineData("DL4005", "RUN rm /usr/bin/sh && ln -s /bin/bash /usr/bin/sh\n", "SHELL [\"/bin/bash\", \"-c\"]\n")]
    [InlineData("DL4005", "run ln -sf /bin/bash /bin/sh\n", "shell [\"/bin/bash\", \"-c\"]\n")]
    [InlineData("DL3021", "COPY --link a b /c\n", "COPY --link a b /c/\n")]
    [InlineData("DL3021", "COPY --parents a b /c\n", "COPY --parents a b /c/\n")]
    [InlineData("DL3021", "COPY --chown=1 a b /c\n", "COPY --chown=1 a b /c/\n")]
    [InlineData("DL3021", "COPY --chown a b /c\n", null)]
    public void An_unsafe_fix_is_made(string code, string before, string? after) => Fixed.MakesBelow(From, code, before, after);

    [Theory]
    [InlineData("DL3006", "FROM alpine AS a\n", "FROM alpine:latest@" + Digest + " AS a\n")]
    [InlineData("DL3007", "FROM library/alpine:latest\n", "FROM library/alpine:latest@" + Digest + "\n")]
    [InlineData("DL3006", "FROM b:1\nCOPY --from=alpine x y\n", "FROM b:1\nCOPY --from=alpine:latest@" + Digest + " x y\n")]
    [InlineData("DK2003", "FROM alpine:latest\n", "FROM alpine:latest@" + Digest + "\n")]
    [InlineData("DL3006", "FROM debian\n", null)]
    [InlineData("DL3007", "ARG T=latest\nFROM alpine:$T\n", null)]
    public void An_image_is_pinned_to_the_digest_that_is_known(string code, string before, string? after) => Assert.Equal(
        after ?? before, Fixed.By(code, before, facts: new FactSet { Pins = LockFile.Read($"alpine {Digest} 2026-01-02") }));

    [Theory]
    [InlineData("FROM a As b\n", "FROM a AS b\n")]
    [InlineData("from a AS b\n", "from a as b\n")]
    [InlineData("FROM a A\\\ns b\n", null)]
    [InlineData("From a As b\n", null)]
    public void AS_is_written_like_its_FROM_where_it_stands_in_one_piece(string before, string? after) => Fixed.Makes("DK1002", before, after);
}
