using DockerLint.Analysis.Configuration;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>Rules on variables, on stages and on what ends with a RUN; the pages have the rest.</summary>
public sealed class ValueConditionTests
{
    [Theory]
    [InlineData("FROM a\nARG X\nRUN mkdir /x\n", "X")]
    [InlineData("FROM a\nARG X Y=$X\nRUN mkdir $Y\n", "")]
    [InlineData("FROM a\nARG X\nRUN make\n", "")]
    [InlineData("FROM a\nARG X\nRUN sh install.sh\n", "")]
    [InlineData("FROM a\nRUN make\nARG X\nRUN mkdir /x\n", "X")]
    [InlineData("FROM a\nARG X\nRUN $TOOL\n", "")]
    [InlineData("FROM a\nARG X\nSHELL [\"cmd\"]\nRUN dir\n", "")]
    [InlineData("FROM a\nARG X\nONBUILD RUN make\n", "")]
    [InlineData("FROM a AS b\nARG X\nFROM b\nRUN make\n", "")]
    [InlineData("FROM a AS b\nARG X\nFROM b\nLABEL x=${X}\n", "")]
    [InlineData("FROM a AS b\nARG X\nFROM c\nARG X\nLABEL x=${X}\n", "X")]
    [InlineData("FROM a\nARG X\nARG X=1\n", "X | X")]
    [InlineData("FROM a\nARG XY\nLABEL x=$X\n", "XY")]
    [InlineData("FROM a\nARG http_proxy TARGETARCH DEBIAN_FRONTEND CACHE_DATE CI_PROXY\n", "")]
    [InlineData("ARG X\nFROM a\nRUN make\n", "X")]
    [InlineData("ARG X\nFROM a\nARG X\nRUN make\n", "")]
    [InlineData("ARG X\nFROM --platform=$X a\n", "")]
    [InlineData("ARG X=1\nARG Y=$X\nFROM a:$Y\n", "")]
    public void UnusedArg(string text, string flagged) => Assert.Equal(flagged, Flagged.In("DK1021", text));

    [Theory]
    [InlineData("ARG X\nFROM a\nRUN echo $X\n", "$X")]
    [InlineData("ARG X\nFROM a\nRUN echo \"${X}\" ${X}\n", "${X}")]
    [InlineData("ARG X\nFROM a\nARG X\nRUN echo $X\n", "")]
    [InlineData("ARG X\nFROM a AS b\nARG X\nFROM b\nRUN echo $X\n", "")]
    [InlineData("ARG X\nFROM a\nRUN X=1; echo $X\n", "")]
    [InlineData("ARG X\nFROM a\nRUN echo ${X:-1}\n", "")]
    [InlineData("ARG X\nFROM a\nRUN echo '$X'\n", "")]
    [InlineData("ARG X\nFROM a\nCMD echo $X\n", "")]
    [InlineData("FROM a\nRUN echo $TARGETARCH\n", "$TARGETARCH")]
    [InlineData("FROM a\nRUN echo $X\n", "")]
    [InlineData("ARG GOLANG_VERSION\nFROM x/golang\nRUN echo $GOLANG_VERSION\n", "")]
    [InlineData("ARG X\nFROM a\nRUN echo $X\nARG X\n", "")]
    public void ArgNotRedeclared(string text, string flagged) => Assert.Equal(flagged, Flagged.In("DK1023", text));

    [Theory]
    [InlineData("RUN echo $X\nENV X=1\n", "$X")]
    [InlineData("LABEL a=$X\nARG X\n", "$X")]
    [InlineData("LABEL a=${X:-1}\nARG X\n", "")]
    [InlineData("ENV X=$X:1\nENV X=2\n", "")]
    [InlineData("RUN for X in 1 2; do echo $X; done\nENV X=1\n", "")]
    [InlineData("RUN echo $X\nLABEL X=1\n", "")]
    [InlineData("RUN echo $PATH\nENV PATH=/a:$PATH\n", "")]
    public void VariableUsedBeforeSet(string body, string flagged) => Assert.Equal(flagged, Flagged.In("DK1024", $"FROM a\n{body}"));

    [Theory]
    [InlineData("ARG X\nFROM a:1\nLABEL x=$X\n", "3:9 DK1023")]
    [InlineData("FROM a:1\nLABEL x=$X\nENV X=1\n", "2:9 DK1024")]
    [InlineData("ARG X\nFROM a:1\nLABEL x=$X\nARG X=1\n", "3:9 DK1024")]
    [InlineData("FROM a:1\nLABEL x=$X\n", "2:9 DK1008")]
    public void One_rule_speaks_of_a_variable_without_a_value(string text, string expected) =>
        Assert.Equal([expected], Findings.Of(text, Findings.Only("DK1008", "DK1023", "DK1024")));

    [Theory]
    [InlineData("ARG T=latest\nFROM a:$T\n", "2:8 DL3007", "1:5", "'T' is 'latest' unless --build-arg says otherwise")]
    [InlineData("ARG X=a\nFROM $X\n", "2:6 DL3006", "1:5", "'X' is 'a' unless --build-arg says otherwise")]
    public void An_image_from_the_default_of_an_ARG_points_to_it(string text, string expected, string related, string message)
    {
        Assert.Equal([expected], Findings.Of(text));
        Assert.Empty(Findings.Of(text, new LintOptions { Profile = Profiles.Hadolint }));
        var source = new SourceText(text);
        RelatedLocation location = Assert.Single(Assert.Single(NewRules.Linter().Lint(source)).Related);
        Assert.Equal(related, source.PositionOf(location.Span.Start).ToString());
        Assert.Equal(message, location.Message);
    }

    [Theory]
    [InlineData("FROM a\nFROM b\n", "1:1")]
    [InlineData("FROM a\nFROM b\nCOPY --from=0 a /\n")]
    [InlineData("FROM a\nFROM b\nRUN --mount=from=0,target=/x y\n", "1:1")]
    [InlineData("FROM a AS x\nFROM b\n")]
    public void UnusedStage(string text, params string[] expected) => Assert.Equal(expected, Findings.OfRule("DK1022", text));

    [Fact]
    public void A_stage_is_not_unused_when_another_one_is_asked_for() =>
        Assert.Empty(Findings.OfRule("DK1022", "FROM a AS x\nFROM b\n", Semantics.BuildOptions.Default with { Target = "x" }));

    [Theory]
    [InlineData("export A=1", "export A=1")]
    [InlineData("x && export A=1 B=2", "export A=1 B=2")]
    [InlineData("export A", "")]
    [InlineData("export -p > /env", "")]
    [InlineData("export A=1; x", "")]
    [InlineData("(export A=1)", "")]
    [InlineData("if x; then export A=1; fi", "")]
    [InlineData("source /venv/bin/activate", "source /venv/bin/activate")]
    [InlineData(". ./build.sh", "")]
    [InlineData("cd /a", "cd /a")]
    [InlineData("mkdir /a && cd /a", "cd /a")]
    [InlineData("x; cd /a", "")]
    [InlineData("conda activate x", "conda activate x")]
    [InlineData("alias a=b", "alias a=b")]
    public void ExportLost(string run, string flagged) => Assert.Equal(flagged, Flagged.InRun("DK4003", run));

    [Theory]
    [InlineData("FROM a\nARG X\nCMD echo $X\n", "$X")]
    [InlineData("FROM a\nARG X\nENTRYPOINT echo ${X}\n", "${X}")]
    [InlineData("FROM a\nARG X\nHEALTHCHECK CMD curl $X\n", "$X")]
    [InlineData("ARG X\nFROM a\nCMD echo $X\n", "$X")]
    [InlineData("FROM a\nARG X\nENV X=$X\nCMD echo $X\n", "")]
    [InlineData("FROM a\nARG X\nCMD echo $X\nENV X=$X\n", "")]
    [InlineData("FROM a\nARG X\nCMD X=1; echo $X\n", "")]
    [InlineData("FROM a\nCMD echo $TARGETARCH\n", "")]
    public void ArgAtRuntime(string text, string flagged) => Assert.Equal(flagged, Flagged.In("DK4007", text));

    [Theory]
    [InlineData("CMD [\"a\", \"$X\"]\n", "\"$X\"")]
    [InlineData("CMD [\"a\", \"--b=${XY}\", \"$Z1\"]\n", "\"--b=${XY}\"")]
    [InlineData("RUN [\"a\", \"$HOME\"]\n", "\"$HOME\"")]
    [InlineData("CMD [\"/bin/sh\", \"-c\", \"$XY\"]\n", "")]
    [InlineData("ENTRYPOINT [\"tini\", \"--\", \"bash\", \"-c\", \"$XY\"]\n", "")]
    [InlineData("ENTRYPOINT [\"a\"]\nCMD [\"$XY\"]\n", "")]
    [InlineData("CMD [\"a\", \"^x$\", \"$1\"]\n", "")]
    [InlineData("SHELL [\"a\", \"$XY\"]\n", "")]
    public void VariableInJsonCommand(string body, string flagged) => Assert.Equal(flagged, Flagged.In("DK4008", $"FROM a\n{body}"));

    [Theory]
    [InlineData("ENV PATH=/a\nRUN x\n", "PATH=/a")]
    [InlineData("ENV PATH /a:/b\nRUN x\n", "PATH /a:/b")]
    [InlineData("ENV PATH=/a\nCMD x\n", "")]
    [InlineData("ENV PATH=/a:$PATH\nRUN x\n", "")]
    [InlineData("ENV PATH=$A\nRUN x\n", "")]
    [InlineData("ENV PATH=/a:/bin\nRUN x\n", "")]
    [InlineData("ENV PATH=/a:/usr/bin/\nRUN x\n", "")]
    [InlineData("ENV PATH=/a:/usr/local/bin\nRUN x\n", "PATH=/a:/usr/local/bin")]
    [InlineData("ENV PATH=C:\\a\nRUN x\n", "")]
    public void PathLost(string body, string flagged) => Assert.Equal(flagged, Flagged.In("DK4009", $"FROM a\n{body}"));

    [Theory]
    [InlineData("curl -o a https://x", "curl")]
    [InlineData("curl -LO https://x/a.b && chmod +x a.b", "curl")]
    [InlineData("curl -fo a https://x", "")]
    [InlineData("curl --fail-with-body -o a https://x", "")]
    [InlineData("curl https://x | sh", "")]
    [InlineData("curl -o /dev/null https://x", "")]
    [InlineData("curl -sLo a.tgz https://x && tar xf a.tgz", "")]
    [InlineData("curl -sLo /b/a https://x && /b/a", "")]
    [InlineData("curl -sLo a https://x && sha256sum -c *.sha", "")]
    public void CurlWithoutFail(string run, string flagged) => Assert.Equal(flagged, Flagged.InRun("DK4011", run));

    [Theory]
    [InlineData("apt-get dist-upgrade -y", true)]
    [InlineData("apt-get upgrade -y curl", false)]
    [InlineData("yum -y update", true)]
    [InlineData("yum -y update curl", false)]
    [InlineData("apk add x", false)]
    [InlineData("zypper up -y", true)]
    public void SystemUpgrade(string run, bool found) => Assert.Equal(found, Flagged.InRun("DK4006", run).Length > 0);

    [Theory]
    [InlineData("ENV A=1\nENV B=$A C=2\n", "")]
    [InlineData("ENV A=1\nENV C=2 B=$A\n", "")]
    [InlineData("ENV A=1\nENV C=2 A=3\n", "")]
    [InlineData("ENV A=1\nENV C=2 B=$D\n", "ENV")]
    public void An_ENV_that_uses_the_one_above_stays_by_itself(string body, string flagged) => Assert.Equal(flagged, Flagged.In("DK1028", $"FROM a\n{body}"));
}
