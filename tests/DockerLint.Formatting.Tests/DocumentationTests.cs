namespace DockerLint.Formatting.Tests;

/// <summary>The examples of docs/formatting.md are what happens.</summary>
public sealed class DocumentationTests
{
    private const string Fence = "```";

    public static TheoryData<string, string, string> Examples
    {
        get
        {
            var examples = new TheoryData<string, string, string>();
            foreach (string section in File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Docs", "formatting.md")).Split("\n## ").Skip(1))
            {
                string[] blocks = [.. section.Split($"{Fence}dockerfile\n").Skip(1).Select(static block => block[..block.IndexOf(Fence, StringComparison.Ordinal)])];
                for (int index = 0; index + 1 < blocks.Length; index += 2)
                    examples.Add(section.Split('\n')[0], blocks[index], blocks[index + 1]);
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_second_file_is_what_becomes_of_the_first(string section, string before, string after)
    {
        FormatOptions options = FormatOptions.Default with { IndentsShell = section.StartsWith("Scripts", StringComparison.Ordinal) };
        Assert.Equal(after, Formatted.Of(before, options));
        Assert.Equal(after, Formatted.Of(after, options));
    }

    [Fact]
    public void Every_section_on_the_style_has_an_example() => Assert.True(Examples.Count >= 6);
}
