using DockerLint.Syntax.Tree;

namespace DockerLint.Semantics.Tests.Conversion;

/// <summary>What BuildKit refuses once it looks at names and values.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("ENV A=${B!c}", "2:7 '${B!c}' the operator is not supported; use one of :- - :+ + :? ? # ## % %% / //")]
    [InlineData("ENV A=1\\\n${B", "3:1 '${B' this variable is never closed; add a '}'")]
    [InlineData("LABEL a='b", "2:9 ''b' this single quote is never closed; add a '")]
    [InlineData("USER ${U:?who}", "2:6 '${U:?who}' 'U' must have a value: who; set it before this line")]
    [InlineData("COPY --chmod=999 a /", "2:14 '999' ")]
    [InlineData("COPY --chmod=u=z a /", "2:")]
    [InlineData("ADD --chmod=0644 a /", "")]
    [InlineData("COPY --chmod=$M a /", "")]
    [InlineData("COPY https://x.y/z /", "2:6 'https://x.y/z' COPY takes files, not an address; use ADD")]
    [InlineData("COPY https://x.y/z.git /", "2:6 'https://x.y/z.git' COPY takes files, not a git repository; use ADD")]
    [InlineData("ADD https://x.y/z.git?nope=1 /", "2:5 'https://x.y/z.git?nope=1' ")]
    [InlineData("ADD --checksum=sha256:0 https://x.y/z /", "2:16 'sha256:0' ")]
    [InlineData("ADD --checksum=md5:abc https://x.y/z /", "2:16 'md5:abc' ")]
    [InlineData("ADD --checksum=0123456 https://x.y/z.git /", "")]
    [InlineData("ADD --checksum=sha256:0 a /", "2:5 '--checksum=sha256:0' --checksum is for http and git sources; drop it here")]
    [InlineData("ADD --checksum=sha256:0 https://x.y/a https://x.y/b /", "2:5 '--checksum=sha256:0' --checksum is for one source; write an ADD for each")]
    [InlineData("COPY <<E /f\n${A?}\nE", "3:1 '${A?}' 'A' must have a value: it has none; set it before this line")]
    [InlineData("COPY <<'E' /f\n${A?}\nE", "")]
    [InlineData("COPY <<-E /f\n\ta\n\t${A?}\nE", "4:2 '${A?}' 'A' must have a value: it has none; set it before this line")]
    [InlineData("EXPOSE 70000", "2:8 '70000' ")]
    [InlineData("EXPOSE 80 81/tpc", "2:14 'tpc' ")]
    [InlineData("ENV P=70000\nEXPOSE $P", "3:8 '$P' ")]
    [InlineData("EXPOSE ${A:-80}/${B:-tcp}", "2:8 '${A:-80}/${B:-tcp}' only 'tcp' of '80/tcp' is exposed: ${…} with an operator drops what stands before it; give its ARG a default and write ${name}")]
    [InlineData("EXPOSE ${A:-80}/tcp", "")]
    [InlineData("ENV P=\"80 81\"\nEXPOSE $P", "")]
    [InlineData("STOPSIGNAL SIGNOPE", "2:12 'SIGNOPE' ")]
    [InlineData("STOPSIGNAL ${S:-9}", "")]
    [InlineData("VOLUME $V", "2:8 '$V' the path of a volume cannot be empty; give the variable a value")]
    [InlineData("VOLUME [\"$V\"]", "2:9 '\"$V\"' the path of a volume cannot be empty; give the variable a value")]
    [InlineData("RUN --network=bridge x", "2:15 'bridge' 'bridge' is no network mode; use default, none or host")]
    [InlineData("RUN --security=x x", "2:16 'x' 'x' is no security mode; use sandbox or insecure")]
    [InlineData("RUN --device=a=b,c=d x", "2:")]
    [InlineData("RUN --device=vendor.com/x=all x", "2:5 '--device' --device needs another front end; write # syntax=docker/dockerfile:1-labs at the top")]
    [InlineData("RUN --mount=type=bogus,target=/x x", "2:18 'bogus' ")]
    [InlineData("RUN --mount=target=/x,from=$A x", "2:28 '$A' ")]
    [InlineData("ENV T=bogus\nRUN --mount=target=/x,type=$T x", "3:28 '$T' ")]
    [InlineData("RUN --mount=target=/x,source=/$A,source=${A?} x", "2:41 '${A?}' 'A' must have a value: it has none; set it before this line")]
    [InlineData("RUN --mount=target=$A,source=x$A${A?} x", "2:33 '${A?}' 'A' must have a value: it has none; set it before this line")]
    [InlineData("HEALTHCHECK --interval=0.5ms CMD x", "2:24 '0.5ms' --interval cannot be shorter than 1ms")]
    [InlineData("HEALTHCHECK --interval=0 CMD x", "")]
    [InlineData("HEALTHCHECK --timeout=5 CMD x", "2:24 '' ")]
    [InlineData("HEALTHCHECK --retries=-1 CMD x", "2:23 '-1' --retries is a number from 0, not '-1'")]
    [InlineData("HEALTHCHECK --retries=a CMD x", "2:23 'a' --retries is a number from 0, not 'a'")]
    [InlineData("HEALTHCHECK --retries=-1 NONE", "")]
    public void An_instruction_is_refused_for_its_values(string instruction, string error)
    {
        string[] errors = Model.Of("FROM x\n" + instruction).ErrorTexts();
        if (error.Length == 0)
            Assert.Empty(errors);
        else
            Assert.StartsWith(error, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ARG B=\nFROM $B", "2:6 '$B' the base image '$B' is empty; give its ARG a default or pass it with --build-arg")]
    [InlineData("FROM \"\"", "1:6 '\"\"' the base image '\"\"' is empty; give its ARG a default or pass it with --build-arg")]
    [InlineData("FROM ${B?}", "1:6 '${B?}' 'B' must have a value: it has none; set it before this line")]
    [InlineData("FROM --platform=$P x", "1:17 '$P' the platform '$P' is empty; give it a value such as linux/amd64")]
    [InlineData("FROM --platform=a/b/c/d x", "1:17 'a/b/c/d' a platform has at most three parts; write os/architecture/variant")]
    [InlineData("FROM --platform=$BUILDPLATFORM x", "")]
    [InlineData("RUN y\nFROM x", "1:1 'RUN' RUN stands before the first FROM; only ARG may")]
    [InlineData("ARG A", "1:1 'ARG' there is no FROM in this file; start a stage with FROM")]
    [InlineData("# check=skip\nFROM x", "1:9 'skip' ")]
    [InlineData("ARG SOURCE_DATE_EPOCH=soon\nFROM x", "1:5 'SOURCE_DATE_EPOCH=soon' SOURCE_DATE_EPOCH is a number of seconds, 'context' or a stage, not 'soon'")]
    [InlineData("ARG SOURCE_DATE_EPOCH=1700000000\nFROM x", "")]
    [InlineData("ARG SOURCE_DATE_EPOCH=d\nFROM scratch AS d\nADD https://x.y/z /\nFROM x", "")]
    [InlineData("ARG SOURCE_DATE_EPOCH=d\nFROM scratch AS d\nCOPY z /\nFROM x", "2:1 'FROM scratch AS d' stage 'd' gives SOURCE_DATE_EPOCH, so it must start FROM scratch and hold one ADD and nothing else but ARG")]
    [InlineData("ARG SOURCE_DATE_EPOCH=d\nFROM y AS d\nADD https://x.y/z /\nFROM x", "2:1 'FROM y AS d' ")]
    [InlineData("# syntax=docker/dockerfile:1-labs\nFROM x\nRUN --device=vendor.com/x=all y", "")]
    [InlineData("# syntax=docker/dockerfile:1\nFROM x\nRUN --device=vendor.com/x=all y", "3:5 '--device' ")]
    [InlineData("# syntax=my/frontend\nFROM x\nRUN --device=vendor.com/x=all y", "")]
    public void A_file_is_refused_for_its_stages(string text, string error)
    {
        string[] errors = Model.Of(text).ErrorTexts();
        if (error.Length == 0)
            Assert.Empty(errors);
        else
            Assert.StartsWith(error, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ARG B\nFROM $B", true)]
    [InlineData("ARG B=\nFROM $B", false)]
    [InlineData("FROM $B", false)]
    [InlineData("ARG V\nFROM x:$V", true)]
    [InlineData("FROM X:$V", false)]
    [InlineData("FROM x\nARG P\nEXPOSE $P/tcp", true)]
    [InlineData("FROM x\nENV P=x\nEXPOSE $P/tcp", false)]
    [InlineData("FROM x\nARG A\nUSER ${A?}", true)]
    [InlineData("FROM x\nARG S\nSTOPSIGNAL $S", true)]
    [InlineData("FROM x\nVOLUME $P", true)]
    [InlineData("FROM x\nVOLUME [\"$P\"]", true)]
    [InlineData("FROM x AS b\nFROM b\nEXPOSE ${P}/tcp", true)]
    [InlineData("FROM x\nSTOPSIGNAL $S", true)]
    [InlineData("FROM x\nENV A=${P:?}", true)]
    [InlineData("FROM x\nADD --checksum=sha256:$S https://x.y/z /", true)]
    [InlineData("FROM x\nRUN --mount=type=cache,target=/x,uid=$P y", true)]
    [InlineData("FROM x\nRUN --mount=type=cache,target=$P y", true)]
    [InlineData("FROM x\nRUN --mount=type=cache,target=/x,sharing=$P y", true)]
    [InlineData("FROM x\nARG P\nRUN --mount=type=cache,target=/x,mode=$P y", true)]
    [InlineData("FROM x\nRUN --mount=type=cache,target=/x,uid=y y", false)]
    [InlineData("FROM x AS b\nONBUILD VOLUME $P\nFROM b", true)]
    [InlineData("FROM scratch\nVOLUME $P", false)]
    [InlineData("FROM scratch AS b\nFROM b\nVOLUME $P", false)]
    public void An_error_that_an_argument_or_the_base_image_would_mend_says_so(string text, bool needsArgument) =>
        Assert.Equal(needsArgument, Assert.Single(Model.Of(text).Errors).NeedsArgument);

    [Fact]
    public void A_file_whose_values_are_too_much_is_refused_once()
    {
        string text = $"FROM x\nENV A={new string('a', 60_000)}\n" + string.Concat(Enumerable.Range(0, 400).Select(static n => $"ENV B{n}=x$A\n"));
        string error = Assert.Single(Model.Of(text).ErrorTexts());
        Assert.EndsWith("the variables of this file make more text than a build can hold; shorten them", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_come_in_the_order_in_which_BuildKit_meets_them()
    {
        DockerfileModel model = Model.Of("FROM X\nRUN --network=x y\nCOPY a\nENV\nSTOPSIGNAL z\nCOPY [1] /\nENV a");
        Assert.Equal([BuildPhase.Parse, BuildPhase.Instruction, BuildPhase.Convert], model.Errors.Select(static error => error.Phase).Distinct());
        Assert.Equal([2, 3, 4], model.Errors.Where(static error => error.Phase == BuildPhase.Instruction).Select(error => model.Syntax.Source.PositionOf(error.Span.Start).Line));
        Assert.Equal([1, 5], model.Errors.Where(static error => error.Phase == BuildPhase.Convert).Select(error => model.Syntax.Source.PositionOf(error.Span.Start).Line));
    }
}
