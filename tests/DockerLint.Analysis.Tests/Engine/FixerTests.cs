using System.Collections.Immutable;
using CsCheck;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Tests.Engine;

public sealed class FixerTests
{
    private static readonly Linter s_all = new(new LintOptions { Profile = Profiles.All });

    private static readonly string[] s_snippets =
    [
        "FROM debian:13 as Build", "from alpine", "MAINTAINER \"Jo\" $Doe", "ENV a b c", "ENV X=1 Y=2", "LABEL K v w", "ADD a.txt /b", "ADD a b c", "COPY --from=Build a b c",
        "RUN cd /a && b", "RUN apt update && apt install x", "RUN apt-get update; apt-get install \\\n\n  x", "RUN a | b", "run c", "RUN `a $b` && [ x$c == \"x\" ]", "# comment",
        "# hadolint ignore=DL3059", "CMD a b", "CMD [\"a\"]", "ENTRYPOINT exec a 'b c'", "EXPOSE 80:80/TCP", "WORKDIR /a", "WORKDIR b", "USER root", "RUN sudo a", "", "SHELL [\"/bin/bash\", \"-c\"]",
        "RUN <<E\napt-get update\nread x\nE", "ONBUILD ADD a.txt /b", "RUN sh -c 'apt-get install x | y'", "RUN ln -sf /bin/bash /bin/sh", "RUN export a=$(b); cd $a; rm *.x", "HEALTHCHECK CMD a",
    ];

    private static readonly Gen<string> s_files =
        Gen.Select(Gen.OneOf(s_snippets).List[0, 14], Gen.OneOf("\n", "\r\n"), Gen.Bool)
            .Select((lines, lineEnd, ends) => (string.Join('\n', lines) + (ends ? "\n" : "")).ReplaceLineEndings(lineEnd));

    [Fact]
    public void Fixing_any_mix_of_instructions_comes_to_an_end_and_breaks_nothing() => s_files.Sample(text =>
    {
        foreach (FixSafety safety in (ReadOnlySpan<FixSafety>)[FixSafety.Safe, FixSafety.Unsafe])
        {
            FixedText once = Fixer.Apply(s_all, new SourceText(text), safety);
            FixedText twice = Fixer.Apply(s_all, once.Text, safety);
            Assert.Equal((once.Text.Value, 0), (twice.Text.Value, twice.Count));
            Assert.True(ErrorsIn(once.Text.Value) <= ErrorsIn(text));
            Assert.Equal(text.EndsWith('\n'), once.Text.Value.EndsWith('\n'));
        }
    });

    [Fact]
    public void Old_forms_keep_their_values() => Gen.Char["ab $'\"\\{}`:-\u00A0"].Array[1, 12].Select(chars => new string(chars)).Sample(value =>
    {
        foreach (string head in (ReadOnlySpan<string>)["", "# escape=`\n"])
        {
            string text = $"{head}FROM a\nARG a=x\nENV n {value}\nENV end=1\n";
            DockerfileModel before = Findings.ModelOf(text);
            string after = Fixed(text);
            if (before.Errors.IsEmpty && after != text)
                Assert.Equal(ValueIn(before), ValueIn(Findings.ModelOf(after)));
        }

        static string Fixed(string text) => Fixer.Apply(new Linter(Findings.Only("DK1010")), new SourceText(text), FixSafety.Safe).Text.Value;
        static string? ValueIn(DockerfileModel model) => model.Stages[0].Scope.Find("n", int.MaxValue)?.Value;
    });

    [Fact]
    public void A_label_has_the_text_of_the_MAINTAINER() => Gen.Char["ab $'\"\\{}`"].Array[1, 12].Select(chars => new string(chars).Trim()).Sample(value =>
    {
        if (value.Length == 0 || value[^1] is '\\' or '`' || value[0] is '"' or '\'')
            return;
        foreach (string head in (ReadOnlySpan<string>)["", "# escape=`\n"])
        {
            string after = Fixer.Apply(new Linter(Findings.Only("DL4000")), new SourceText($"{head}FROM a\nMAINTAINER {value}\n"), FixSafety.Safe).Text.Value;
            DockerfileModel model = Findings.ModelOf(after);
            KeyValueSyntax label = Assert.Single(Assert.IsType<LabelSyntax>(model.Stages[0].Instructions[0]).Pairs);
            Assert.Equal(value, model.ValueOf(label.Value!));
        }
    });

    [Fact]
    public void A_fix_after_which_the_file_cannot_be_read_is_not_made()
    {
        var linter = new Linter(new LintOptions { Profile = Profiles.All }, [new BreaksUser(), .. RuleCatalog.Rules]);
        FixedText result = Fixer.Apply(linter, new SourceText("FROM debian:13 as b\nUSER 1\n"), FixSafety.Safe);
        Assert.Equal("FROM debian:13 AS b\nUSER 1\n", result.Text.Value);
        Assert.Equal(1, result.Count);
    }

    [Fact]
    public void Changes_are_made_in_the_order_of_the_text_and_nothing_else_changes()
    {
        ImmutableArray<TextEdit> edits = [new(new TextSpan(6, 1), ""), new(new TextSpan(0, 0), "<"), new(new TextSpan(2, 2), "12"), new(new TextSpan(7, 0), ">")];
        Assert.Equal("<ab12ef>", Fixer.Apply(new SourceText("abcdefg"), edits).Value);
    }

    private static int ErrorsIn(string text) => Findings.ModelOf(text).Errors.Count(error => !error.NeedsArgument);

    private sealed class BreaksUser() : Rule(
        new("DK9999", "BreaksUser", Severity.Error, Category.Style, Profiles.None, "Breaks.") { Fix = FixSafety.Safe }), IVisit<UserSyntax>
    {
        public void Visit(UserSyntax part, RuleContext context) =>
            context.Report(part.Span, "broken", fix: new Fix("Break it", IsSafe: true, [new TextEdit(part.KeywordSpan, "UZER")]));
    }
}
