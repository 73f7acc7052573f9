using DockerLint.LanguageServer.Features;
using DockerLint.LanguageServer.Language;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.LanguageServer.Tests.Features;

public sealed class HoverTests
{
    private const string Dockerfile = "/project/Dockerfile";
    private const string Digest = "sha256:aadf411dc9ed5199bc7dab48b3e6ce18f8bbee4f170127f5ff1b75cd8035eb36";

    [Theory]
    [InlineData("FR¦OM alpine\n", "FROM [--platform=platform] image [AS name]", "https://docs.docker.com/reference/dockerfile/#from")]
    [InlineData("FROM a\nONBUILD R¦UN x\n", "RUN [flags] command")]
    [InlineData("FROM a\nONB¦UILD RUN x\n", "ONBUILD instruction")]
    [InlineData("FROM a\nCOPY --ch¦own=1 a b\n", "The owner of what is copied")]
    [InlineData("FROM a\nRUN --mou¦nt=type=cache,target=/x ls\n", "only while it runs")]
    [InlineData("FROM a\nRUN --mount=type=cache,target=/¦x ls\n", "only while it runs")]
    [InlineData("FROM a\nRUN --mount=type=ca¦che,target=/x ls\n", "kept between builds")]
    [InlineData("FROM a\nRUN --mount=type=cache,dst¦=/x ls\n", "**dst** of a mount", "Where it is mounted")]
    [InlineData("# esc¦ape=`\nFROM a\n", "**# escape=**")]
    [InlineData("ARG V=1\nFROM a:$¦V\n", "**ARG `V`** = `1`", "Declared [line 1](file:///project/Dockerfile#L1).")]
    [InlineData("# V which one\nARG ¦V=1\nFROM a:$V\n", "which one")]
    [InlineData("FROM a\nENV A=1\nENV B=${A}2\nRUN echo $¦B\n", "**ENV `B`** = `12`", "Set [line 3](file:///project/Dockerfile#L3) as `${A}2`.")]
    [InlineData("FROM a\nARG ¦V\n", "**ARG `V`**", "--build-arg")]
    [InlineData("FROM a\nARG TARGETARCH\nRUN echo $¦TARGETARCH\n", "= `amd64`", "Set by the build itself.")]
    [InlineData("# b for all\nFROM alpine:3 AS b\nFROM scratch\nCOPY --from=¦b / /\n", "**Stage 0 `b`** from `alpine:3`, [line 2]", "for all")]
    [InlineData("FROM alpine AS ¦b\nFROM c\n", "does not need it")]
    [InlineData("FROM quay.io/a/b:1¦\n", "- registry: `quay.io`\n- repository: `a/b`\n- tag: `1`", "https://quay.io/repository/a/b")]
    [InlineData("FROM al¦pine\n", "- registry: `docker.io`\n- repository: `library/alpine`\n- tag: `latest`, since none is written", "https://hub.docker.com/_/alpine", "**[DL3006](")]
    [InlineData("FROM alpine:3@" + Digest + "¦\n", "which decides", "- in `dockerlint.lock`: `" + Digest + "`, of 2026-03-01, for linux/amd64")]
    [InlineData("# dockerlint ignore=DL¦3006\nFROM alpine\n", "# DL3006")]
    [InlineData("# check=skip=StageName¦Casing\nFROM alpine\n", "# DK")]
    [InlineData("FROM a\nENV ¦A b\n", "LegacyKeyValueFormat")]
    public void A_place_says_what_is_worth_knowing(string marked, params string[] parts)
    {
        var text = Marked.Of(marked);
        var workspace = new TestWorkspace((Dockerfile, text.Text), ("/project/dockerlint.lock", $"alpine:3 {Digest} 2026-03-01 linux/amd64\n"));
        Document document = workspace[Dockerfile];
        Hover hover = At(workspace, document, text.PositionIn(document))!;
        Assert.All(parts, part => Assert.Contains(part, hover.Contents.Value, StringComparison.Ordinal));
        TextSpan span = document.Lines.SpanOf(hover.Range);
        Assert.InRange(text.Cursor, span.Start, span.End);
    }

    [Theory]
    [InlineData("FROM a:1\n¦\nUSER u\nCMD [\"x\"]\n")]
    [InlineData("FROM a:1\nUSER u\nCMD [\"x¦\"]\n")]
    public void Where_nothing_is_worth_knowing_nothing_is_said(string marked)
    {
        var text = Marked.Of(marked);
        var workspace = new TestWorkspace((Dockerfile, text.Text));
        Assert.Null(At(workspace, workspace[Dockerfile], text.PositionIn(workspace[Dockerfile])));
    }

    [Fact]
    public void Other_files_say_what_their_images_and_builds_are()
    {
        var workspace = new TestWorkspace(
            ("/project/compose.yaml", "services:\n  a:\n    image: redis:7\n  b:\n    build:\n      context: .\n      target: x\n"), (Dockerfile, "FROM alpine:3 AS x\n"));
        Document compose = workspace["/project/compose.yaml"];
        Assert.Contains("- tag: `7`", At(workspace, compose, new LspPosition(2, 12))!.Contents.Value, StringComparison.Ordinal);
        Assert.Contains("**Stage 0 `x`**", At(workspace, compose, new LspPosition(6, 15))!.Contents.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ghcr.io/${OWNER}/app:${V}-alpine", "- registry: `ghcr.io`\n- repository: `${OWNER}/app`\n- tag: `${V}-alpine`")]
    [InlineData("redis:$V", "- registry: `docker.io`\n- repository: `library/redis`\n- tag: `$V`")]
    [InlineData("localhost:${P}/app", "- registry: `localhost:${P}`\n- repository: `app`\n- tag: `latest`, since none is written")]
    [InlineData("$R/app", "- registry: `?`\n- repository: `$R/app`\n- tag: `latest`, since none is written")]
    [InlineData("redis$V", "- registry: `?`\n- repository: `redis$V`")]
    public void What_is_not_known_of_an_image_is_shown_as_it_is_written(string image, string expected)
    {
        var workspace = new TestWorkspace(("/project/compose.yaml", $"services: {{a: {{image: '{image}'}}}}\n"));
        string text = At(workspace, workspace["/project/compose.yaml"], new LspPosition(0, 25))!.Contents.Value;
        Assert.Equal($"**Image** `{image}`\n\n{expected}", text.Split("\n\n---")[0]);
    }

    [Fact]
    public void A_client_that_shows_no_markup_is_told_so()
    {
        var workspace = new TestWorkspace((Dockerfile, "FROM a\n"));
        var client = new ClientCapabilities { TextDocument = new DocumentClient { Hover = new HoverClient { ContentFormat = ["plaintext"] } } };
        Assert.Equal("plaintext", Hovers.At(workspace[Dockerfile], new LspPosition(0, 1), workspace.State, workspace.Names, static rule => rule.Code, client)!.Contents.Kind);
    }

    [Fact]
    public void Every_instruction_and_flag_that_the_grammar_knows_is_described()
    {
        foreach (InstructionKind kind in Enum.GetValues<InstructionKind>().Where(static kind => kind != InstructionKind.Invalid))
        {
            InstructionReference reference = InstructionReference.Of(kind)!;
            Assert.Equal(FlagSpec.Of(kind).Select(static flag => flag.Name).Order(), reference.Flags.Select(static flag => flag.Name).Order());
            Assert.All(reference.Parameters, parameter => Assert.Contains(parameter.Label, reference.Form, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_key_of_a_mount_is_described_for_the_types_that_take_it()
    {
        Assert.Equal(Enum.GetValues<MountKey>(), InstructionReference.MountKeys.Select(static key => key.Key).Order());
        foreach (KeyReference key in InstructionReference.MountKeys.Where(static key => key.Key is not (MountKey.Type or MountKey.Target or MountKey.From or MountKey.Env or MountKey.ReadOnly or MountKey.ReadWrite or MountKey.Id)))
        {
            string name = MountSpec.KeyNames.First(pair => pair.Value == key.Key).Key;
            string value = key.Key switch { MountKey.Sharing => "locked", MountKey.Size => "1m", MountKey.Required => "true", MountKey.Source => "x", _ => "1" };
            foreach (MountType type in Enum.GetValues<MountType>())
            {
                string id = type == MountType.Secret && key.Key != MountKey.Source ? ",id=a" : "";
                bool isTaken = MountSpec.TryParse($"type={MountSpec.Types[(int)type]},target=/x{id},{name}={value}", out _, out _);
                if (key.Key is MountKey.Source && type == MountType.Tmpfs)
                    continue;
                Assert.True(isTaken == key.IsFor(type), $"{name} of {type}");
            }
        }
    }

    private static Hover? At(TestWorkspace workspace, Document document, LspPosition position) =>
        Hovers.At(document, position, workspace.State, workspace.Names, static rule => $"# {rule.Code}: {rule.Name}\n\n## Why\n\nBecause.\n", new ClientCapabilities());
}
