using System.Collections.Immutable;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Tests.Pages;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Tests;

/// <summary>The pages in <c>rules/</c> say what is so: their facts are those of the catalogue, their examples run.</summary>
public sealed class RulePageTests
{
    private static readonly string[] s_headings = ["Why", "Bad", "Good", "Options", "Fix safety"];

    public static TheoryData<string> Codes => [.. RuleCatalog.All.Select(rule => rule.Code)];

    /// <summary>The rules to which ONBUILD is not an instruction like any other.</summary>
    public static TheoryData<string> CodesOfParts =>
        [.. RuleCatalog.Rules.Where(static rule => rule is not (IVisit<DockerfileModel> or IVisit<OnbuildSyntax>)).Select(static rule => rule.Info.Code)];

    [Fact]
    public void Every_rule_has_a_page_and_every_page_a_rule() => Assert.Equal(
        RuleCatalog.All.Select(rule => rule.Code),
        Directory.EnumerateFiles(RulePage.Folder, "*.md").Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => name != "README").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_page_has_its_title_and_its_headings_in_order(string code)
    {
        RuleInfo rule = NewRules.InfoOf(code);
        RulePage page = RulePage.Read(code);
        string[] headings = [.. page.Sections.Select(section => section.Heading)];
        Assert.Equal($"{rule.Code}: {rule.Name}", page.Title);
        Assert.Equal(s_headings.Where(heading => headings.Contains(heading)), headings);
        Assert.Equal(s_headings[..3], headings[..3]);
        Assert.Equal(rule.Fix != FixSafety.None, headings.Contains("Fix safety"));
        Assert.NotEmpty(page.Examples("Good"));
        Assert.NotEmpty(page.Examples("Bad"));
        Assert.All(page.Sections, section => Assert.True(section.Examples.IsEmpty || section.Heading is "Bad" or "Good"));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_bad_example_has_the_findings_that_are_marked_and_no_others(string code)
    {
        foreach (PageExample example in RulePage.Read(code).Examples("Bad"))
        {
            Mark[] expected = example.Dockerfile.Marks;
            Assert.True(expected.Any(mark => mark.Code == code), $"{code}.md:{example.Line} marks no {code}");
            string[] codes = [.. expected.Select(mark => mark.Code).Distinct()];
            ImmutableArray<Diagnostic> findings = example.Lint(codes);
            Mark[] actual = [.. findings.Where(finding => codes.Contains(finding.Rule.Code)).Select(finding => Mark.Of(finding, example.Source)).Order()];
            Assert.True(
                expected.SequenceEqual(actual),
                $"{code}.md:{example.Line}\n{example.Dockerfile.Text}marked:\n  {string.Join("\n  ", expected)}\nfound:\n  {string.Join("\n  ", actual)}");
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_bad_example_is_found_under_the_profiles_of_its_rule(string code)
    {
        RuleInfo rule = NewRules.InfoOf(code);
        Profiles[] own = [.. new[] { Profiles.Recommended, Profiles.Hadolint, Profiles.BuildKit }
            .Where(profile => (rule.Profiles & profile) != 0).DefaultIfEmpty(Profiles.All)];
        foreach (PageExample example in RulePage.Read(code).Examples("Bad"))
        {
            foreach (Profiles profile in example.OnlyProfile is { } only ? [only] : own)
            {
                Assert.True(
                    example.Lint(new LintOptions { Profile = profile }).Any(finding => finding.Rule.Code == code),
                    $"{code}.md:{example.Line} is not found under the profile {profile}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_rule_that_says_so_finds_nothing_where_the_file_is_all_that_is_known(string code) => Assert.Equal(
        NewRules.InfoOf(code).IsConditional,
        RulePage.Read(code).Examples("Bad").Where(static example => example.Language != PageExample.Project).All(example =>
            !(example with { Settings = [.. example.Settings.Take(PageExample.IsDocument([example.Language]) ? 1 : 0)], Ignore = null, BuiltText = null })
                .Lint(code).Any(finding => finding.Rule.Code == code)));

    [Theory]
    [MemberData(nameof(CodesOfParts))]
    public void A_rule_that_says_so_looks_at_what_ONBUILD_puts_off(string code) => Assert.Equal(
        NewRules.InfoOf(code).VisitsOnbuild,
        RulePage.Read(code).Examples("Bad").Where(static example => example.Language == "dockerfile").Any(example =>
        {
            var putOff = DockerfileSyntax.Parse(PutOff(example.Dockerfile.Text));
            return (example with { Dockerfile = new MarkedText(putOff.Source.Value, []) }).Lint(code)
                .Any(finding => finding.Rule.Code == code && putOff.InstructionAt(finding.Span.Start) is OnbuildSyntax);
        }));

    /// <summary>A file in which ONBUILD puts off what it can.</summary>
    private static string PutOff(string text) => DockerfileSyntax.Parse(text).Instructions
        .Where(static instruction => instruction.Kind is not (InstructionKind.From or InstructionKind.Onbuild or InstructionKind.Maintainer or InstructionKind.Shell or InstructionKind.Invalid))
        .Reverse().Aggregate(text, static (text, instruction) => text.Insert(instruction.Extent.Start, "ONBUILD "));

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_good_example_has_no_finding_of_the_rule(string code)
    {
        foreach (PageExample example in RulePage.Read(code).Examples("Good"))
        {
            string[] found = [.. example.Lint(code).Where(finding => finding.Rule.Code == code)
                .Select(finding => $"{Mark.Of(finding, example.Source)}: {finding.Message}")];
            Assert.True(found.Length == 0, $"{code}.md:{example.Line}\n{example.Dockerfile.Text}{string.Join("\n", found)}");
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_safe_fix_makes_the_first_good_example_of_the_first_bad_one(string code)
    {
        RulePage page = RulePage.Read(code);
        PageExample bad = page.Examples("Bad")[0];
        Fix[] fixes = [.. bad.Lint(code).Where(finding => finding.Rule.Code == code).SelectMany(finding => finding.Fixes.Take(1))];
        FixSafety safety = fixes.Length == 0 ? FixSafety.None : fixes.All(fix => fix.IsSafe) ? FixSafety.Safe : FixSafety.Unsafe;
        Assert.Equal(NewRules.InfoOf(code).Fix, safety);
        if (safety == FixSafety.Safe)
            Assert.Equal(page.Examples("Good")[0].Dockerfile.Text, Apply(fixes.SelectMany(fix => fix.Edits), bad.Dockerfile.Text));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_facts_of_a_page_are_those_of_the_catalogue(string code) =>
        GeneratedText.MustStandIn(RulePage.PathOf(code), "facts", GeneratedText.FactsOf(NewRules.InfoOf(code)));

    [Fact]
    public void The_index_lists_the_catalogue() =>
        GeneratedText.MustStandIn(Path.Combine(RulePage.Folder, "README.md"), "index", GeneratedText.Index());

    [Fact]
    public void The_readme_lists_the_catalogue() =>
        GeneratedText.MustStandIn(Path.Combine(RulePage.Folder, "../README.md"), "rules", GeneratedText.Index("rules/"));

    private static string Apply(IEnumerable<TextEdit> edits, string text)
    {
        foreach (TextEdit edit in edits.OrderByDescending(edit => edit.Span))
            text = text.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.NewText);
        return text;
    }
}
