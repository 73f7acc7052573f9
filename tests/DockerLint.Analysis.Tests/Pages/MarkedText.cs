namespace DockerLint.Analysis.Tests.Pages;

/// <summary>Where a finding is expected or was found.</summary>
/// <param name="Line">From 1, in the text without its caret lines.</param>
/// <param name="Start">The first column, from 0.</param>
/// <param name="End">The column after the last one on that line.</param>
/// <param name="Code">The rule.</param>
internal readonly record struct Mark(int Line, int Start, int End, string Code) : IComparable<Mark>
{
    /// <summary>
    /// The part of a finding on its first line. An empty one is marked by one caret, at the margin by the two
    /// columns that are the least that can be marked there.
    /// </summary>
    public static Mark Of(Diagnostic finding, Syntax.Text.SourceText source)
    {
        int line = source.Lines.LineOf(finding.Span.Start);
        TextSpan whole = source.Lines.SpanOf(line);
        int start = finding.Span.Start - whole.Start;
        int end = Math.Min(finding.Span.End, whole.End) - whole.Start;
        return new Mark(line, start, Math.Max(end, start == 0 ? 2 : start + 1), finding.Rule.Code);
    }

    public int CompareTo(Mark other) =>
        (Line, Start, End).CompareTo((other.Line, other.Start, other.End)) is var order and not 0
            ? order
            : string.CompareOrdinal(Code, other.Code);

    public override string ToString() => $"line {Line}, columns {Start} to {End - 1}: {Code}";
}

/// <summary>
/// A Dockerfile with comments of carets under some of its lines: each says where on the line above which rules find
/// something. <c>#^^ DL4000</c> starts at column 0, <c>#   ^^ DL3007</c> at column 4.
/// </summary>
/// <param name="Text">The Dockerfile without those comments.</param>
/// <param name="Marks">What they say, in order.</param>
internal sealed record MarkedText(string Text, Mark[] Marks)
{
    public static MarkedText Parse(IEnumerable<string> lines)
    {
        List<string> text = [];
        List<Mark> marks = [];
        foreach (string line in lines)
        {
            if (line.StartsWith('#') && line.AsSpan(1).TrimStart(' ').StartsWith('^'))
                marks.AddRange(MarksOf(line, text.Count));
            else
                text.Add(line);
        }

        return new MarkedText(string.Join('\n', text) + "\n", [.. marks.Order()]);
    }

    private static IEnumerable<Mark> MarksOf(string caretLine, int line)
    {
        int carets = caretLine.LastIndexOf('^') + 1;
        string[] codes = caretLine[carets..].Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        string columns = caretLine[..carets];
        if (columns[1] == '^')
            columns = '^' + columns[1..];
        for (int start = columns.IndexOf('^'); start >= 0; start = columns.IndexOf('^', start))
        {
            int end = start;
            while (end < columns.Length && columns[end] == '^')
                end++;
            foreach (string code in codes)
                yield return new Mark(line, start, end, code);
            start = end;
        }
    }
}
