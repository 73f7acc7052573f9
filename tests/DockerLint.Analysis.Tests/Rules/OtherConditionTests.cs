namespace DockerLint.Analysis.Tests.Rules;

/// <summary>When rules that are not BuildKit's report and when they do not; the pages have the rest.</summary>
public sealed class OtherConditionTests
{
    [Theory]
    [InlineData("FROM a", "1:6")]
    [InlineData("FROM a:1")]
    [InlineData("FROM scratch")]
    [InlineData("FROM x.io:5000/a", "1:6")]
    [InlineData("FROM a:1 AS b\nFROM b\nFROM B")]
    [InlineData("FROM b\nFROM a:1 AS b", "1:6")]
    [InlineData("FROM a AS a", "1:6")]
    [InlineData("ARG X=a:1\nFROM $X")]
    [InlineData("ARG X=a\nFROM $X", "2:6")]
    [InlineData("ARG X\nFROM $X")]
    [InlineData("ARG X\nFROM a$X")]
    [InlineData("ARG X\nFROM a${X}b", "2:6")]
    [InlineData("ARG X=\nFROM a$X", "2:6")]
    [InlineData("FROM a:1\nCOPY --from=0 a /\nCOPY --from=b a /", "3:13")]
    [InlineData("# syntax=docker/dockerfile\nFROM a:1", "1:10")]
    public void MissingTag(string text, params string[] expected) => Assert.Equal(expected, Findings.OfRule("DL3006", text + "\n"));

    [Theory]
    [InlineData("FROM a:latest", "1:8")]
    [InlineData("FROM x.io/a:latest AS b", "1:13")]
    [InlineData("FROM a:Latest")]
    [InlineData("FROM a:latest-1")]
    [InlineData("FROM a:latest@sha256:aadf411dc9ed5199bc7dab48b3e6ce18f8bbee4f170127f5ff1b75cd8035eb36")]
    [InlineData("ARG TAG=latest\nFROM a:${TAG}", "2:8")]
    [InlineData("ARG T=latest\nFROM a:\"$T\"", "2:6")]
    public void NoLatestTag(string text, params string[] expected) => Assert.Equal(expected, Findings.OfRule("DL3007", text + "\n"));

    [Theory]
    [InlineData("ADD a /\n", 1)]
    [InlineData("ADD a.tar a.TGZ a.tar.zst a.tzst a.txz a.xz a.bz2 /\n", 0)]
    [InlineData("ADD a.zip /\n", 1)]
    [InlineData("ADD http://x/a https://x/b /\n", 0)]
    [InlineData("ADD HTTP://x/a /\n", 1)]
    [InlineData("ADD [\"a b\", \"/\"]\n", 1)]
    [InlineData("ADD --chown=a a.tar /\n", 0)]
    [InlineData("ARG X=a.tar\nADD $X /\n", 0)]
    [InlineData("ARG X=a\nADD $X /\n", 1)]
    [InlineData("ADD $X /\n", 0)]
    [InlineData("ADD a\n", 0)]
    [InlineData("COPY a /\nONBUILD ADD a /\n", 0)]
    public void UseCopyInsteadOfAdd(string body, int count) => Assert.Equal(count, Findings.OfRule("DL3020", $"FROM a\n{body}").Length);

    [Theory]
    [InlineData("COPY a b\n", 1)]
    [InlineData("COPY a .\n", 1)]
    [InlineData("COPY a /b\n", 0)]
    [InlineData("COPY a \"/b\"\n", 0)]
    [InlineData("COPY a $B\n", 0)]
    [InlineData("COPY a \"$B\"\n", 0)]
    [InlineData("COPY a b/$B\n", 1)]
    [InlineData("COPY a C:/b\n", 0)]
    [InlineData("WORKDIR b\nCOPY a b\n", 0)]
    [InlineData("COPY a b\nWORKDIR /b\n", 1)]
    [InlineData("WORKDIR /b\nFROM a\nCOPY a b\n", 1)]
    [InlineData("COPY a\n", 0)]
    [InlineData("ADD a b\n", 0)]
    public void RelativeCopyDestination(string body, int count) => Assert.Equal(count, Findings.OfRule("DL3045", $"FROM a\n{body}").Length);

    [Theory]
    [InlineData("DL4003", "CMD")]
    [InlineData("DL4004", "ENTRYPOINT")]
    [InlineData("DL3012", "HEALTHCHECK CMD")]
    public void One_of_a_kind_in_a_stage(string code, string instruction)
    {
        Assert.Equal(["3:1", "4:1"], Findings.OfRule(code, $"FROM a AS b\n{instruction} c\n{instruction} d\n{instruction} e\nFROM b\n{instruction} f\n"));
        Assert.Equal(["2:1"], Findings.OfRule(code, $"{instruction} c\n{instruction} d\n"));
    }

    [Theory]
    [InlineData("ENTRYPOINT a\nCMD b\n", 1)]
    [InlineData("ENTRYPOINT [\"a\"]\nCMD b\n", 1)]
    [InlineData("ENTRYPOINT [\"a\"]\nCMD [\"b\"]\n", 0)]
    [InlineData("ENTRYPOINT [\"a\", \"--\"]\nCMD b\n", 0)]
    [InlineData("ENTRYPOINT [\"/usr/bin/dumb-init\"]\nCMD b\n", 0)]
    [InlineData("ENTRYPOINT a\nCMD b\nENTRYPOINT [\"a\"]\nCMD [\"b\"]\n", 0)]
    [InlineData("CMD b\nENTRYPOINT a\n", 1)]
    [InlineData("ENTRYPOINT []\nCMD b\n", 0)]
    public void ShellEntrypointIgnoresCmd(string body, int count) => Assert.Equal(count, Findings.OfRule("DK1020", $"FROM a\n{body}").Length);

    [Fact]
    public void ShellEntrypointIgnoresCmd_reports_a_pair_once() =>
        Assert.Equal(["3:1"], Findings.OfRule("DK1020", "FROM a AS b\nENTRYPOINT a\nCMD b\nFROM b AS c\nFROM c\nRUN x\n"));

    [Theory]
    [InlineData("..", true)]
    [InlineData("../a", true)]
    [InlineData("/../a", true)]
    [InlineData("a/../../b", true)]
    [InlineData("./../a", true)]
    [InlineData("a/..", false)]
    [InlineData("a/b/../../c", false)]
    [InlineData("..a", false)]
    [InlineData("a..", false)]
    [InlineData(".", false)]
    [InlineData("/", false)]
    public void SourceOutsideContext(string path, bool found) =>
        Assert.Equal(found, Findings.OfRule("DK3001", $"FROM a\nCOPY {path} /\n").Length == 1);

    [Theory]
    [InlineData("FROM a\n{{ x }}\n", "2:1")]
    [InlineData("{%- if x -%}\nFROM a\n", "1:1")]
    [InlineData("FROM a\n<% x %>\n{{ y }}\n", "2:1")]
    [InlineData("FROM a\n{{ x\n")]
    [InlineData("FROM a\n}} {{\n")]
    [InlineData("FROM a\nRUN echo {{ x }}\n")]
    public void TemplateFile(string text, params string[] expected) => Assert.Equal(expected, Findings.OfRule("DK1019", text));

    [Fact]
    public void A_template_has_one_finding_instead_of_syntax_errors() =>
        Assert.Equal(["2:1 DK1019"], Findings.Of("FROM a\n{{ x }}\nRUM y\n", Findings.Only()));

    [Theory]
    [InlineData("x/y:api", true)]
    [InlineData("x/y:Api_1", true)]
    [InlineData("x/y:web.2", true)]
    [InlineData("x/y:apis", false)]
    [InlineData("x/y:1-api", false)]
    [InlineData("y:api", false)]
    [InlineData("docker.io/library/y:api", false)]
    [InlineData("localhost:5000/y:db", true)]
    public void TagNamesComponent(string image, bool found) => Assert.Equal(found, Findings.OfRule("DK2001", $"FROM {image}\n").Length == 1);

    [Fact]
    public void MaintainerDeprecated_says_what_to_write() => Assert.EndsWith(
        "write LABEL org.opencontainers.image.authors=\"Jo Doe <jo@x.org>\"",
        Findings.MessageOf("DL4000", "FROM a\nMAINTAINER \"Jo Doe\" <jo@x.org>\n"),
        StringComparison.Ordinal);
}
