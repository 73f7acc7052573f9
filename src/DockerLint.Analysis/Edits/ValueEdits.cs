using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Edits;

/// <summary>Puts a text in double quotes, character by character, so that line ends and comments inside stay.</summary>
internal sealed class ValueEdits
{
    private readonly WordSyntax _word;
    private readonly char _escape;
    private readonly string[] _before;
    private readonly bool[] _isDropped;
    private bool _isPossible = true;

    private ValueEdits(WordSyntax word, char escape)
    {
        _word = word;
        _escape = escape;
        _before = [.. Enumerable.Repeat("", word.Text.Length + 1)];
        _isDropped = new bool[word.Text.Length];
    }

    private string Text => _word.Text;

    /// <summary>
    /// Makes one word of a text that holds white space: double quotes around it, and in it the quotes and escapes that
    /// give the same value there.
    /// </summary>
    /// <returns>Nothing where no white space needs quotes; null where it cannot be said in double quotes.</returns>
    public static ImmutableArray<TextEdit>? OneWord(WordSyntax word, char escape)
    {
        if (!word.Parts.Any(part => part is LiteralPart or VariablePart && word.Text.AsSpan(part.Span.Start, part.Span.Length).ContainsAny(Spaces.All)))
            return [];
        var edits = new ValueEdits(word, escape);
        edits.Requote(word.Parts, isQuoted: false);
        return edits._isPossible ? edits.Quoted("") : null;
    }

    /// <summary>Makes <c>name="text"</c> of a text in which nothing has been expanded; a pair of quotes around it is dropped.</summary>
    public static ImmutableArray<TextEdit> Named(string name, WordSyntax word, char escape)
    {
        var edits = new ValueEdits(word, escape);
        string text = word.Text;
        bool isQuoted = text.Length > 1 && text[0] is '"' or '\'' && text[^1] == text[0] && text.IndexOf(text[0], 1) == text.Length - 1;
        if (isQuoted)
        {
            edits.Drop(0);
            edits.Drop(text.Length - 1);
        }

        edits.Protect(isQuoted ? new TextSpan(1, text.Length - 2) : new TextSpan(0, text.Length), $"\"${escape}");
        return edits.Quoted($"{name}=");
    }

    private void Requote(ImmutableArray<WordPart> parts, bool isQuoted)
    {
        foreach (WordPart part in parts)
        {
            switch (part)
            {
                case LiteralPart:
                    Protect(part.Span, "$");
                    break;
                case EscapePart when !isQuoted && !(part.Span.Length == 2 && (Text[part.Span.End - 1] is '"' or '$' || Text[part.Span.End - 1] == _escape)):
                    Drop(part.Span.Start);
                    break;
                case SingleQuotedPart quoted:
                    DropQuotes(part.Span);
                    Protect(quoted.Content, $"\"${_escape}");
                    break;
                case DoubleQuotedPart quoted:
                    DropQuotes(part.Span);
                    Requote(quoted.Parts, isQuoted: true);
                    break;
                case VariablePart:
                    KeepVariable(part.Span);
                    break;
                case BadPart:
                    _isPossible = false;
                    break;
            }
        }
    }

    /// <summary>A name that ends where a quote is dropped gets braces, so that it does not go on.</summary>
    private void KeepVariable(TextSpan span)
    {
        _isPossible &= !Text.AsSpan(span.Start, span.Length).ContainsAny('"', '\'', _escape);
        if (Text[span.Start + 1] != '{' && span.End < Text.Length && (Text[span.End] is '"' or '\'' || Text[span.End] == _escape))
        {
            _before[span.Start + 1] = "{";
            _before[span.End] = "}";
        }
    }

    private void DropQuotes(TextSpan span)
    {
        Drop(span.Start);
        Drop(span.End - 1);
    }

    private void Drop(int index) => _isDropped[index] = true;

    private void Protect(TextSpan span, string special)
    {
        for (int index = span.Start; index < span.End; index++)
        {
            if (special.Contains(Text[index], StringComparison.Ordinal))
                _before[index] += _escape;
        }
    }

    private ImmutableArray<TextEdit> Quoted(string name)
    {
        ImmutableArray<TextEdit>.Builder edits = ImmutableArray.CreateBuilder<TextEdit>();
        for (int index = 0; index < Text.Length; index++)
        {
            string before = index == 0 ? $"{name}\"{_before[0]}" : _before[index];
            TextSpan place = _word.SpanOf(new TextSpan(index, 1));
            if (before.Length > 0 || _isDropped[index])
                edits.Add(Edit.Replace(_isDropped[index] ? place : place with { Length = 0 }, before));
        }

        edits.Add(Edit.Insert(_word.Span.End, $"{_before[Text.Length]}\""));
        return edits.DrainToImmutable();
    }
}
