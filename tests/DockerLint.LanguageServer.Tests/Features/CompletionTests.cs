using System.Collections.Immutable;
using CsCheck;
using DockerLint.LanguageServer.Features;
using DockerLint.LanguageServer.Language;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.LanguageServer.Tests.Features;

public sealed class CompletionTests
{
    private const string Dockerfile = "/project/Dockerfile";
    private const string Digest = "sha256:aadf411dc9ed5199bc7dab48b3e6ce18f8bbee4f170127f5ff1b75cd8035eb36";

    private static readonly ClientCapabilities s_withSnippets = new()
    {
        TextDocument = new DocumentClient { Completion = new CompletionClient { CompletionItem = new CompletionItemClient { SnippetSupport = true } } },
    };

    [Theory]
    // Instructions, in the case that is typed; before the first FROM only two.
    [InlineData("¦", "FROM,ARG", "RUN")]
    [InlineData("FROM a\n¦\n", "RUN,COPY,HEALTHCHECK", "MAINTAINER")]
    [InlineData("FROM a\nru¦\n", "run,copy", "RUN")]
    [InlineData("FROM a\nRU¦N x\n", "RUN")]
    [InlineData("FROM a\nONBUILD ¦\n", "RUN", "FROM,ONBUILD")]
    [InlineData("FROM a\nONBUILD C¦\n", "COPY", "FROM")]
    [InlineData("FROM a\nONBUILD COPY --¦ a b\n", "--from=,--chown=")]
    // Flags and their values.
    [InlineData("FROM a\nCOPY --¦\n", "--from=,--link", "--checksum=")]
    [InlineData("FROM a\nCOPY -¦ a b\n", "--from=")]
    [InlineData("FROM a\nCOPY --link --f¦\n", "--from=", "--link")]
    [InlineData("FROM a\nADD --che¦ a b\n", "--checksum=", "--from=")]
    [InlineData("FROM a\nRUN ¦\n", "--mount=,apt-get")]
    [InlineData("FROM a\nRUN --network=¦ x\n", "none,host", "bind")]
    [InlineData("FROM --platform=¦ a\n", "$BUILDPLATFORM,linux/arm64")]
    [InlineData("FROM a\nHEALTHCHECK ¦\n", "CMD,NONE,--interval=")]
    [InlineData("FROM a\nHEALTHCHECK --interval=1s ¦\n", "CMD,--timeout=", "--interval=")]
    // Stages.
    [InlineData("FROM a AS one\nFROM b AS two\nFROM c\nCOPY --from=¦ / /\n", "one,two", "2")]
    [InlineData("FROM a AS one\nFROM ¦\n", "one,scratch,alpine:3")]
    [InlineData("FROM a AS one\nFROM o¦\nFROM x AS later\n", "one", "later")]
    [InlineData("FROM a ¦\n", "AS", "scratch")]
    [InlineData("FROM a AS one\nFROM b\nRUN --mount=type=bind,from=¦,target=/x ls\n", "one")]
    // Mounts.
    [InlineData("FROM a\nRUN --mount=¦ x\n", "type=", "size=")]
    [InlineData("FROM a\nRUN --mount=type=¦\n", "cache,secret,bind")]
    [InlineData("FROM a\nRUN --mount=type=cache,¦\n", "target=,sharing=,id=", "required,type=")]
    [InlineData("FROM a\nRUN --mount=type=cache,target=¦ x\n", "/root/.npm")]
    [InlineData("FROM a\nRUN --mount=type=cache,sharing=l¦,target=/x x\n", "locked,shared")]
    [InlineData("FROM a\nRUN --mount=type=secret,required=¦ x\n", "true,false")]
    // Variables.
    [InlineData("ARG V=1\nFROM a:$¦\n", "V,TARGETARCH", "PATH")]
    [InlineData("ARG V=1\nFROM a\nENV E=2\nARG W\nRUN echo $¦\n", "E,W,PATH", "V")]
    [InlineData("FROM a\nENV E=2\nARG W\nCMD echo ${¦\n", "E", "W")]
    [InlineData("FROM a\nRUN echo $¦\nENV E=2\n", "PATH", "E")]
    [InlineData("ARG V=1\nFROM a\nARG ¦\n", "V,TARGETARCH")]
    // Images.
    [InlineData("FROM alpine:¦\n", "3", "20")]
    [InlineData("FROM node:2¦\n", "22,20", "3")]
    // Programs.
    [InlineData("FROM a\nRUN apt-get ¦\n", "install,update", "-y")]
    [InlineData("FROM a\nRUN apt-get update && apt-get install -y ¦\n", "--no-install-recommends", "-y,update")]
    [InlineData("FROM a\nRUN apt-get install \\\n  -¦\n", "--no-install-recommends,-y")]
    [InlineData("FROM a\nRUN apt-get install -y \\\n  # c\n  ¦\n", "--no-install-recommends", "apt-get,-y")]
    [InlineData("FROM a\nRUN apt-get install -y \\\n# c\n¦", "--no-install-recommends", "RUN,apt-get")]
    [InlineData("FROM a\nRUN <<E\nls # c\n¦\nE\n", "apt-get")]
    [InlineData("FROM a\nRUN pip install --no-c¦ x\n", "--no-cache-dir")]
    [InlineData("FROM a\nRUN curl -¦\n", "-f,-o")]
    [InlineData("FROM a\nRUN <<E\napk add ¦\nE\n", "--no-cache")]
    // Comments.
    [InlineData("# ¦\nFROM alpine\n", "dockerlint ignore=,syntax=,check=skip=")]
    [InlineData("FROM alpine\n# d¦\nRUN x\n", "dockerlint ignore=", "syntax=")]
    [InlineData("# dockerlint ignore=¦\nFROM alpine\n", "DL3006,SC2086,DK1031")]
    [InlineData("# dockerlint ignore=DL3006,¦\nFROM alpine\n", "DL3007")]
    [InlineData("# check=skip=¦\nFROM alpine\n", "StageNameCasing,all", "NoLatestTag2")]
    [InlineData("# syntax=¦\nFROM alpine\n", "docker/dockerfile:1")]
    [InlineData("# escape=¦\nFROM alpine\n", "`")]
    // Others.
    [InlineData("FROM a\nSTOPSIGNAL ¦\n", "SIGTERM")]
    [InlineData("FROM a\nEXPOSE 80/¦\n", "tcp,udp")]
    [InlineData("FROM a\nLABEL org¦\n", "org.opencontainers.image.source")]
    [InlineData("FROM a\nSHELL ¦\n", "[\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]")]
    public async Task What_could_be_written_is_offered(string marked, string some, string none = "")
    {
        string[] labels = [.. (await AtAsync(marked)).Select(static item => item.Label)];
        Assert.All(some.Split(some.StartsWith('[') ? '\n' : ','), label => Assert.Contains(label, labels));
        Assert.All(none.Split(',', StringSplitOptions.RemoveEmptyEntries), label => Assert.DoesNotContain(label, labels));
    }

    [Theory]
    [InlineData("FROM a\nCOPY a ¦b /\n")]
    [InlineData("FROM a\nRUN a \\\n# c\n¦")]
    [InlineData("FROM a\nCOPY <<E /x\nRU¦\nE\n")]
    [InlineData("FROM a\nWORKDIR /¦\n")]
    [InlineData("FROM a\nRUN [\"ls\", ¦]\n")]
    [InlineData("FROM a\nRUN echo \\$¦\n")]
    [InlineData("FROM a\nRUN ls # ¦\n")]
    [InlineData("FROM a\nRUN ls # a ¦b\n")]
    [InlineData("FROM a\nRUN <<E\nls\n# ¦\nE\n")]
    [InlineData("FROM a\nRUN <<E\nls\n# $¦\nE\n")]
    [InlineData("FROM a\nONBUILD RUN ls # ¦\n")]
    public async Task Where_anything_could_be_written_nothing_is_offered(string marked) => Assert.Empty(await AtAsync(marked));

    [Theory]
    [InlineData("FROM a\nRU¦\n", "RUN", "FROM a\nRUN \n")]
    [InlineData("FROM a AS one\nFROM b\nCOPY --from=o¦n / /\n", "one", "FROM a AS one\nFROM b\nCOPY --from=one / /\n")]
    [InlineData("FROM a\nRUN --mount=type=ca¦,target=/x y\n", "cache", "FROM a\nRUN --mount=type=cache,target=/x y\n")]
    [InlineData("FROM a\nENV ABC=1\nRUN echo ${A¦\n", "ABC", "FROM a\nENV ABC=1\nRUN echo ${ABC}\n")]
    [InlineData("FROM a\nENV ABC=1\nRUN echo ${A¦B}\n", "ABC", "FROM a\nENV ABC=1\nRUN echo ${ABC}\n")]
    [InlineData("FROM a\nENV ABC=1\nRUN echo \"${A¦B:-foo}\" x\n", "ABC", "FROM a\nENV ABC=1\nRUN echo \"${ABC:-foo}\" x\n")]
    [InlineData("FROM a\nENV ABC=1\nRUN echo ${A¦%x}\n", "ABC", "FROM a\nENV ABC=1\nRUN echo ${ABC%x}\n")]
    [InlineData("FROM a\nENV ABC=1\nRUN echo ${A¦/x\n", "ABC", "FROM a\nENV ABC=1\nRUN echo ${ABC}/x\n")]
    [InlineData("FROM node:2¦0-x\n", "22", "FROM node:22\n")]
    [InlineData("# dockerlint ignore=DL3006,DL¦\nFROM a\n", "DL3007", "# dockerlint ignore=DL3006,DL3007\nFROM a\n")]
    [InlineData("# dockerlint ignore=DL¦3006,DL1\nFROM a\n", "DL3007", "# dockerlint ignore=DL3007,DL1\nFROM a\n")]
    [InlineData("FROM a\nCOPY --fr¦om=x / /\n", "--from=", "FROM a\nCOPY --from=x / /\n")]
    [InlineData("FROM a\nSTOPSIGNAL SIG¦KILL\n", "SIGTERM", "FROM a\nSTOPSIGNAL SIGTERM\n")]
    [InlineData("FROM a\nEXPOSE 80/t¦cp 81\n", "udp", "FROM a\nEXPOSE 80/udp 81\n")]
    [InlineData("FROM a\nHEALTHCHECK C¦MD x\n", "NONE", "FROM a\nHEALTHCHECK NONE x\n")]
    [InlineData("FROM a A¦S b\n", "AS", "FROM a AS b\n")]
    [InlineData("FROM a\nARG TARGET¦ARCH=x\n", "TARGETPLATFORM", "FROM a\nARG TARGETPLATFORM=x\n")]
    [InlineData("FROM a\nLABEL org.¦x=y\n", "org.opencontainers.image.source", "FROM a\nLABEL org.opencontainers.image.source=y\n")]
    [InlineData("FROM a\nRUN a=$(apt¦itude);\n", "apt-get", "FROM a\nRUN a=$(apt-get);\n")]
    [InlineData("FROM a\nRUN apt-get up¦date\\\n && x\n", "install", "FROM a\nRUN apt-get install\\\n && x\n")]
    [InlineData("FROM a\nRUN apk add --repo¦=u x\n", "--repository=", "FROM a\nRUN apk add --repository=u x\n")]
    [InlineData("FROM a\nRUN apt-get install ¦vim\n", "-y", "FROM a\nRUN apt-get install -yvim\n")]
    public async Task What_is_chosen_takes_the_place_of_what_is_typed(string marked, string label, string expected)
    {
        var text = Marked.Of(marked);
        Document document = Documents.Of(text.Text);
        CompletionItem item = (await AtAsync(marked)).First(item => item.Label == label);
        TextSpan span = document.Lines.SpanOf(item.TextEdit.Range);
        Assert.Equal(expected, text.Text[..span.Start] + item.TextEdit.NewText + text.Text[span.End..]);
    }

    [Fact]
    public async Task Tags_of_the_lock_file_come_first_then_those_of_the_registry()
    {
        IReadOnlyList<CompletionItem> items = await AtAsync("FROM node:¦\n", new RegistryHost(), settings: new ClientSettings { IsOnline = true });
        Assert.Equal(["20", "22", "24.1", "24", "23", "lts"], items.OrderBy(static item => item.SortText, StringComparer.Ordinal).Select(static item => item.Label));
        Assert.Equal("dockerlint.lock, 2026-03-01", items.First(static item => item.Label == "20").Detail);
        Assert.DoesNotContain(await AtAsync("FROM node:¦\n", new RegistryHost()), static item => item.Label == "24");
    }

    [Fact]
    public async Task Other_files_are_completed_with_what_their_Dockerfiles_and_lock_files_have()
    {
        var workspace = new TestWorkspace(
            ("/project/compose.yaml", "services:\n  a:\n    image: node:2\n  b:\n    build:\n      context: .\n      target: x\n      args:\n        V: 1\n"),
            (Dockerfile, "ARG VERSION\nFROM a AS one\nFROM b AS two\n"),
            ("/project/dockerlint.lock", $"node:20 {Digest}\n"));
        Document compose = workspace["/project/compose.yaml"];
        async Task<IEnumerable<string>> LabelsAt(int line, int character) => (await Completions.AtAsync(
            compose, new LspPosition(line, character), workspace.State, new MemoryHost(), s_withSnippets, TestContext.Current.CancellationToken))?.Items.Select(static item => item.Label) ?? [];
        Assert.Equal(["20"], await LabelsAt(2, 17));
        Assert.Equal(["one", "two"], await LabelsAt(6, 15));
        Assert.Equal(["VERSION"], await LabelsAt(8, 9));
        Assert.Empty(await LabelsAt(0, 2));
    }

    [Fact]
    public async Task Snippets_are_for_clients_that_can_fill_them_in()
    {
        Assert.Contains(await AtAsync("FROM a\n¦"), static item => item is { Label: "apt-install", InsertTextFormat: 2 });
        Assert.DoesNotContain(await AtAsync("FROM a\n¦", client: new ClientCapabilities()), static item => item.Kind == CompletionItemKind.Snippet);
        Assert.Contains(await AtAsync("¦"), static item => item.Label == "stages");
        Assert.DoesNotContain(await AtAsync("¦"), static item => item.Label == "apt-install");
    }

    [Fact]
    public void Snippets_are_valid_once_they_are_filled_in()
    {
        foreach (SnippetReference snippet in SnippetReference.All)
        {
            string text = Filled(snippet.Text);
            string file = text.StartsWith("FROM", StringComparison.Ordinal) ? text : "FROM alpine:3\n" + text;
            Assert.Empty(DockerfileModel.Create(DockerfileSyntax.Parse(file)).Errors);
        }
    }

    [Theory]
    [InlineData("FROM a\nCOPY a ¦b\n", "COPY [flags] source… destination", 2)]
    [InlineData("FROM a\nCOPY a¦ b\n", "COPY [flags] source… destination", 1)]
    [InlineData("FROM a\nCOPY --li¦nk a b\n", "COPY [flags] source… destination", 0)]
    [InlineData("FROM ¦\n", "FROM [--platform=platform] image [AS name]", 1)]
    [InlineData("FROM a AS ¦b\n", "FROM [--platform=platform] image [AS name]", 2)]
    [InlineData("FROM a\nENV A=¦1\n", "ENV name=value…", 1)]
    [InlineData("FROM a\nENV A¦=1\n", "ENV name=value…", 0)]
    [InlineData("FROM a\nEXPOSE 80/¦tcp\n", "EXPOSE port[/protocol]…", 1)]
    [InlineData("FROM a\nUSER a:¦b\n", "USER user[:group]", 1)]
    [InlineData("FROM a\nONBUILD USER ¦a\n", "USER user[:group]", 0)]
    [InlineData("FROM a\nRUN x \\\n  ¦y\n", "RUN [flags] command", 1)]
    [InlineData("FROM a\nCOPY a b \\\n¦", "COPY [flags] source… destination", 2)]
    [InlineData("FROM a\nRUN x \\\n# c\n¦", "RUN [flags] command", 1)]
    public void A_signature_shows_which_part_comes_now(string marked, string form, int part)
    {
        var text = Marked.Of(marked);
        SignatureHelp help = SignatureHelps.At(Documents.Of(text.Text), text.PositionIn(Documents.Of(text.Text)))!;
        Assert.Equal((form, part), (help.Signatures[0].Label, help.ActiveParameter));
    }

    [Theory]
    [InlineData("FR¦OM a\n")]
    [InlineData("FROM a\n¦\n")]
    [InlineData("# a ¦b\nFROM a\n")]
    public void Where_no_instruction_is_written_there_is_no_signature(string marked)
    {
        var text = Marked.Of(marked);
        Assert.Null(SignatureHelps.At(Documents.Of(text.Text), text.PositionIn(Documents.Of(text.Text))));
    }

    [Fact]
    public void Any_place_of_any_text_can_be_completed() => Gen.Select(
        Gen.OneOf(
            "FROM a AS b\n", "FROM ", "ARG A=", "ENV A=$", "RUN --mount=type=cache,", "RUN apt-get install -", "COPY --from=", "ONBUILD ", "# dockerlint ignore=", "<<E\n", "\\\n", "x:", "${", "\n", "\r", "😀", "HEALTHCHECK CMD ", "[\"a\"]")
            .Array[0, 10].Select(string.Concat),
        Gen.Int[0, 200]).Sample((text, place) =>
    {
        Document document = Documents.Of(text);
        int offset = Math.Min(place, text.Length);
        foreach (CompletionItem item in CompletionItems.At(document, offset, hasSnippets: true).Items)
        {
            TextSpan span = document.Lines.SpanOf(item.TextEdit.Range);
            Assert.InRange(span.Start, 0, offset);
            Assert.InRange(span.End, 0, text.Length);
        }

        SignatureHelps.At(document, document.Lines.PositionAt(offset));
    });

    private static async Task<IReadOnlyList<CompletionItem>> AtAsync(string marked, IServerHost? host = null, ClientCapabilities? client = null, ClientSettings? settings = null)
    {
        var text = Marked.Of(marked);
        var workspace = new TestWorkspace((Dockerfile, text.Text), ("/project/dockerlint.lock", $"alpine:3 {Digest}\nnode:20 {Digest} 2026-03-01\nnode:22 {Digest}\n"));
        Document document = workspace[Dockerfile];
        CompletionList? list = await Completions.AtAsync(
            document, text.PositionIn(document), workspace.State.Refresh(settings: settings), host ?? new MemoryHost(), client ?? s_withSnippets, TestContext.Current.CancellationToken);
        return list?.Items ?? [];
    }

    private static string Filled(string snippet)
    {
        var text = new System.Text.StringBuilder();
        for (int index = 0; index < snippet.Length; index++)
        {
            if (snippet[index] == '\\')
            {
                text.Append(snippet[++index]);
            }
            else if (snippet[index] == '$')
            {
                int end = snippet.IndexOf('}', index);
                text.Append(snippet.AsSpan(index + 4, end - index - 4));
                index = end;
            }
            else
            {
                text.Append(snippet[index]);
            }
        }

        return text.ToString();
    }

    private sealed class RegistryHost : IServerHost
    {
        private readonly MemoryHost _host = new();

        public string Version => "";

        public Configuration.IConfigurationSource Files => _host;

        public IEnumerable<string> FilesIn(string folder) => [];

        public string PageOf(Analysis.RuleInfo rule) => "";

        public Task<ImmutableArray<string>> TagsOfAsync(ImageReference image, CancellationToken cancel) =>
            Task.FromResult<ImmutableArray<string>>(image.Name == "node" ? ["22", "23", "24", "24.1", "lts"] : []);
    }
}
