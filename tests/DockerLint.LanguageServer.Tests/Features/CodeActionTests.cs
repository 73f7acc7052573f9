using DockerLint.Analysis;
using DockerLint.Analysis.Engine;
using DockerLint.LanguageServer.Features;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;
using DockerLint.Syntax.Text;

namespace DockerLint.LanguageServer.Tests.Features;

public sealed class CodeActionTests
{
    private const string Text = "FROM alpine:3 as x\r\nWORKDIR app\r\nENV A é😀\r\nENV B c\r\nADD a /a\r\nMAINTAINER x\r\n";

    private const string ADigest = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private static readonly LspRange s_all = Documents.Range(0, 0, 9, 0);

    private static readonly ClientCapabilities s_modern = new()
    {
        Workspace = new WorkspaceClient { WorkspaceEdit = new WorkspaceEditClient { DocumentChanges = true } },
        TextDocument = new DocumentClient { CodeAction = new CodeActionClient { DataSupport = true, ResolveSupport = new ResolveClient { Properties = ["edit"] } } },
    };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_change_is_what_the_fix_makes_of_the_text(int encoding)
    {
        Document document = Documents.Of(Text, encoding: (PositionEncoding)encoding);
        CodeAction[] actions = [.. CodeActions.For(document, s_all, new CodeActionContext(), new ClientCapabilities()).Where(static action => action.IsPreferred == true)];
        Assert.NotEmpty(actions);
        string[] expected = [.. document.Findings.Where(static finding => finding.Fixes.Any(static fix => fix.IsSafe))
            .Select(finding => Fixer.Apply(document.Source, finding.Fixes.First(static fix => fix.IsSafe).Edits).Value)];
        Assert.Equal(expected, actions.Select(action => Applied(document, action)));
    }

    [Fact]
    public void Only_what_the_selection_touches_is_acted_upon()
    {
        Document document = Documents.Of(Text);
        IReadOnlyList<CodeAction> actions = CodeActions.For(document, Documents.Range(4, 0, 4, 0), new CodeActionContext(), new ClientCapabilities());
        Assert.NotEmpty(actions);
        Assert.All(actions, static action => Assert.Equal(4, action.Diagnostics![0].Range.Start.Line));
    }

    [Fact]
    public void A_comment_suppresses_a_finding_and_no_other()
    {
        Document document = Documents.Of(Text);
        foreach (Diagnostic finding in document.Findings)
        {
            LspRange range = document.Lines.RangeOf(finding.Span);
            CodeAction action = CodeActions.For(document, range, new CodeActionContext { Only = [CodeActionKinds.Suppress] }, new ClientCapabilities())
                .First(action => action.Diagnostics![0].Code == finding.Rule.Code);
            Document after = Documents.Of(Applied(document, action));
            Assert.Equal(document.Findings.Length - 1, after.Findings.Length);
        }
    }

    [Fact]
    public void All_findings_that_are_safe_to_fix_are_fixed_as_on_the_command_line()
    {
        Document document = Documents.Of(Text);
        var context = new CodeActionContext { Only = ["source.fixAll"] };
        CodeAction action = Assert.Single(CodeActions.For(document, s_all, context, new ClientCapabilities()));
        Assert.Equal(document.Fix()!.Value, Applied(document, action));
        CodeAction later = Assert.Single(CodeActions.For(document, s_all, context, s_modern));
        Assert.Null(later.Edit);
        Assert.Equal(document.Uri, later.Data!.Uri);
    }

    [Fact]
    public void Nothing_is_offered_for_all_where_nothing_can_be_fixed() => Assert.Empty(
        CodeActions.For(Documents.Of("FROM alpine\nUSER u\nCMD [\"x\"]\n"), s_all, new CodeActionContext { Only = ["source.fixAll.dockerlint"] }, s_modern));

    [Fact]
    public void A_client_that_knows_versions_gets_them()
    {
        Document document = Documents.Of(Text);
        TextDocumentEdit edit = CodeActions.For(document, s_all, new CodeActionContext(), s_modern).First(static action => action.Edit is not null).Edit!.DocumentChanges![0];
        Assert.Equal(new VersionedDocument(document.Uri, 1), edit.TextDocument);
    }

    [Fact]
    public void Every_finding_can_be_explained() => Assert.Equal(
        Documents.Of(Text).Findings.Select(static finding => finding.Rule.Code),
        CodeActions.For(Documents.Of(Text), s_all, new CodeActionContext { Only = [CodeActionKinds.Explain] }, s_modern).Select(static action => action.Command!.Arguments![0]));

    [Theory]
    [InlineData("/project/Dockerfile", "FROM alpine:3\n", "FROM alpine:3@{0}\n")]
    [InlineData("/project/Dockerfile", "FROM alpine\n", "FROM alpine:latest@{0}\n")]
    [InlineData("/project/compose.yaml", "services:\n  a:\n    image: alpine:3\n", "services:\n  a:\n    image: alpine:3@{0}\n")]
    public void An_image_is_pinned_to_what_the_lock_file_says(string path, string text, string expected)
    {
        MemoryHost host = MemoryHost.With(("/project/dockerlint.lock", $"alpine:3 {ADigest}\nalpine:latest {ADigest}\n"));
        Document document = Documents.Of(text, path, host: host);
        CodeAction pin = Assert.Single(CodeActions.For(document, s_all, new CodeActionContext { Only = ["refactor"] }, new ClientCapabilities()));
        Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, expected, ADigest), Applied(document, pin));
        Document pinned = Documents.Of(Applied(document, pin), path, host: host);
        Assert.Empty(CodeActions.For(pinned, s_all, new CodeActionContext { Only = ["refactor"] }, new ClientCapabilities()));
    }

    [Theory]
    [InlineData("FROM scratch\n")]
    [InlineData("FROM alpine:3\n")]
    [InlineData("FROM node:3 AS a\nFROM a\n")]
    public void Nothing_is_pinned_to_what_is_not_known(string text) => Assert.DoesNotContain(
        CodeActions.For(Documents.Of(text), s_all, new CodeActionContext { Only = ["refactor"] }, s_modern, isOnline: false),
        static action => action.Kind == CodeActionKinds.Pin);

    [Fact]
    public void Comments_suppress_findings_in_other_files_too()
    {
        Document document = Documents.Of("services:\n  a:\n    image: redis:latest\n", "/project/compose.yaml");
        CodeAction action = CodeActions.For(document, s_all, new CodeActionContext { Only = [CodeActionKinds.Suppress] }, new ClientCapabilities())[0];
        Assert.Equal("services:\n  a:\n    # dockerlint ignore=DL3007\n    image: redis:latest\n", Applied(document, action));
    }

    [Fact]
    public void Findings_in_other_files_have_actions_too()
    {
        Document document = Documents.Of("services:\n  a:\n    image: redis:latest\n", "/project/compose.yaml");
        Assert.NotEmpty(document.Findings);
        Assert.NotEmpty(CodeActions.For(document, s_all, new CodeActionContext(), s_modern));
    }

    [Theory]
    [InlineData("a\r\nb", "a\nb")]
    [InlineData("x😀y", "x😁y")]
    [InlineData("", "abc")]
    [InlineData("aaa", "aa")]
    [InlineData("same", "same")]
    public void One_change_makes_one_text_of_another(string before, string after)
    {
        TextEdit edit = TextChanges.Between(before, after);
        Assert.Equal(after, Fixer.Apply(new SourceText(before), [edit]).Value);
        Assert.False(edit.Span.Start < before.Length && char.IsLowSurrogate(before[edit.Span.Start]));
    }

    [Theory]
    [InlineData("", "quickfix", true)]
    [InlineData("quickfix", "quickfix.dockerlint.explain", true)]
    [InlineData("quickfix.dockerlint", "quickfix", false)]
    [InlineData("quick", "quickfix", false)]
    public void A_kind_includes_its_parts(string asked, string kind, bool isIncluded) => Assert.Equal(isIncluded, CodeActionKinds.Includes(asked, kind));

    private static string Applied(Document document, CodeAction action)
    {
        IReadOnlyList<LspTextEdit> edits = Assert.Single(action.Edit!.Changes!).Value;
        return Fixer.Apply(document.Source, edits.Select(edit => new TextEdit(document.Lines.SpanOf(edit.Range), edit.NewText))).Value;
    }
}
