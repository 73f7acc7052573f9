using System.Collections.Immutable;
using DockerLint.Syntax.Text;
using DockerLint.Yaml;

namespace DockerLint.Hosts.Readers;

/// <summary>Tells a file that a template engine fills in from one that is wrong.</summary>
internal static class TemplateMark
{
    private static readonly ImmutableArray<string> s_marks = ["{{", "{%", "<%"];

    /// <summary>The mark that explains why a file is no YAML; null where none does.</summary>
    public static TextSpan? In(SourceText source, ImmutableArray<YamlError> errors)
    {
        if (!errors.Any(static error => error.Kind != YamlErrorKind.DuplicateKey))
            return null;
        for (int line = 1; line <= source.Lines.Count; line++)
        {
            TextSpan span = source.Lines.SpanOf(line);
            if (MarkIn(source, span) is { } mark && (StartsValue(source.Value.AsSpan(span.Start, mark.Start - span.Start)) || errors.Any(error => IsOn(span, error))))
                return mark;
        }

        return null;
    }

    private static bool IsOn(TextSpan line, YamlError error) => error.Span.Start >= line.Start && error.Span.Start <= line.End;

    private static TextSpan? MarkIn(SourceText source, TextSpan line)
    {
        ReadOnlySpan<char> text = source.Slice(line);
        foreach (string mark in s_marks)
        {
            int start = text.IndexOf(mark);
            if (start > 0 && text[start - 1] == '$')
                continue;
            if (start >= 0)
                return new TextSpan(line.Start + start, mark.Length);
        }

        return null;
    }

    /// <summary>Whether a value or a line starts behind a text, so that what stands there would be YAML.</summary>
    private static bool StartsValue(ReadOnlySpan<char> before) => before.TrimEnd() is [] or [.., ':' or '-'];
}
