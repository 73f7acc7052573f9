namespace DockerLint.Analysis.Tests.Pages;

public sealed class MarkedTextTests
{
    [Fact]
    public void Caret_lines_are_taken_out_and_say_where_and_which_rules()
    {
        MarkedText marked = MarkedText.Parse(["# a comment", "ENV a", "#^^ DL1000", "RUN b c", "#   ^ ^ DK1001, DK1002", "#     ^^ DL3006"]);
        Assert.Equal("# a comment\nENV a\nRUN b c\n", marked.Text);
        Assert.Equal(
            [
                new Mark(2, 0, 3, "DL1000"), new Mark(3, 4, 5, "DK1001"), new Mark(3, 4, 5, "DK1002"),
                new Mark(3, 6, 7, "DK1001"), new Mark(3, 6, 7, "DK1002"), new Mark(3, 6, 8, "DL3006"),
            ],
            marked.Marks);
    }

    [Fact]
    public void A_page_is_cut_at_its_headings_and_a_dockerignore_belongs_to_the_next_example()
    {
        RulePage page = RulePage.Parse("# T\n## Bad\n```dockerignore\n*\n```\n```dockerfile platform=p\n# A\n## B\n```\n```sh\nls\n```\n## Good\n```dockerfile\nC\n```\n");
        Assert.Equal(("T", "Bad Good"), (page.Title, string.Join(' ', page.Sections.Select(section => section.Heading))));
        PageExample bad = Assert.Single(page.Examples("Bad"));
        Assert.Equal(("*", "# A\n## B\n", 6), (bad.Ignore, bad.Dockerfile.Text, bad.Line));
        Assert.Equal(["platform=p"], bad.Settings);
        Assert.Null(Assert.Single(page.Examples("Good")).Ignore);
    }
}
