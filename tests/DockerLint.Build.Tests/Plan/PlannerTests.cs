using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DockerLint.Build.Engines.DryRun;
using DockerLint.Build.Plan;
using DockerLint.Oci.Model;
using DockerLint.References;
using DockerLint.Syntax.Tree;

namespace DockerLint.Build.Tests.Plan;

public sealed class PlannerTests
{
    [Fact]
    public async Task Stages_that_the_image_does_not_need_are_left_out()
    {
        BuildPlan plan = await PlanAsync("""
            FROM debian AS build
            RUN make
            FROM debian AS unused
            RUN false
            FROM scratch
            COPY --from=build /out /
            """);

        Assert.Equal(["build", null], plan.Stages.Select(static stage => stage.Stage.Name));
        Assert.DoesNotContain(plan.Steps.OfType<RunStep>(), static run => run.Arguments.Contains("false"));
    }

    [Fact]
    public async Task Stages_are_for_the_machine_that_builds_or_for_the_image()
    {
        var file = DockerfileSyntax.Parse("""
            FROM --platform=$BUILDPLATFORM debian AS build
            ARG BUILDARCH TARGETARCH
            RUN $BUILDARCH $TARGETARCH
            FROM debian
            COPY --from=build /a /a
            """);
        var request = new BuildRequest(file) { Platform = new Platform("linux", "s390x"), BuildPlatform = new Platform("linux", "arm64") };
        BuildPlan plan = (await Planner.PlanAsync(request, new Images(), TestContext.Current.CancellationToken)).Plan!;

        Assert.Equal(["linux/arm64", "linux/s390x"], plan.Stages.Select(static stage => stage.Config.Platform.Format()));
        Assert.Equal(["BUILDARCH=arm64", "TARGETARCH=s390x"], plan.Steps.OfType<RunStep>().Single().Environment[^2..]);
        Assert.Equal(
            ["[linux/arm64->s390x build 1/2] ", "[linux/arm64->s390x build 2/2] ", "[linux/s390x stage-1 1/2] ", "[linux/s390x stage-1 2/2] "],
            ShownStep.Of(plan, saysPlatform: true).Select(static step => step.Name[..(step.Name.IndexOf(']', StringComparison.Ordinal) + 2)]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(ShownStep.Of([plan]), static step => step.Name.Contains("linux/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_step_comes_after_those_that_it_needs()
    {
        BuildPlan plan = await PlanAsync("""
            FROM debian AS a
            RUN a
            FROM alpine AS b
            RUN --mount=type=bind,from=a,target=/a b
            FROM scratch
            COPY --from=b / /
            COPY --from=a / /
            """);

        ImmutableArray<BuildStep> steps = plan.Steps;
        Assert.Equal(steps.Length, steps.Distinct().Count());
        Assert.All(steps, step => Assert.All(
            step.Inputs.Append(step.Parent).OfType<BuildStep>(),
            needed => Assert.True(steps.IndexOf(needed) < steps.IndexOf(step))));
    }

    [Fact]
    public async Task Steps_are_known_by_what_they_do_and_with_what()
    {
        string first = (await PlanAsync("FROM debian\nRUN a\nRUN b\n")).Target.Files!.Definition.Text;

        Assert.Equal(first, (await PlanAsync("FROM debian\n# says nothing\nRUN a\nLABEL x=y\nRUN b\n")).Target.Files!.Definition.Text);
        Assert.NotEqual(first, (await PlanAsync("FROM alpine\nRUN a\nRUN b\n")).Target.Files!.Definition.Text);
        Assert.NotEqual(first, (await PlanAsync("FROM debian\nRUN a2\nRUN b\n")).Target.Files!.Definition.Text);
        Assert.NotEqual(first, (await PlanAsync("FROM debian\nENV X=1\nRUN a\nRUN b\n")).Target.Files!.Definition.Text);
    }

    [Theory]
    [InlineData("RUN echo a", "RUN /bin/sh -c echo a # buildkit")]
    [InlineData("RUN [\"a\", \"b c\"]", "RUN a b c # buildkit")]
    [InlineData("ARG X=1\nRUN echo $X", "RUN |1 X=1 /bin/sh -c echo $X # buildkit")]
    [InlineData("COPY --chown=1:2 --chmod=0600 a b /c/", "COPY --chown=1:2 --chmod=0600 a b /c/ # buildkit")]
    [InlineData("ADD a /b", "ADD a /b # buildkit")]
    [InlineData("ENV A=1 B=\"2 3\"", "ENV A=1 B=2 3")]
    [InlineData("ENV A 1", "ENV A=1")]
    [InlineData("LABEL a=b \"c d\"=e", "LABEL a=b c d=e")]
    [InlineData("WORKDIR a", "WORKDIR /a")]
    [InlineData("USER app", "USER app")]
    [InlineData("EXPOSE 8000-8001 53/udp", "EXPOSE [53/udp 8000/tcp 8001/tcp]")]
    [InlineData("VOLUME /a /b", "VOLUME [/a /b]")]
    [InlineData("CMD echo \"x\"", "CMD [\"/bin/sh\" \"-c\" \"echo \\\"x\\\"\"]")]
    [InlineData("ENTRYPOINT [\"/a\"]", "ENTRYPOINT [\"/a\"]")]
    [InlineData("SHELL [\"/bin/ash\", \"-c\"]", "SHELL [/bin/ash -c]")]
    [InlineData("STOPSIGNAL 9", "STOPSIGNAL 9")]
    [InlineData("MAINTAINER me <me@x>", "MAINTAINER me <me@x>")]
    [InlineData("HEALTHCHECK NONE", "HEALTHCHECK {Test:[NONE] Interval:0s Timeout:0s StartPeriod:0s StartInterval:0s Retries:0}")]
    [InlineData("HEALTHCHECK --interval=90s CMD a", "HEALTHCHECK {Test:[CMD-SHELL a] Interval:1m30s Timeout:0s StartPeriod:0s StartInterval:0s Retries:0}")]
    public async Task The_history_is_that_of_BuildKit(string instructions, string expected)
    {
        BuildPlan plan = await PlanAsync($"FROM debian\n{instructions}\n");

        Assert.Equal(expected, plan.Target.ConfigWithHistory.History[^1].CreatedBy);
        Assert.All(plan.Target.ConfigWithHistory.History, static entry => Assert.Equal("buildkit.dockerfile.v0", entry.Comment));
    }

    [Fact]
    public async Task Triggers_of_a_base_image_run_first_and_only_once()
    {
        BuildPlan plan = await PlanAsync("FROM trigger\nRUN own\nFROM debian\n", target: null);
        Assert.Single(plan.Stages);

        plan = await PlanAsync("FROM trigger AS a\nRUN own\nFROM a\nRUN last\n");
        Assert.Equal(
            ["/bin/sh -c of the base", "/bin/sh -c own", "/bin/sh -c last"],
            plan.Steps.OfType<RunStep>().Select(static run => string.Join(' ', run.Arguments)));
        Assert.Empty(plan.Target.Config.Runtime.OnBuild);
    }

    [Theory]
    [InlineData("FROM missing\nRUN a\n", 1)]
    [InlineData("FROM debian\nCOPY --from=missing / /\n", 2)]
    [InlineData("FROM debian\nCOPY a\n", 2)]
    [InlineData("FROM debian AS a\nRUN --mount=type=nothing x\n", 2)]
    public async Task What_cannot_be_built_has_a_reason_with_a_place(string dockerfile, int line)
    {
        var syntax = DockerfileSyntax.Parse(dockerfile);
        PlanResult result = await Planner.PlanAsync(new BuildRequest(syntax), new Images(), TestContext.Current.CancellationToken);

        Assert.False(result.Success);
        Assert.Equal(line, syntax.Source.PositionOf(result.Errors[0].Span.Start).Line);
    }

    [Fact]
    public async Task A_mistake_in_a_stage_that_is_not_needed_stops_nothing() =>
        Assert.Single((await PlanAsync("FROM debian AS a\nRUN --mount=type=nothing x\nFROM debian\n")).Stages);

    [Fact]
    public async Task Variables_of_the_base_image_are_known() =>
        Assert.Equal("EXPOSE [8080/tcp]", (await PlanAsync("FROM port\nEXPOSE $PORT\n")).Target.ConfigWithHistory.History[^1].CreatedBy);

    [Fact]
    public async Task A_plan_can_be_read()
    {
        string text = PlanText.Of(await PlanAsync("FROM debian AS a\nRUN x\nFROM scratch\nCOPY --from=a / /\nCMD y\n"));

        Assert.Contains("stage a (linux/amd64)", text, StringComparison.Ordinal);
        Assert.Contains("RUN /bin/sh -c x", text, StringComparison.Ordinal);
        Assert.Contains("CMD y", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(1_500_000, "1.5ms")]
    [InlineData(90_000_000_000, "1m30s")]
    [InlineData(3_600_000_000_000, "1h0m0s")]
    [InlineData(-5_000_000_000, "-5s")]
    public void Durations_are_written_as_Go_does(long nanoseconds, string expected) =>
        Assert.Equal(expected, GoText.Duration(nanoseconds));

    [Theory]
    [InlineData("/w", "a", "/w/a")]
    [InlineData("/w", "a/", "/w/a/")]
    [InlineData("/w", ".", "/w/")]
    [InlineData("/", "", "/")]
    [InlineData("/w", "/a/../b", "/b")]
    [InlineData("/w", "../..", "/")]
    public void Destinations_keep_the_slash_that_makes_them_folders(string folder, string path, string expected) =>
        Assert.Equal(expected, ImagePath.Destination(folder, path));

    [Theory]
    [InlineData("FROM s{0} AS s{1}\nENV A=b\n")]
    [InlineData("FROM scratch AS s{1}\nCOPY --from=s{0} /x /x\n")]
    [InlineData("FROM debian AS s{1}\nRUN --mount=from=s{0},target=/x true\n")]
    public async Task However_many_stages_need_each_other_they_are_planned(string stage)
    {
        const int Count = 10_000;
        var text = new StringBuilder("FROM scratch AS s0\nCOPY x /x\n");
        for (int number = 1; number < Count; number++)
            text.AppendFormat(CultureInfo.InvariantCulture, stage, number - 1, number);
        BuildPlan plan = await PlanAsync(text.ToString());

        Assert.Equal(Count, plan.Stages.Length);
        Assert.NotEmpty(plan.Steps);
        Assert.NotNull(plan.Target.Files!.Definition);
    }

    [Fact]
    public async Task What_a_plan_takes_grows_with_its_stages_and_not_with_their_square()
    {
        long small = await BytesOfAsync(1_000);
        long large = await BytesOfAsync(10_000);

        Assert.True(large < 20 * small, $"10,000 stages take {large} bytes, 1,000 of them {small}");

        static async Task<long> BytesOfAsync(int count)
        {
            string text = "FROM scratch AS s0\n" + string.Concat(Enumerable.Range(1, count).Select(static number => $"FROM s{number - 1} AS s{number}\nENV A=b\n"));
            long before = GC.GetAllocatedBytesForCurrentThread();
            BuildPlan plan = await PlanAsync(text);
            long taken = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal(count, plan.Target.ConfigWithHistory.History.Length);
            return taken;
        }
    }

    [Fact]
    public async Task A_context_may_be_what_another_build_makes()
    {
        BuildPlan other = await PlanAsync(new BuildRequest(DockerfileSyntax.Parse("FROM debian\nENV A=b\nCOPY a /a\nONBUILD RUN later\n")) { Name = "other" });
        BuildPlan plan = await PlanAsync(new BuildRequest(DockerfileSyntax.Parse("FROM base\nCOPY --from=base /a /b\nCOPY c /d\n"))
        {
            Name = "app",
            Contexts = ImmutableDictionary<string, string>.Empty.Add("base", "target:other"),
            Builds = ImmutableDictionary<string, BuildPlan>.Empty.Add("other", other),
        });

        Assert.Contains("A=b", plan.Target.Config.Runtime.Environment);
        Assert.Equal(["COPY a /a", "RUN /bin/sh -c later", "COPY /a /b", "COPY c /d"], plan.Target.Layers.Select(static step => step.Description));
        Assert.Same(other.Target.Files, plan.Target.Layers.First());
        Assert.Equal(other.Target.Base, plan.Target.Base);
        Assert.Equal(
            ["other/", "app/"],
            plan.Steps.OfType<CopyStep>().SelectMany(static step => step.Transfers).Select(static transfer => transfer.From).OfType<ContextFiles>().Select(static files => files.Key));
        Assert.Equal(
            ["[other 1/2] FROM docker.io/library/debian:latest", "[other 2/2] COPY a /a", "[app 2/4] RUN /bin/sh -c later", "[app 3/4] COPY /a /b", "[app 4/4] COPY c /d"],
            ShownStep.Of([other, plan]).Select(static step => step.Name));
    }

    [Fact]
    public async Task Which_context_files_come_from_is_in_no_key()
    {
        BuildPlan alone = await PlanAsync("FROM debian\nCOPY a /a\n");
        BuildPlan named = await PlanAsync(new BuildRequest(DockerfileSyntax.Parse("FROM debian\nCOPY a /a\n")) { Name = "app" });

        Assert.Equal(alone.Target.Files!.Definition, named.Target.Files!.Definition);
    }

    private static Task<BuildPlan> PlanAsync(string dockerfile, string? target = null) =>
        PlanAsync(new BuildRequest(DockerfileSyntax.Parse(dockerfile)) { Target = target });

    private static async Task<BuildPlan> PlanAsync(BuildRequest request)
    {
        PlanResult result = await Planner.PlanAsync(request, new Images(), TestContext.Current.CancellationToken);
        Assert.True(result.Success, result.Errors.FirstOrDefault()?.Message);
        return result.Plan;
    }

    /// <summary>Images of one layer that differ by their names.</summary>
    private sealed class Images : IImageResolver
    {
        public Task<(ResolvedImage? Image, string? Error)> ResolveAsync(ImageReference image, Platform platform, CancellationToken cancellation)
        {
            if (image.Path.Contains("missing", StringComparison.Ordinal))
                return Task.FromResult<(ResolvedImage?, string?)>((null, "it is missing"));
            using var key = new KeyWriter("test");
            Digest digest = key.Add(image.Path).Complete();
            var runtime = new RuntimeConfig
            {
                OnBuild = image.Path == "trigger" ? ["RUN of the base"] : [],
                Environment = image.Path == "port" ? ["PORT=8080"] : [],
            };
            return Task.FromResult<(ResolvedImage?, string?)>((new ResolvedImage(image, digest, new ImageConfig(platform, runtime, [digest]), []), null));
        }
    }
}
