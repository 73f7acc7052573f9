using System.Text;
using DockerLint.Cli.Terminal;

namespace DockerLint.Cli.Tests;

public sealed class MarkdownViewTests
{
    private const string Page = "# DL1: A\n\n<!-- facts -->\n| a | b |\n\nUse `x` and `y\n\n## Bad\n```dockerfile\nFROM a\n#    ^ DL1\n```\n";

    [Fact]
    public void A_page_is_plain_where_it_is_not_for_a_terminal() => Assert.Equal(
        "DL1: A\n\n| a | b |\n\nUse `x` and `y\n\nBad\n    FROM a\n    #    ^ DL1\n", Shown(isColoured: false));

    [Fact]
    public void Headings_and_code_stand_out_in_a_terminal() => Assert.Equal(
        "<1m>DL1: A<0m>\n\n| a | b |\n\nUse <36m>x<0m> and `y\n\n<1m>Bad<0m>\n    <36m>FROM a<0m>\n    <36m>#    ^ DL1<0m>\n",
        Shown(isColoured: true).Replace("\u001b[1m", "<1m>", StringComparison.Ordinal).Replace("\u001b[0m", "<0m>", StringComparison.Ordinal).Replace("\u001b[36m", "<36m>", StringComparison.Ordinal));

    private static string Shown(bool isColoured)
    {
        using var stream = new MemoryStream();
        var ink = new InkWriter(stream, isColoured);
        MarkdownView.Write(ink, Page, isColoured);
        ink.Flush();
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
