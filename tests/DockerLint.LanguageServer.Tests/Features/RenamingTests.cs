using DockerLint.Analysis.Engine;
using DockerLint.LanguageServer.Features;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;
using DockerLint.Syntax.Text;

namespace DockerLint.LanguageServer.Tests.Features;

public sealed class RenamingTests
{
    private const string Dockerfile = "/project/Dockerfile";

    [Theory]
    [InlineData("FROM a AS b¦\nFROM b\nCOPY --from=b / /\nCOPY --from=0 / /\n", "FROM a AS new\nFROM new\nCOPY --from=new / /\nCOPY --from=0 / /\n")]
    [InlineData("ARG F=b\nFROM a AS ¦b\nFROM $F\n", "ARG F=new\nFROM a AS new\nFROM $F\n")]
    [InlineData("ARG V¦=1\nFROM a:${V}\nARG V\nENV V=$V\nRUN echo $V\n", "ARG new=1\nFROM a:${new}\nARG new\nENV V=$new\nRUN echo $V\n")]
    [InlineData("FROM a\nENV V=1\nRUN echo \"$V\" && V=2 && echo $V¦\n", "FROM a\nENV new=1\nRUN echo \"$new\" && new=2 && echo $new\n")]
    public void A_new_name_stands_everywhere(string marked, string expected)
    {
        var text = Marked.Of(marked);
        var workspace = new TestWorkspace((Dockerfile, text.Text));
        Document document = workspace[Dockerfile];
        Assert.NotNull(Renaming.Prepare(document, text.PositionIn(document), workspace.State, workspace.Names));
        RenameResult result = Renaming.Rename(document, text.PositionIn(document), "new", workspace.State, workspace.Names, new ClientCapabilities())!;
        Assert.Equal(expected, Applied(document, result.Edit!.Changes![document.Uri]));
    }

    [Theory]
    [InlineData("FROM a\nFROM b\nCOPY --from=¦0 / /\n")]
    [InlineData("FROM ¦a\n")]
    [InlineData("¦FROM a\n")]
    [InlineData("FROM a\nARG TARGETARCH¦\n")]
    [InlineData("FROM a\nRUN echo ¦$X\n")]
    [InlineData("FROM --platform=$BUILDPLATFORM¦ a\n")]
    [InlineData("FROM a\nENV PATH¦=/b:$PATH\n")]
    public void What_has_no_name_of_its_own_cannot_be_renamed(string marked)
    {
        var text = Marked.Of(marked);
        var workspace = new TestWorkspace((Dockerfile, text.Text));
        Document document = workspace[Dockerfile];
        Assert.Null(Renaming.Prepare(document, text.PositionIn(document), workspace.State, workspace.Names));
        Assert.Null(Renaming.Rename(document, text.PositionIn(document), "new", workspace.State, workspace.Names, new ClientCapabilities()));
    }

    [Theory]
    [InlineData("FROM a AS ¦b\nFROM b AS c\n", "c", "there is a stage 'c' already")]
    [InlineData("FROM a AS ¦b\n", "1a", "cannot name a stage")]
    [InlineData("FROM a AS ¦b\n", "B2", "write 'b2'")]
    [InlineData("FROM a AS ¦b\n", "scratch", "has a meaning of its own")]
    [InlineData("FROM a\nARG ¦b\n", "a-b", "cannot name a variable")]
    [InlineData("FROM a\nARG ¦b\nENV c=1\n", "c", "there is a variable 'c' already")]
    [InlineData("FROM a\nARG ¦b\nRUN for c in $b; do echo $c; done\n", "c", "there is a variable 'c' already")]
    [InlineData("FROM a\nARG ¦b\n", "HTTP_PROXY", "has a meaning of its own")]
    [InlineData("FROM a AS ¦b\nFROM c\nCOPY --from=b / /\n", "c", "an image 'c' is used below")]
    [InlineData("FROM a AS ¦b\nFROM scratch\nCOPY --from=c / /\n", "c", "an image 'c' is used below")]
    public void A_name_that_would_mean_something_else_is_refused(string marked, string name, string reason)
    {
        var text = Marked.Of(marked);
        var workspace = new TestWorkspace((Dockerfile, text.Text));
        Document document = workspace[Dockerfile];
        Assert.Contains(reason, Renaming.Rename(document, text.PositionIn(document), name, workspace.State, workspace.Names, new ClientCapabilities())!.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stage_may_be_called_as_the_image_that_it_starts_from()
    {
        var workspace = new TestWorkspace((Dockerfile, "FROM a AS b\n"));
        Assert.Null(Renaming.Rename(workspace[Dockerfile], new LspPosition(0, 10), "a", workspace.State, workspace.Names, new ClientCapabilities())!.Refusal);
    }

    [Theory]
    [InlineData("compose.yaml", "x-b: &b\n  context: .\n  target: base\nservices:\n  a:\n    build: *b\n  c:\n    build:\n      <<: *b\n")]
    [InlineData("bake.hcl", "target \"z\" {\n  context = \".\"\n  target = \"base\"\n}\ntarget \"x\" { inherits = [\"z\"] }\ntarget \"y\" { inherits = [\"z\"] }\n")]
    public void What_several_builds_share_gets_it_once(string name, string text)
    {
        string path = $"/project/{name}";
        var workspace = new TestWorkspace([(Dockerfile, "FROM a AS base\n"), (path, text)], [Dockerfile]);
        RenameResult result = Renaming.Rename(workspace[Dockerfile], new LspPosition(0, 10), "new", workspace.State, workspace.Names, new ClientCapabilities())!;
        Assert.Equal(text.Replace("base", "new", StringComparison.Ordinal), Applied(workspace[path], result.Edit!.Changes![$"file://{path}"]));
    }

    [Theory]
    [InlineData("target \"base\" { args = { VER = 1 } }\ntarget \"x\" {\n  inherits = [\"base\"]\n  context = \".\"\n}\n", null)]
    [InlineData("target \"_c\" { args = { VER = 1 } }\ntarget \"x\" {\n  inherits = [\"_c\"]\n  context = \".\"\n}\ntarget \"y\" {\n  inherits = [\"_c\"]\n  context = \"other\"\n}\n", "docker-bake.hcl:1:24")]
    public void What_a_target_inherits_gets_it_unless_another_Dockerfile_does(string bake, string? refusal)
    {
        const string Bake = "/project/docker-bake.hcl";
        var workspace = new TestWorkspace([(Dockerfile, "FROM a\nARG VER\n"), ("/project/other/Dockerfile", "FROM b\nARG VER\n"), (Bake, bake)], [Dockerfile]);
        RenameResult result = Renaming.Rename(workspace[Dockerfile], new LspPosition(1, 5), "NEW", workspace.State, workspace.Names, new ClientCapabilities())!;
        if (refusal is null)
            Assert.Equal(bake.Replace("VER", "NEW", StringComparison.Ordinal), Applied(workspace[Bake], result.Edit!.Changes![$"file://{Bake}"]));
        else
            Assert.Contains(refusal, result.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_has_changed_on_the_disk_is_read_again()
    {
        const string Compose = "/project/compose.yaml";
        const string Text = "services:\n  x:\n    build:\n      context: .\n      target: base\n";
        var workspace = new TestWorkspace([(Dockerfile, "FROM a AS base\n"), (Compose, Text)], [Dockerfile]);
        Rename();
        workspace.Host.Texts[Compose] = "# more\n" + Text;
        RenameResult result = Rename();
        Assert.Equal("# more\n" + Text.Replace("base", "new", StringComparison.Ordinal), Applied(workspace[Compose], result.Edit!.Changes![$"file://{Compose}"]));

        RenameResult Rename() => Renaming.Rename(workspace[Dockerfile], new LspPosition(0, 10), "new", workspace.State, workspace.Names, new ClientCapabilities())!;
    }

    [Fact]
    public void Files_that_ask_for_the_build_get_the_new_name_too()
    {
        (string Path, string Text)[] files =
        [
            (Dockerfile, "FROM a AS base\n"),
            ("/project/compose.yaml", "services:\n  x:\n    build:\n      context: .\n      target: base\n"),
            ("/project/docker-bake.json", "{\"target\": {\"z\": {\"target\": \"base\"}}}"),
        ];
        var workspace = new TestWorkspace(files, [Dockerfile]);
        var client = new ClientCapabilities { Workspace = new WorkspaceClient { WorkspaceEdit = new WorkspaceEditClient { DocumentChanges = true } } };
        RenameResult result = Renaming.Rename(workspace[Dockerfile], new LspPosition(0, 10), "new", workspace.State, workspace.Names, client)!;
        Assert.Equal(
            ["file:///project/Dockerfile 1", "file:///project/compose.yaml ", "file:///project/docker-bake.json "],
            result.Edit!.DocumentChanges!.Select(static change => $"{change.TextDocument.Uri} {change.TextDocument.Version}"));
        Assert.Equal("services:\n  x:\n    build:\n      context: .\n      target: new\n", Applied(workspace["/project/compose.yaml"], result.Edit.DocumentChanges![1].Edits));
        Assert.Equal("{\"target\": {\"z\": {\"target\": \"new\"}}}", Applied(workspace["/project/docker-bake.json"], result.Edit.DocumentChanges[2].Edits));
    }

    private static string Applied(Document document, IEnumerable<LspTextEdit> edits) =>
        Fixer.Apply(document.Source, edits.Select(edit => new TextEdit(document.Lines.SpanOf(edit.Range), edit.NewText))).Value;
}
