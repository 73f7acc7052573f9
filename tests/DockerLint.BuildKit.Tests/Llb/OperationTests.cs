using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DockerLint.Build.Plan;
using DockerLint.BuildKit.Llb;
using DockerLint.BuildKit.Protocol;
using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Tree;
using Google.Protobuf;

namespace DockerLint.BuildKit.Tests.Llb;

/// <summary>What single instructions become (solver/pb of BuildKit), and what is said of them besides.</summary>
public sealed class OperationTests
{
    private const string Run = "\"meta\":{\"args\":[\"/bin/sh\",\"-c\",\"x\"],\"cwd\":\"/\",";
    private const string Path = "\"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\"";
    private const string Copy = "\"allowEmptyWildcard\":true,\"allowWildcard\":true,\"createDestPath\":true,\"dest\":\"/b\",\"dirCopyContents\":true,";

    public static TheoryData<string, string> Operations => new()
    {
        { "COPY --chown=app:1 a /b", $"{Copy}\"followSymlink\":true,\"mode\":-1,\"owner\":{{\"group\":{{\"byID\":1}},\"user\":{{\"byName\":{{\"name\":\"app\"}}}}}}" },
        { "COPY --chown=root a /b", "\"owner\":{\"user\":{\"byID\":0}}" },
        { "COPY --chmod=4755 a /b", "\"mode\":2541" },
        { "COPY --chmod=u=rwX,go-w a /b", "\"mode\":-1,\"modeStr\":\"u=rwX,go-w\"" },
        { "COPY --parents x/./y/*.c /b/", "\"includePatterns\":[\"/y/*.c\"],\"mode\":-1,\"src\":\"/x\"" },
        { "COPY --parents y/a.c /b/", "\"includePatterns\":[\"/y/a.c\"],\"mode\":-1,\"requiredPaths\":[\"/y/a.c\"],\"src\":\"/\"" },
        { "COPY --exclude=*.md --exclude=d a /b", "\"excludePatterns\":[\"*.md\",\"d\"]" },
        { "ADD a.tar /b", "\"attemptUnpackDockerCompatibility\":true" },
        { "ADD https://example.com/d/f.tar /b", "\"copy\":{\"createDestPath\":true,\"dest\":\"/b\",\"mode\":-1,\"src\":\"/f.tar\",\"timestamp\":\"-1\"}" },
        { "WORKDIR /w", "\"mkdir\":{\"makeParents\":true,\"mode\":493,\"path\":\"/w\",\"timestamp\":\"-1\"}" },
        { "RUN x", $"{Run}\"env\":[{Path}],\"removeMountStubsRecursive\":true}},\"mounts\":[{{\"dest\":\"/\"}}]" },
        { "RUN --network=none x", "\"network\":\"NONE\"" },
        { "RUN --security=insecure x", "\"security\":\"INSECURE\"" },
        { "RUN --mount=type=secret,id=s,env=S,required=true x", "\"mounts\":[{\"dest\":\"/\"}],\"secretenv\":[{\"ID\":\"s\",\"name\":\"S\"}]" },
        { "RUN --mount=type=secret,id=s,uid=7 x", "{\"dest\":\"/run/secrets/s\",\"input\":\"-1\",\"mountType\":\"SECRET\",\"secretOpt\":{\"ID\":\"s\",\"mode\":256,\"optional\":true,\"uid\":7}}" },
        { "RUN --mount=type=ssh x", $"{Run}\"env\":[{Path},\"SSH_AUTH_SOCK=/run/buildkit/ssh_agent.0\"]" },
        { "RUN --mount=type=tmpfs,target=/t,size=1k x", "{\"TmpfsOpt\":{\"size\":\"1024\"},\"dest\":\"/t\",\"input\":\"-1\",\"mountType\":\"TMPFS\",\"output\":\"-1\"}" },
        { "RUN --mount=type=cache,target=/c,sharing=locked x", "{\"cacheOpt\":{\"ID\":\"//c\",\"sharing\":\"LOCKED\"},\"dest\":\"/c\",\"input\":\"-1\",\"mountType\":\"CACHE\",\"output\":\"-1\"}" },
        { "RUN --mount=type=cache,target=/c,uid=5 x", "{\"cacheOpt\":{\"ID\":\"//c\"},\"dest\":\"/c\",\"input\":\"1\",\"mountType\":\"CACHE\",\"output\":\"-1\",\"selector\":\"/cache\"}" },
        { "RUN --mount=source=d,target=/m,rw x", "{\"dest\":\"/m\",\"input\":\"1\",\"output\":\"-1\",\"selector\":\"/d\"}" },
        { "RUN --mount=target=/m x", "{\"dest\":\"/m\",\"input\":\"1\",\"output\":\"-1\",\"readonly\":true}" },
        { "RUN <<EOF\n#!/bin/a\nEOF", "{\"dest\":\"/dev/pipes/\",\"input\":\"1\",\"output\":\"-1\",\"readonly\":true,\"selector\":\"/\"}" },
    };

    public static TheoryData<string, string> Sources => new()
    {
        { "ADD --checksum=sha256:0000000000000000000000000000000000000000000000000000000000000001 https://e.com/f /b", "{\"attrs\":{\"http.checksum\":\"sha256:0000000000000000000000000000000000000000000000000000000000000001\",\"http.filename\":\"f\"},\"identifier\":\"https://e.com/f\"}" },
        { "ADD https://e.com/me/app.git?mtime=commit&submodules=false#v1:d /b", "{\"attrs\":{\"git.authheadersecret\":\"GIT_AUTH_HEADER\",\"git.authtokensecret\":\"GIT_AUTH_TOKEN\",\"git.fullurl\":\"https://e.com/me/app.git\",\"git.mtime\":\"commit\",\"git.skipsubmodules\":\"true\"},\"identifier\":\"git://e.com/me/app.git#v1:d\"}" },
        { "ADD --keep-git-dir=true git@e.com:me/app.git /b", "\"git.keepgitdir\":\"true\",\"git.mountsshsock\":\"default\"" },
        { "COPY a d/e /b/", "{\"attrs\":{\"local.excludepatterns\":\"[\\u0022*.log\\u0022]\",\"local.followpaths\":\"[\\u0022a\\u0022,\\u0022d/e\\u0022]\",\"local.sharedkeyhint\":\"context\"},\"identifier\":\"local://context\"}" },
        { "COPY a . /b/", "{\"attrs\":{\"local.excludepatterns\":\"[\\u0022*.log\\u0022]\",\"local.sharedkeyhint\":\"context\"},\"identifier\":\"local://context\"}" },
        { "COPY --from=other a /b/", "{\"attrs\":{\"local.followpaths\":\"[\\u0022a\\u0022]\",\"local.sharedkeyhint\":\"context:other\"},\"identifier\":\"local://context:other\"}" },
    };

    [Theory]
    [MemberData(nameof(Operations), DisableDiscoveryEnumeration = true)]
    public async Task Instructions_become_operations(string instruction, string expected) =>
        Assert.Contains(expected, TextOf((await OperationsAsync(instruction))[^2]), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Sources), DisableDiscoveryEnumeration = true)]
    public async Task Files_from_outside_become_sources(string instruction, string expected) =>
        Assert.Contains(await OperationsAsync(instruction), operation => TextOf(operation).Contains(expected, StringComparison.Ordinal));

    [Fact]
    public async Task Times_caches_and_hosts_are_those_of_the_build()
    {
        var options = new LlbOptions { Epoch = 2, UsesCache = false, PullsAlways = true, ExtraHosts = [("a", "1.2.3.4")] };
        Definition definition = await DefinitionAsync("COPY a /b\nRUN x", options);
        string text = string.Concat(OperationsOf(definition).Select(TextOf));

        Assert.Contains("\"timestamp\":\"2000000000\"", text, StringComparison.Ordinal);
        Assert.Contains("\"extraHosts\":[{\"Host\":\"a\",\"IP\":\"1.2.3.4\"}]", text, StringComparison.Ordinal);
        Assert.Contains("\"image.resolvemode\":\"pull\"", text, StringComparison.Ordinal);
        Assert.All(definition.Metadata.Values, static metadata => Assert.True(metadata.IgnoreCache));
    }

    [Theory]
    [InlineData(true, "Merge")]
    [InlineData(false, "File")]
    public async Task Where_layers_cannot_be_merged_they_are_copied(bool canMerge, string kind) =>
        Assert.Equal(kind, $"{OperationsOf(await DefinitionAsync("COPY --link a /b", new LlbOptions { CanMerge = canMerge }))[^2].OpCase}");

    [Fact]
    public async Task Operations_know_their_lines_and_are_called_as_BuildKit_calls_them()
    {
        Definition definition = await DefinitionAsync("COPY a /b\nRUN one && \\\n  two\nRUN <<EOF\nthree\nEOF", new LlbOptions());
        string[] described =
        [
            .. definition.Def.SkipLast(1).Select(static bytes => ContentDigest.Of(bytes.Span).Text).Select(digest =>
            {
                Protocol.Range? range = definition.Source.Locations.TryGetValue(digest, out Locations? known) ? known.Locations_[0].Ranges[0] : null;
                return $"{definition.Metadata[digest].Description["llb.customname"]} at {range?.Start.Line}-{range?.End.Line}";
            }),
        ];

        Assert.Equal(
            [
                "[1/4] FROM docker.io/library/base:latest at 1-1",
                "[internal] load build context at -",
                "[2/4] COPY a /b at 2-2",
                "[3/4] RUN /bin/sh -c one &&   two at 3-4",
                "[4/4] RUN /bin/sh -c three\n at 5-7",
            ],
            described);
        Assert.Equal("Dockerfile", definition.Source.Infos[0].Filename);
    }

    [Fact]
    public async Task However_many_stages_need_each_other_they_become_a_graph()
    {
        const int Count = 10_000;
        var text = new StringBuilder("COPY x /x\n");
        for (int number = 0; number < Count; number++)
            text.Append(CultureInfo.InvariantCulture, $"FROM base AS s{number}\nCOPY --from={number} /x /y{number}\n");

        Assert.True((await DefinitionAsync(text.ToString(), new LlbOptions())).Def.Count > Count);
    }

    [Fact]
    public async Task Operations_of_another_build_know_its_file()
    {
        BuildPlan other = await PlanAsync(new BuildRequest(DockerfileSyntax.Parse("# one\n# two\nFROM base\nCOPY a /a\n")) { Name = "other", FileName = "other/Dockerfile" });
        BuildPlan plan = await PlanAsync(new BuildRequest(DockerfileSyntax.Parse("FROM parent\nCOPY b /b\n"))
        {
            Name = "app",
            Contexts = ImmutableDictionary<string, string>.Empty.Add("parent", "target:other"),
            Builds = ImmutableDictionary<string, BuildPlan>.Empty.Add("other", other),
        });
        Definition definition = LlbGraph.Of(plan, new LlbOptions()).Definition;

        Assert.Equal(["Dockerfile", "other/Dockerfile"], definition.Source.Infos.Select(static file => file.Filename));
        Assert.Equal(
            ["app 2/2 at 0:2", "other 1/2 at 1:3", "other 2/2 at 1:4"],
            definition.Source.Locations.Select(location =>
            {
                Location known = location.Value.Locations_[0];
                return $"{definition.Metadata[location.Key].Description["llb.customname"].Split('[', ']')[1]} at {known.SourceIndex}:{known.Ranges[0].Start.Line}";
            }).Order(StringComparer.Ordinal));
        Assert.Equal(["local://context:app/", "local://context:other/"], OperationsOf(definition).Select(static operation => operation.Source?.Identifier).Where(static name => name?.StartsWith("local:", StringComparison.Ordinal) == true).Order(StringComparer.Ordinal));
    }

    private static async Task<Op[]> OperationsAsync(string instructions) => OperationsOf(await DefinitionAsync(
        instructions, new LlbOptions { Ignored = ImmutableDictionary<string, IgnoreFile>.Empty.Add("", IgnoreFile.Parse("*.log\n")) }));

    private static Op[] OperationsOf(Definition definition) => [.. definition.Def.Select(Op.Parser.ParseFrom)];

    private static async Task<Definition> DefinitionAsync(string instructions, LlbOptions options)
    {
        var request = new BuildRequest(DockerfileSyntax.Parse($"FROM base\n{instructions}\n"))
        {
            Contexts = ImmutableDictionary<string, string>.Empty.Add("other", "../other"),
        };
        return LlbGraph.Of(await PlanAsync(request), options).Definition;
    }

    private static async Task<BuildPlan> PlanAsync(BuildRequest request)
    {
        PlanResult planned = await Planner.PlanAsync(request, new AnyImage(), TestContext.Current.CancellationToken);
        Assert.True(planned.Success, planned.Success ? null : planned.Errors[0].Message);
        return planned.Plan;
    }

    private static string TextOf(Op operation) => GraphText.Sorted(JsonNode.Parse(JsonFormatter.Default.Format(operation)));
}
