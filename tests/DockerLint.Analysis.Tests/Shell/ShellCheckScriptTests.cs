using System.Collections.Immutable;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Facts;
using DockerLint.Analysis.ShellCheck;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Tests.Shell;

public sealed class ShellCheckScriptTests
{
    [Theory]
    [InlineData("FROM a:1\nRUN x\n", "#!/bin/sh")]
    [InlineData("FROM a:1\nSHELL [\"/bin/bash\", \"-c\"]\nRUN x\n", "#!/bin/bash")]
    [InlineData("FROM a:1\nSHELL [\"/bin/ash\", \"-c\"]\nRUN x\n", "#!/bin/dash")]
    [InlineData("FROM a:1\nRUN <<E\n#!/usr/bin/env bash\nx\nE\n", "#!/bin/bash")]
    public void It_names_the_shell_that_runs_the_script(string text, string line)
    {
        ShellCheckScript script = Assert.Single(ScriptsOf(text));
        Assert.Equal(line, script.Text.Split('\n')[0]);
    }

    [Theory]
    [InlineData("FROM a:1\nSHELL [\"pwsh\", \"-c\"]\nRUN x\n")]
    [InlineData("FROM a:1\nSHELL [\"/bin/zsh\", \"-c\"]\nRUN x\n")]
    [InlineData("FROM a:1\nRUN [\"x\"]\n")]
    [InlineData("FROM a:1\nCMD x\n")]
    public void There_is_none_for_what_no_known_shell_reads(string text) => Assert.Empty(ScriptsOf(text));

    [Fact]
    public void It_exports_what_the_file_declares_before_the_script()
    {
        ShellCheckScript script = Assert.Single(ScriptsOf("FROM a:1\nARG one\nENV two=2\nRUN x\nARG three\n"));
        string[] lines = script.Text.Split('\n');
        Assert.Contains("export one=1", lines);
        Assert.Contains("export two=1", lines);
        Assert.DoesNotContain("export three=1", lines);
        Assert.Equal(["x", ""], lines[^2..]);
    }

    [Theory]
    [InlineData("RUN echo $x", 1, 6, 8, "$x")]
    [InlineData("RUN echo \\\n  $x", 1, 8, 10, "$x")]
    [InlineData("RUN echo \\\n  # why\n  $x", 1, 8, 10, "$x")]
    [InlineData("RUN echo '😀' $x", 1, 10, 12, "$x")]
    [InlineData("RUN <<E\necho\necho $x\nE", 2, 6, 8, "$x")]
    public void Its_places_are_those_of_the_file(string run, int line, int column, int endColumn, string expected)
    {
        var source = new SourceText($"FROM a:1\n{run}\n");
        ShellCheckScript script = Assert.Single(ScriptsOf(source.ToString()));
        int header = script.Text.Split('\n').TakeWhile(static text => text.StartsWith('#') || text.StartsWith("export", StringComparison.Ordinal)).Count();
        TextSpan? span = script.SpanOf(header + line, column, header + line, endColumn);
        Assert.Equal(expected, source.Slice(span!.Value).ToString());
        Assert.Null(script.SpanOf(1, 1, 1, 2));
    }

    [Theory]
    [InlineData(2317, "", true)]
    [InlineData(2086, "", false)]
    [InlineData(1091, "", false)]
    [InlineData(2317, "# hadolint ignore=SC2317\n", false)]
    [InlineData(2317, "# dockerlint ignore=SC2317\n", false)]
    public void What_it_says_is_a_finding_unless_it_is_ours_meaningless_or_suppressed(int code, string above, bool isFound)
    {
        var source = new SourceText($"FROM a:1\n{above}RUN x\n");
        DockerfileModel model = DockerfileModel.Create(DockerfileSyntax.Parse(source));
        RunSyntax run = model.Syntax.Instructions.OfType<RunSyntax>().Single();
        FactSet facts = FactSet.None with { ShellCheck = [new ShellCheckComment(code, Severity.Info, "…", run, run.Span)] };
        Assert.Equal(isFound, NewRules.Linter().Lint(model, facts).Any(finding => finding.Message == "…"));
        Assert.Empty(NewRules.Linter(new LintOptions { Ignored = [$"SC{code}"] }).Lint(model, facts));
    }

    private static ImmutableArray<ShellCheckScript> ScriptsOf(string text) =>
        ShellCheckScript.Of(DockerfileModel.Create(DockerfileSyntax.Parse(new SourceText(text))));
}
