using CsCheck;
using DockerLint.Analysis;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;

namespace DockerLint.LanguageServer.Tests.Workspace;

public sealed class WorkspaceStateTests
{
    private const string Uri = "file:///project/Dockerfile";

    /// <summary>Texts of which Dockerfiles, and broken ones, can be put together.</summary>
    private static readonly Gen<string> s_piece = Gen.OneOf(
        "", "FROM alpine\n", "RUN apt-get update && \\\r\n  apt-get install -y curl\n", "COPY --from=x . .\n", "ENV A=1 B=${C:-é}\n", "RUN <<EOF\nx\nEOF\n",
        "RUN cd a; `echo \\`ls\\`` | \\\n  # c\n  sudo b \"$(ls *.txt)\" >$x\n",
        "# dockerlint ignore=DL3006\n", "\\", "\n", "\r", "\r\n", "😀", "\"", "FROM", " ", "\0", "\uD83D", "ARG V=latest\nFROM debian:$V AS b\n");

    private static readonly Gen<(int Start, int Length, string Text, bool IsRead)> s_edit = Gen.Select(Gen.Int[0, 200], Gen.Int[0, 40], s_piece, Gen.Bool);

    private static WorkspaceState Empty(PositionEncoding encoding = PositionEncoding.Utf16) =>
        WorkspaceState.Of(new MemoryHost(), ["/project"], ClientSettings.Empty, encoding);

    [Fact]
    public void After_any_edits_all_is_as_if_the_text_had_just_been_opened() => AllIsAsIfJustOpened(1000);

    [Fact]
    [Trait("Category", "Long")]
    public void After_very_many_edits_all_is_as_if_the_text_had_just_been_opened() => AllIsAsIfJustOpened(10_000);

    [Fact]
    [Trait("Category", "Long")]
    public void However_long_somebody_types_nothing_is_left_of_what_was_there_before()
    {
        WorkspaceState state = Empty().Open(new DocumentItem(Uri, "dockerfile", 1, "FROM alpine\nRUN cd /x && ls\nADD a /a\nUSER u\n"));
        long early = 0;
        for (int version = 2; version < 100_000; version++)
        {
            var change = version % 2 == 0 ? new ContentChange(Documents.Range(1, 4, 1, 4), "x ") : new ContentChange(Documents.Range(1, 4, 1, 6), "");
            state = state.Change(new DidChangeParams(new VersionedDocument(Uri, version), [change]));
            Assert.NotEmpty(state.Find(Uri)!.Findings);
            if (version == 10_000)
                early = GC.GetTotalMemory(forceFullCollection: true);
        }

        // Twice as much of the document would be less.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true), 0, early + 1_000_000);
    }

    private static void AllIsAsIfJustOpened(int times) => Gen.Select(s_piece.List[0, 6], s_edit.List[1, 12], Gen.Enum<PositionEncoding>()).Sample(
        (pieces, edits, encoding) =>
        {
            string text = string.Concat(pieces);
            WorkspaceState state = Empty(encoding).Open(new DocumentItem(Uri, "dockerfile", 1, text));
            int version = 1;
            foreach ((int from, int most, string inserted, bool isRead) in edits)
            {
                int start = WholePlace(text, Math.Min(from, text.Length));
                int end = Math.Max(start, WholePlace(text, Math.Min(start + most, text.Length)));
                var range = new LspRange(PositionOf(text, start, encoding), PositionOf(text, end, encoding));
                text = text[..start] + inserted + text[end..];
                state = state.Change(new DidChangeParams(new VersionedDocument(Uri, ++version), [new ContentChange(range, inserted)]));
                // Most versions are looked at before the next one comes, which takes over what was read of them.
                if (isRead)
                    _ = state.Find(Uri)!.Findings;
            }

            Document document = state.Find(Uri)!;
            Document fresh = Empty(encoding).Open(new DocumentItem(Uri, "dockerfile", version, text)).Find(Uri)!;
            Assert.Equal(text, document.Source.Value);
            Assert.Equal(version, document.Item.Version);
            Assert.Equal(fresh.Findings.Select(Shown), document.Findings.Select(Shown));
        },
        iter: times);

    [Fact]
    public void Several_changes_at_once_come_one_on_top_of_the_other()
    {
        WorkspaceState state = Empty().Open(new DocumentItem(Uri, "dockerfile", 1, "FROM a\n"));
        state = state.Change(new DidChangeParams(new VersionedDocument(Uri, 2),
        [
            new ContentChange(Documents.Range(0, 5, 0, 6), "b\nRUN x"),
            new ContentChange(Documents.Range(1, 4, 1, 5), "yz"),
            new ContentChange(Documents.Range(2, 0, 9, 9), "USER u"),
        ]));
        Assert.Equal("FROM b\nRUN yz\nUSER u", state.Find(Uri)!.Source.Value);
        Assert.Equal("all", state.Change(new DidChangeParams(new VersionedDocument(Uri, 3), [new ContentChange(null, "all")])).Find(Uri)!.Source.Value);
    }

    [Fact]
    public void A_change_of_what_is_not_open_changes_nothing()
    {
        WorkspaceState state = Empty();
        Assert.Same(state, state.Change(new DidChangeParams(new VersionedDocument(Uri, 2), [new ContentChange(null, "x")])));
    }

    [Theory]
    [InlineData("dockerfile", "file:///project/build/release", true)]
    [InlineData("", "file:///project/build/Dockerfile.release", true)]
    [InlineData("dockerfile", "untitled:Untitled-1", true)]
    [InlineData("plaintext", "file:///project/notes.txt", false)]
    [InlineData("yaml", "file:///project/notes.yaml", false)]
    [InlineData("dockercompose", "file:///project/notes.yaml", true)]
    [InlineData("yaml", "file:///project/compose.yaml", true)]
    [InlineData("terraform", "file:///project/docker-bake.hcl", true)]
    public void The_language_or_else_the_name_says_what_a_document_is(string language, string uri, bool isRead) =>
        Assert.Equal(isRead, Empty().Open(new DocumentItem(uri, language, 1, "")).Find(uri)!.Reading is not null);

    [Fact]
    public void What_speaks_to_a_file_is_read_from_the_folder_that_it_lies_in()
    {
        MemoryHost host = MemoryHost.With(("/project/a/.dockerlint.yaml", "rules: {DL3006: {severity: none}}\n"), ("/project/b/.hadolint.yaml", "ignored: [DL3006]\n"));
        WorkspaceState state = WorkspaceState.Of(host, ["/project/a", "/project/b"], ClientSettings.Empty, PositionEncoding.Utf16);
        foreach (string folder in (string[])["/project/a", "/project/b", "/project/c"])
            state = state.Open(new DocumentItem($"file://{folder}/Dockerfile", "dockerfile", 1, "FROM alpine\nUSER 1\nCMD [\"x\"]\n"));
        Assert.Empty(state.Find("file:///project/a/Dockerfile")!.Findings);
        Assert.Empty(state.Find("file:///project/b/Dockerfile")!.Findings);
        Assert.Equal(["DL3006"], state.Find("file:///project/c/Dockerfile")!.Findings.Select(static finding => finding.Rule.Code));
    }

    [Fact]
    public void Files_that_have_changed_are_read_again()
    {
        var host = new MemoryHost();
        WorkspaceState state = WorkspaceState.Of(host, ["/project"], ClientSettings.Empty, PositionEncoding.Utf16)
            .Open(new DocumentItem(Uri, "dockerfile", 1, "FROM alpine\nUSER u\nCMD [\"x\"]\n"));
        Assert.NotEmpty(state.Find(Uri)!.Findings);
        host.Texts["/project/.editorconfig"] = "[*]\ndockerlint.DL3006.severity = none\n";
        Assert.NotEmpty(state.Change(new DidChangeParams(new VersionedDocument(Uri, 2), [])).Find(Uri)!.Findings);
        Assert.Empty(state.Refresh().Find(Uri)!.Findings);
    }

    [Theory]
    [InlineData("file:///project/Dockerfile", "/project/Dockerfile")]
    [InlineData("file:///c%3A/my%20work/Dockerfile", "c:/my work/Dockerfile")]
    [InlineData("untitled:Untitled-1", null)]
    [InlineData("no uri", null)]
    public void A_file_is_found_by_its_uri(string uri, string? path) => Assert.Equal(path, DocumentUri.PathOf(uri));

    [Theory]
    [InlineData("/project/Dockerfile", "file:///project/Dockerfile")]
    [InlineData("/my work/é#.Dockerfile", "file:///my%20work/%C3%A9%23.Dockerfile")]
    [InlineData("c:/x", "file:///c%3A/x")]
    public void A_file_has_a_uri(string path, string uri)
    {
        Assert.Equal(uri, DocumentUri.Of(path));
        Assert.Equal(path, DocumentUri.PathOf(uri));
    }

    private static string Shown(Diagnostic finding) => $"{finding.Rule.Code} {finding.Span} {finding.Severity} {finding.Message}";

    /// <summary>Clients know no place inside a character or a line end.</summary>
    private static int WholePlace(string text, int offset) =>
        offset > 0 && offset < text.Length
        && ((text[offset] == '\n' && text[offset - 1] == '\r') || (char.IsLowSurrogate(text[offset]) && char.IsHighSurrogate(text[offset - 1])))
            ? offset - 1
            : offset;

    /// <summary>Counts as the specification says, one character after the other.</summary>
    private static LspPosition PositionOf(string text, int offset, PositionEncoding encoding)
    {
        int line = 0;
        int start = 0;
        for (int index = 0; index < offset; index++)
        {
            if (text[index] == '\n' || (text[index] == '\r' && (index + 1 >= text.Length || text[index + 1] != '\n')))
            {
                line++;
                start = index + 1;
            }
        }

        string before = text[start..offset];
        return new LspPosition(line, encoding switch
        {
            PositionEncoding.Utf8 => before.EnumerateRunes().Sum(static rune => rune.Utf8SequenceLength),
            PositionEncoding.Utf32 => before.EnumerateRunes().Count(),
            _ => before.Length,
        });
    }
}
