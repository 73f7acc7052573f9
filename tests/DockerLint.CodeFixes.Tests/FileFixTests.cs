using System.Collections.Immutable;
using System.Text;
using DockerLint.Analysis;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Diagnostic = Microsoft.CodeAnalysis.Diagnostic;
using SourceText = DockerLint.Syntax.Text.SourceText;

namespace DockerLint.CodeFixes.Tests;

/// <summary>What is offered for a finding in a Dockerfile, and what it makes of the file.</summary>
public sealed class FileFixTests
{
    private const string Digest = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string From = "FROM debian:13\n";

    [Theory]
    [InlineData("DL3020", "ADD a.txt /b/\n", "COPY a.txt /b/\n", "Use COPY")]
    [InlineData("DL4000", "MAINTAINER Jo <jo@x.io>\n", "LABEL org.opencontainers.image.authors=\"Jo <jo@x.io>\"\n", "Write it as a label")]
    [InlineData("DL3027", "RUN apt install -y curl=8\n", "RUN apt-get install -y curl=8\n", "Use apt-get")]
    [InlineData("LegacyKeyValueFormat", "ENV a b\n", "ENV a=b\n", "Write name=value")]
    [InlineData("ConsistentInstructionCasing", "run a\nRUN b\nRUN c\n", "RUN a\nRUN b\nRUN c\n", "Write RUN")]
    [InlineData("StageNameCasing", "FROM a:1 AS Build\nCOPY --from=Build a b\n", "FROM a:1 AS build\nCOPY --from=build a b\n", "Write build")]
    [InlineData("FromAsCasing", "FROM a:1 as b\n", "FROM a:1 AS b\n", "Write AS")]
    [InlineData("SC2006", "SHELL [\"/bin/bash\", \"-c\"]\nRUN a=`b c` && echo \"$a\"\n", "SHELL [\"/bin/bash\", \"-c\"]\nRUN a=$(b c) && echo \"$a\"\n", null)]
    [InlineData("ExposeProtoCasing", "EXPOSE 80/TCP\n", "EXPOSE 80/tcp\n", "Write tcp")]
    [InlineData("RedundantTargetPlatform", "FROM --platform=$TARGETPLATFORM a:1\n", "FROM a:1\n", "Drop the flag")]
    public async Task A_safe_fix_is_offered_first_and_makes_what_the_command_line_makes(string name, string before, string after, string? title)
    {
        string code = RuleCatalog.Find(name)!.Code;
        (before, after) = (From + before, From + after);
        Assert.Equal(after, OfEngine(code, before));
        using FixWorkspace work = new FixWorkspace().Add(
            "app", (FixWorkspace.Dockerfile, before), ("/app/.editorconfig", $"root = true\n[Dockerfile]\ndockerlint.{code}.severity = warning\n"));
        CodeAction action = (await work.Actions(code))[0];
        if (title is not null)
            Assert.Equal(title, action.Title);
        Assert.Equal($"DockerLint.Fix:{code}", action.EquivalenceKey);
        Assert.Equal(after, (await work.Do(action)).TextOf());
    }

    [Fact]
    public async Task A_fix_is_made_where_the_finding_is_and_nowhere_else()
    {
        using FixWorkspace work = FixWorkspace.With(From + "ADD a.txt /b/\nADD c.txt /d/\n");
        await work.Do((await work.Actions("DL3020", index: 1))[0]);
        Assert.Equal(From + "ADD a.txt /b/\nCOPY c.txt /d/\n", work.TextOf());
    }

    [Fact]
    public async Task An_unsafe_fix_says_so_and_is_offered_for_one_finding_alone()
    {
        using FixWorkspace work = FixWorkspace.With(From + "USER root\nRUN sudo a\nRUN sudo b\n");
        ImmutableArray<CodeAction> actions = await work.Actions("DL3004");
        Assert.Equal(["Leave sudo out (unsafe: it may change the image)", "Suppress DL3004 with a comment"], actions.Select(action => action.Title));
        Assert.Null(await work.FixAll(FixAllScope.Solution, "DL3004", actions[0].EquivalenceKey));
        Assert.Equal(From + "USER root\nRUN a\nRUN sudo b\n", (await work.Do(actions[0])).TextOf());
    }

    [Fact]
    public async Task All_of_a_rule_in_a_file_can_be_fixed_at_once_where_there_are_several()
    {
        using FixWorkspace work = FixWorkspace.With(From + "ADD a.txt /b/\nADD rootfs /\nADD c.txt /d/\n");
        ImmutableArray<CodeAction> actions = await work.Actions("DL3020");
        Assert.Equal(["Use COPY", "Fix all DL3020 in this file", "Suppress DL3020 with a comment"], actions.Select(action => action.Title));
        Assert.Equal(From + "COPY a.txt /b/\nADD rootfs /\nCOPY c.txt /d/\n", (await work.Do(actions[1])).TextOf());
    }

    [Theory]
    [InlineData(FixAllScope.Project, "ADD a.txt /b/\n")]
    [InlineData(FixAllScope.Solution, "COPY a.txt /b/\n")]
    public async Task All_of_a_rule_can_be_fixed_in_a_project_and_in_the_solution(FixAllScope scope, string elsewhere)
    {
        using FixWorkspace work = new FixWorkspace()
            .Add("app", ("/app/Dockerfile", From + "ADD a.txt /b/\nADD rootfs /\n"), ("/app/web.Dockerfile", From + "ADD a.txt /b/\nRUN sudo a\n"))
            .Add("other", ("/other/Dockerfile", From + "ADD a.txt /b/\n"));
        string key = (await work.Actions("DL3020"))[0].EquivalenceKey!;
        await work.Do((await work.FixAll(scope, "DL3020", key))!);
        Assert.Equal(From + "COPY a.txt /b/\nADD rootfs /\n", work.TextOf("/app/Dockerfile"));
        Assert.Equal(From + "COPY a.txt /b/\nRUN sudo a\n", work.TextOf("/app/web.Dockerfile"));
        Assert.Equal(From + elsewhere, work.TextOf("/other/Dockerfile"));
    }

    [Fact]
    public async Task Fixing_all_needs_no_finding_that_can_be_fixed_to_start_from()
    {
        using FixWorkspace work = FixWorkspace.With(From + "ADD rootfs /\nADD a.txt /b/\n");
        await work.Do((await work.FixAll(FixAllScope.Solution, "DL3020", key: null))!);
        Assert.Equal(From + "ADD rootfs /\nCOPY a.txt /b/\n", work.TextOf());
    }

    [Fact]
    public async Task Fixing_all_from_a_source_changes_nothing_here()
    {
        using FixWorkspace work = FixWorkspace.With(From + "ADD a.txt /b/\n");
        Document source = work.Solution.Projects.Single().Documents.Single();
        var provider = new FileFixProvider();
        CodeAction? action = await provider.GetFixAllProvider().GetFixAsync(new FixAllContext(
            source, provider, FixAllScope.Solution, null, ["DL3020"], new NoReports(), TestContext.Current.CancellationToken));
        Assert.Equal(From + "ADD a.txt /b/\n", (await work.Do(action!)).TextOf());
    }

    [Fact]
    public async Task A_file_that_projects_share_is_fixed_in_all_of_them()
    {
        using FixWorkspace work = new FixWorkspace()
            .Add("app", ("/Dockerfile", From + "ADD a.txt /b/\n"))
            .Add("other", ("/Dockerfile", From + "ADD a.txt /b/\n"));
        CodeAction single = (await work.Actions("DL3020"))[0];
        CodeAction all = (await work.FixAll(FixAllScope.Solution, "DL3020", single.EquivalenceKey))!;
        Assert.Equal(From + "COPY a.txt /b/\n", (await work.Do(single)).TextOf("/Dockerfile"));
        Assert.Equal(From + "COPY a.txt /b/\n", (await work.Do(all)).TextOf("/Dockerfile"));
    }

    [Theory]
    [InlineData("DL3006", "FROM debian\n", "# dockerlint ignore=DL3006\nFROM debian\n")]
    [InlineData("DL3004", "FROM a:1\nRUN a && \\\n    sudo b\n", "FROM a:1\nRUN a && \\\n    # dockerlint ignore=DL3004\n    sudo b\n")]
    [InlineData("DL3006", "# escape=`\nFROM `\n  debian\n", "# escape=`\nFROM `\n  # dockerlint ignore=DL3006\n  debian\n")]
    public async Task A_finding_can_be_suppressed_with_a_comment(string code, string before, string after)
    {
        foreach (string lineEnd in new[] { "\n", "\r\n" })
        {
            using FixWorkspace work = FixWorkspace.With(before.ReplaceLineEndings(lineEnd));
            await work.Do((await work.Actions(code))[^1]);
            Assert.Equal(after.ReplaceLineEndings(lineEnd), work.TextOf());
            Assert.DoesNotContain(await FixWorkspace.ReportedIn(work.Solution.Projects.Single()), diagnostic => diagnostic.Id == code);
        }
    }

    [Theory]
    [InlineData("compose.yaml", "services:\n  db:\n    image: redis:latest\n", "services:\n  db:\n    # dockerlint ignore=DL3007\n    image: redis:latest\n")]
    [InlineData("compose.yaml", "services:\n  db: # dockerlint ignore=DL3006\n    image: redis:latest\n", "services:\n  db: # dockerlint ignore=DL3006\n    # dockerlint ignore=DL3007\n    image: redis:latest\n")]
    [InlineData("compose.yaml", "services:\n  db:\n    # dockerlint ignore=DL3006\n    image: redis:latest\n", "services:\n  db:\n    # dockerlint ignore=DL3006,DL3007\n    image: redis:latest\n")]
    [InlineData("compose.yaml", "services:\n  db:\n    image: redis:latest # dockerlint ignore=DL3006\n", "services:\n  db:\n    image: redis:latest # dockerlint ignore=DL3006,DL3007\n")]
    [InlineData("devcontainer.json", "{\n  \"image\": \"debian:latest\"\n}\n", "{\n  // dockerlint ignore=DL3007\n  \"image\": \"debian:latest\"\n}\n")]
    [InlineData("docker-bake.hcl", "target \"a\" {\n  contexts = { b = \"docker-image://a:latest\" }\n}\n", "target \"a\" {\n  # dockerlint ignore=DL3007\n  contexts = { b = \"docker-image://a:latest\" }\n}\n")]
    public async Task A_finding_in_another_file_can_be_suppressed_with_a_comment_of_its_kind(string name, string before, string after)
    {
        using FixWorkspace work = new FixWorkspace().Add("app", ($"/app/{name}", before));
        await work.Do((await work.Actions("DL3007"))[^1]);
        Assert.Equal(after, work.TextOf($"/app/{name}"));
        Assert.DoesNotContain(await FixWorkspace.ReportedIn(work.Solution.Projects.Single()), diagnostic => diagnostic.Id == "DL3007");
    }

    [Theory]
    [InlineData("compose.yaml", "services:\n  db:\n    image: >-\n      redis:latest\n")]
    [InlineData("docker-bake.json", "{\"target\": {\"a\": {\"contexts\": {\"b\": \"docker-image://a:latest\"}}}}\n")]
    public async Task No_comment_is_offered_where_it_would_be_a_part_of_a_text_or_the_kind_has_none(string name, string text)
    {
        using FixWorkspace work = new FixWorkspace().Add("app", ($"/app/{name}", text));
        Assert.DoesNotContain(await work.Actions("DL3007"), action => action.Title.Contains("comment", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fix_reaches_other_files_too()
    {
        using FixWorkspace work = new FixWorkspace().Add("app", ("/app/compose.yaml", "services:\n  db:\n    image: redis:7\n"),
            ("/app/.editorconfig", "root = true\n[*]\ndockerlint.DK2003.severity = warning\n"), ("/app/dockerlint.lock", $"redis:7 {Digest} 2026-01-02\n"));
        CodeAction action = (await work.Actions("DK2003"))[0];
        Assert.Equal($"services:\n  db:\n    image: redis:7@{Digest}\n", (await work.Do(action)).TextOf("/app/compose.yaml"));
    }

    [Fact]
    public async Task A_rule_that_the_configuration_declares_is_suppressed_by_its_own_name()
    {
        using FixWorkspace work = new FixWorkspace().Add(
            "app",
            ("/app/Dockerfile", "FROM debian:13\nRUN curl -k x\n"),
            ("/app/.dockerlint.yaml", "custom-rules:\n  - id: ACME1\n    message: no\n    match:\n      command: curl\n"));
        await work.Do((await work.Actions("DK0002"))[^1]);
        Assert.Equal("FROM debian:13\n# dockerlint ignore=ACME1\nRUN curl -k x\n", work.TextOf());
    }

    [Fact]
    public async Task A_byte_order_mark_and_the_line_ends_stay()
    {
        using FixWorkspace work = FixWorkspace.With("\uFEFFFROM debian\r\nADD a.txt /b/\r\n");
        await work.Do((await work.Actions("DL3020"))[0]);
        await work.Do((await work.Actions("DL3006"))[^1]);
        Assert.Equal(
            [.. Encoding.UTF8.Preamble, .. "# dockerlint ignore=DL3006\r\nFROM debian\r\nCOPY a.txt /b/\r\n"u8], work.BytesOf());
    }

    [Fact]
    public async Task A_change_of_a_file_is_as_small_as_it_can_be()
    {
        using FixWorkspace work = FixWorkspace.With(From + "ADD a.txt /b/\n");
        Microsoft.CodeAnalysis.Text.SourceText before = await DocumentOf(work).GetTextAsync(TestContext.Current.CancellationToken);
        await work.Do((await work.Actions("DL3020"))[0]);
        Microsoft.CodeAnalysis.Text.SourceText after = await DocumentOf(work).GetTextAsync(TestContext.Current.CancellationToken);
        Assert.Equal("ADD", before.ToString(Assert.Single(after.GetTextChanges(before)).Span));
    }

    [Fact]
    public async Task The_configuration_of_the_file_holds()
    {
        using FixWorkspace work = new FixWorkspace().Add(
            "app",
            ("/app/Dockerfile", "FROM debian\n"),
            ("/app/.editorconfig", "root = true\n[Dockerfile]\ndockerlint.profile = hadolint\n"));
        await work.Do((await work.Actions("DL3006"))[^1]);
        Assert.Equal("# hadolint ignore=DL3006\nFROM debian\n", work.TextOf());
    }

    [Fact]
    public async Task Nothing_is_offered_for_what_is_no_longer_there()
    {
        using FixWorkspace work = FixWorkspace.With(From + "ADD a.txt /b/\n");
        Diagnostic diagnostic = (await FixWorkspace.ReportedIn(work.Solution.Projects.Single())).Single(diagnostic => diagnostic.Id == "DL3020");
        using FixWorkspace changed = FixWorkspace.With(From + "RUN a\n");
        Assert.Empty(await FixWorkspace.Actions(DocumentOf(changed), diagnostic));
        using FixWorkspace other = new FixWorkspace().Add("app", ("/app/notes.txt", From + "ADD a.txt /b/\n"));
        Assert.Empty(await FixWorkspace.Actions(DocumentOf(other), diagnostic));
    }

    private static TextDocument DocumentOf(FixWorkspace work) => work.Solution.Projects.Single().AdditionalDocuments.Single();

    /// <summary>What the engine makes of a text.</summary>
    private static string OfEngine(string code, string text) => Fixer.Apply(
        new Linter(new LintOptions { Profile = Profiles.None, Selected = [code] }), new SourceText(text), FixSafety.Safe).Text.Value;

    private sealed class NoReports : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Nothing;

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Nothing;

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Nothing;

        private static Task<IEnumerable<Diagnostic>> Nothing => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
