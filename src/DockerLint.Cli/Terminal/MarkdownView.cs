namespace DockerLint.Cli.Terminal;

/// <summary>Shows Markdown in a terminal: headings and code stand out, examples are indented.</summary>
internal static class MarkdownView
{
    private const string Fence = "```";

    /// <summary>Writes a page.</summary>
    /// <param name="ink">Where to.</param>
    /// <param name="page">The page.</param>
    /// <param name="isColoured">Whether code is coloured; else it keeps its backticks.</param>
    public static void Write(InkWriter ink, string page, bool isColoured)
    {
        bool isExample = false;
        foreach (ReadOnlySpan<char> raw in page.AsSpan().TrimEnd().EnumerateLines())
        {
            string line = SafeText.Of(raw.ToString());
            if (line.StartsWith(Fence, StringComparison.Ordinal))
                isExample = !isExample;
            else if (isExample)
                ink.Write("    ").Write(line, Ink.Code).Line();
            else if (line.StartsWith("<!--", StringComparison.Ordinal))
                continue;
            else if (line.StartsWith('#'))
                ink.Write(line.TrimStart('#').Trim(), Ink.Strong).Line();
            else if (isColoured)
                WriteText(ink, line);
            else
                ink.Write(line).Line();
        }
    }

    private static void WriteText(InkWriter ink, string line)
    {
        string[] parts = line.Split('`');
        for (int index = 0; index < parts.Length; index++)
        {
            bool isCode = index % 2 == 1 && index < parts.Length - 1;
            bool isLoose = index % 2 == 1 && !isCode;
            ink.Write(isLoose ? "`" + parts[index] : parts[index], isCode ? Ink.Code : Ink.Plain);
        }

        ink.Line();
    }
}
