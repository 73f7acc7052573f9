using DockerLint.LanguageServer.Features;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;

namespace DockerLint.LanguageServer.Tests.Features;

/// <summary>Links, lenses, hints, folding, selection, and the symbols of all files.</summary>
public sealed class OverviewTests
{
    private const string Dockerfile = "/project/Dockerfile";
    private const string Digest = "sha256:aadf411dc9ed5199bc7dab48b3e6ce18f8bbee4f170127f5ff1b75cd8035eb36";

    [Theory]
    [InlineData("FROM «alpine:3» AS b\nCOPY --from=«nginx» / /\n", "https://hub.docker.com/_/alpine", "https://hub.docker.com/_/nginx")]
    [InlineData("FROM «a/b:1»\nFROM «mcr.microsoft.com/dotnet/sdk»\nFROM internal.example/x\n", "https://hub.docker.com/r/a/b", "https://mcr.microsoft.com/artifact/mar/dotnet/sdk")]
    [InlineData("FROM scratch AS b\nFROM «b»\nCOPY --from=«b» / /\n", "file:///project/Dockerfile#L1", "file:///project/Dockerfile#L1")]
    [InlineData("FROM scratch\nADD «https://example.com/a» /\nLABEL u=«https://example.com/b» v=x\nRUN curl «http://example.com/c» ftp://x\n", "https://example.com/a", "https://example.com/b", "http://example.com/c")]
    public void Links_lead_somewhere(string marked, params string[] targets)
    {
        var workspace = new TestWorkspace((Dockerfile, Marked.Of(marked).Text));
        IReadOnlyList<DocumentLink> links = DocumentLinks.Of(workspace[Dockerfile], workspace.State)!;
        Assert.Equal(marked, Marked.Show(workspace[Dockerfile], links.Select(static link => link.Range)));
        Assert.Equal(targets, links.Select(static link => link.Target));
    }

    [Fact]
    public void A_build_links_to_its_Dockerfile()
    {
        var workspace = new TestWorkspace(
            ("/project/compose.yaml", "services:\n  a:\n    image: redis:7\n  b:\n    build: ./web\n  c:\n    build:\n      context: web\n      dockerfile: Other\n  d:\n    build: gone\n"),
            ("/project/web/Dockerfile", "FROM a\n"),
            ("/project/web/Other", "FROM a\n"));
        Assert.Equal(
            ["2 https://hub.docker.com/_/redis", "4 file:///project/web/Dockerfile", "8 file:///project/web/Other"],
            DocumentLinks.Of(workspace["/project/compose.yaml"], workspace.State)!.Select(static link => $"{link.Range.Start.Line} {link.Target}"));
    }

    [Fact]
    public void A_stage_says_by_how_many_places_it_is_used()
    {
        (string, string)[] files =
        [
            (Dockerfile, "FROM a AS b\nFROM b\nCOPY --from=0 / /\nFROM c\n"),
            ("/project/compose.yaml", "services:\n  x:\n    build:\n      context: .\n      target: b\n"),
        ];
        var workspace = new TestWorkspace(files, [Dockerfile]);
        Document document = workspace[Dockerfile];
        CodeLensCommand[] commands = [.. CodeLenses.Of(document)!.Select(lens => CodeLenses.Resolve(lens, lens.Data!.Stage, document, workspace.State, workspace.Names)!.Command!)];
        Assert.Equal(["3 references", "0 references", "0 references, built"], commands.Select(static command => command.Title));
        Assert.Equal("file:///project/compose.yaml", commands[0].Arguments[0].Locations[2].Uri);
        Assert.Null(CodeLenses.Resolve(new CodeLens(default), 7, document, workspace.State, workspace.Names));
    }

    [Theory]
    [InlineData("ARG V=3\nFROM alpine:$V\n", "1:14 = alpine:3")]
    [InlineData("FROM a AS b\nENV A=1 B=$A C=$X\nWORKDIR /$B\nRUN echo $A\nFROM c\nCOPY --from=0 / /\n", "0:11 stage 0", "2:11 = /", "4:6 stage 1", "5:13 b")]
    [InlineData("FROM a\nENV A=1\nENV B=$A C=$X\nWORKDIR /$B\nCOPY --chown=$A a $B/\n", "2:8 = 1", "3:11 = /1", "4:15 = 1", "4:21 = 1/")]
    [InlineData("FROM alpine:3@" + Digest + "\n", "0:85 of 2026-03-01")]
    public void Hints_say_what_variables_and_numbers_stand_for(string text, params string[] expected)
    {
        var workspace = new TestWorkspace((Dockerfile, text), ("/project/dockerlint.lock", $"alpine:3 {Digest} 2026-03-01\n"));
        IReadOnlyList<InlayHint> hints = InlayHints.Of(workspace[Dockerfile], Documents.Range(0, 0, 99, 0))!;
        Assert.Equal(expected, hints.Select(static hint => $"{hint.Position.Line}:{hint.Position.Character} {hint.Label}"));
        Assert.DoesNotContain(InlayHints.Of(workspace[Dockerfile], Documents.Range(0, 0, 0, 0))!, static hint => hint.Position.Line > 0);
    }

    [Fact]
    public void What_has_several_lines_can_be_folded() => Assert.Equal(
        ["0-1 comment", "2-7 region", "3-4 ", "5-7 ", "8-9 region"],
        FoldingRanges.Of(Documents.Of("# a\n# b\nFROM a\nRUN a \\\n b\nCOPY <<E /\nx\nE\nFROM b\nRUN c\n"))!.Select(static range => $"{range.StartLine}-{range.EndLine} {range.Kind}"));

    [Theory]
    [InlineData("FROM a\nRUN echo \"$¦A\" | cat\n", "$A", "\"$A\"", "echo \"$A\"", "echo \"$A\" | cat", "RUN echo \"$A\" | cat", "FROM a\nRUN echo \"$A\" | cat", "FROM a\nRUN echo \"$A\" | cat\n")]
    [InlineData("FROM a\nENV A=b¦c D=e\n", "bc", "A=bc", "ENV A=bc D=e", "FROM a\nENV A=bc D=e", "FROM a\nENV A=bc D=e\n")]
    [InlineData("# a ¦b\nFROM a\n", "# a b", "# a b\nFROM a\n")]
    public void What_is_around_a_place_is_selected_step_by_step(string marked, params string[] expected)
    {
        var text = Marked.Of(marked);
        Document document = Documents.Of(text.Text);
        List<string> found = [];
        for (SelectionRange? range = SelectionRanges.Of(document, text.PositionIn(document)); range is not null; range = range.Parent)
            found.Add(document.Source.Slice(document.Lines.SpanOf(range.Range)).ToString());
        Assert.Equal(expected, found);
    }

    [Theory]
    [InlineData("", "V", "base", "X", "other", "V")]
    [InlineData("bs", "base")]
    [InlineData("OTHER", "other")]
    [InlineData("zz")]
    public void The_names_of_all_files_are_found(string query, params string[] expected)
    {
        (string, string)[] files =
        [
            (Dockerfile, "ARG V=1\nFROM a AS base\nARG V\nENV X=1\n"),
            ("/project/b/Dockerfile", "FROM a AS other\nARG V=2\n"),
            ("/project/compose.yaml", "services: {}\n"),
        ];
        var workspace = new TestWorkspace(files, [Dockerfile]);
        var symbols = new WorkspaceSymbols(null!);
        Assert.Equal(expected, symbols.Find(query, workspace.State, CancellationToken.None).Select(static symbol => symbol.Name));
    }

    [Fact]
    public void What_is_open_counts_as_it_is_there()
    {
        var workspace = new TestWorkspace((Dockerfile, "FROM a AS b\n"));
        WorkspaceState changed = workspace.State.Change(new DidChangeParams(new VersionedDocument("file:///project/Dockerfile", 2), [new ContentChange(null, "FROM a AS c\n")]));
        Assert.Equal("c", Assert.Single(new WorkspaceSymbols(null!).Find("", changed, CancellationToken.None)).Name);
        Assert.Equal("c", workspace.Names.Of(changed.Find("file:///project/Dockerfile")!).At(10) is { } found ? found.Symbol.Name : null);
    }
}
