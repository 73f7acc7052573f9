using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Lexing;
using DockerLint.References;
using Pidgin;

namespace DockerLint.Semantics.Values;

/// <summary>One field of comma-separated values.</summary>
/// <param name="Text">The field without its quotes.</param>
/// <param name="Span">Where the field is written, without its quotes.</param>
public readonly record struct CsvField(string Text, TextSpan Span)
{
    /// <summary>Where a part of <see cref="Text"/> is written; the whole field when doubled quotes shift it.</summary>
    public TextSpan Locate(int start, int length) =>
        Text.Length == Span.Length ? new TextSpan(Span.Start + start, length) : Span;
}

/// <summary>One record of comma-separated values as Go's encoding/csv reads it.</summary>
public static class CsvRecord
{
    private static readonly SearchValues<char> EndsPlain = SearchValues.Create(",\"");

    /// <summary>A field in quotes, quotes included.</summary>
    private static readonly Parser<char, TextSpan> Quoted = Lex.Take(QuotedLength, minimum: 2);

    private static readonly Parser<char, TextSpan> Plain = Lex.TakeUntil(EndsPlain);

    private static readonly Parser<char, ImmutableArray<TextSpan>> RecordGrammar =
        Lex.SeparatedBy(Lex.Switch(static next => next == '"' ? Quoted : Plain, Plain), ',').Before(Parser<char>.End);

    /// <summary>Reads the fields of <paramref name="text"/>.</summary>
    /// <param name="text">The record.</param>
    /// <param name="fields">Its fields; empty unless the result is true.</param>
    /// <param name="error">Why it is none; null when the result is true.</param>
    public static bool TryRead(
        string text, out ImmutableArray<CsvField> fields, [NotNullWhen(false)] out ValueError? error)
    {
        fields = [];
        error = null;
        if (text.Length == 0)
        {
            error = new("the value is empty; write key=value fields with commas between them", default);
            return false;
        }

        Result<char, ImmutableArray<TextSpan>> parsed = RecordGrammar.Parse(text);
        if (!parsed.Success)
        {
            int offset = parsed.Error!.ErrorOffset;
            error = new(
                "quotes must enclose a whole field; write \"key=value\", and double a quote inside",
                TextSpan.Between(Math.Min(offset, text.Length - 1), text.Length));
            return false;
        }

        fields = [.. parsed.Value.Select(span => FieldAt(text, span))];
        return true;
    }

    private static CsvField FieldAt(string text, TextSpan span)
    {
        bool quoted = span.Length > 0 && text[span.Start] == '"';
        TextSpan content = quoted ? new TextSpan(span.Start + 1, span.Length - 2) : span;
        string written = text.Slice(content).ToString();
        return new CsvField(quoted ? written.Replace("\"\"", "\"", StringComparison.Ordinal) : written, content);
    }

    /// <summary>Length of the quoted field that <paramref name="rest"/> starts with; 0 when it is never closed.</summary>
    private static int QuotedLength(ReadOnlySpan<char> rest)
    {
        int length = 1;
        while (rest[length..].IndexOf('"') is var next and >= 0)
        {
            length += next + 1;
            if (length == rest.Length || rest[length] != '"')
                return length;
            length++;
        }

        return 0;
    }
}
