using CsCheck;
using DockerLint.Cli.Fixing;
using DockerLint.Cli.Terminal;

namespace DockerLint.Cli.Tests;

public sealed class LineDiffTests
{
    private static readonly Gen<string[]> s_lines = Gen.Char["abc"].Select(unit => $"{unit}\n").Array[0, 12];

    [Theory]
    [InlineData("a\nb\n", "a\nb\n", "")]
    [InlineData("", "a\n", "@@ -0,0 +1 @@|+a|")]
    [InlineData("a\n", "", "@@ -1 +0,0 @@|-a|")]
    [InlineData("a\nb\nc\n", "a\nx\nc\n", "@@ -1,3 +1,3 @@| a|-b|+x| c|")]
    [InlineData("a", "a\n", "@@ -1 +1 @@|-a|\\ No newline at end of file|+a|")]
    [InlineData("a\r\nb\r\n", "a\r\nc\r\n", "@@ -1,2 +1,2 @@| a\r|-b\r|+c\r|")]
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n3\n4\n5\n6\n7\n8\n8b\n9\n", "@@ -1,9 +1,9 @@| 1|-2| 3| 4| 5| 6| 7| 8|+8b| 9|")]
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n2\n3\n4\n5\n6\n7\n8\ny\n", "@@ -1,4 +1,4 @@|-1|+x| 2| 3| 4|@@ -6,4 +6,4 @@| 6| 7| 8|-9|+y|")]
    public void Differences_are_shown_with_the_lines_around_them(string before, string after, string hunks) =>
        Assert.Equal($"--- x|+++ x|{hunks}", Shown(before, after).Replace('\n', '|'));

    [Fact]
    public void The_changes_make_the_new_text_of_the_old_one_and_leave_lines_between_them()
    {
        Gen.Select(s_lines, s_lines).Sample((before, after) =>
        {
            List<string> made = [];
            int line = 0;
            foreach (LineChange change in LineDiff.Between(before, after))
            {
                Assert.True(change.Start > line || line == 0);
                made.AddRange(before[line..change.Start]);
                Assert.Equal(made.Count, change.NewStart);
                made.AddRange(after[change.NewStart..change.NewEnd]);
                line = change.End;
            }

            made.AddRange(before[line..]);
            Assert.Equal(after, made);
        });
    }

    [Fact]
    public void As_few_lines_change_as_can_be()
    {
        Gen.Select(s_lines, s_lines).Sample((before, after) => Assert.Equal(
            before.Length + after.Length - (2 * CommonLength(before, after)),
            LineDiff.Between(before, after).Sum(change => change.Count + change.NewCount)));
    }

    [Fact]
    public void Texts_that_have_nothing_in_common_are_one_change()
    {
        string[] before = [.. Enumerable.Range(0, 3000).Select(number => $"{number}\n")];
        string[] after = [.. Enumerable.Range(5000, 3000).Select(number => $"{number}\n")];
        Assert.Equal([new LineChange(0, 3000, 0, 3000)], LineDiff.Between(before, after));
    }

    /// <summary>The length of the longest common subsequence, by its definition.</summary>
    private static int CommonLength(string[] one, string[] other)
    {
        int[,] lengths = new int[one.Length + 1, other.Length + 1];
        for (int row = 1; row <= one.Length; row++)
        {
            for (int column = 1; column <= other.Length; column++)
            {
                lengths[row, column] = one[row - 1] == other[column - 1]
                    ? lengths[row - 1, column - 1] + 1
                    : Math.Max(lengths[row - 1, column], lengths[row, column - 1]);
            }
        }

        return lengths[one.Length, other.Length];
    }

    private static string Shown(string before, string after)
    {
        using var stream = new MemoryStream();
        var ink = new InkWriter(stream, isColoured: false);
        UnifiedDiff.Write(ink, "x", before, after, isForTerminal: false);
        ink.Flush();
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
