using System.Collections.Immutable;
using DockerLint.Syntax.Grammar;
using DockerLint.Syntax.Text;

namespace DockerLint.Syntax.Tree;

/// <summary>One argument of an instruction.</summary>
public sealed class WordSyntax : SyntaxNode
{
    private readonly bool _isJson;
    private string? _text;
    private ImmutableArray<WordPart> _parts;

    internal WordSyntax(LogicalLine line, TextSpan local)
        : base(line, local)
    {
    }

    /// <summary>An element of a JSON array.</summary>
    /// <param name="line">The line.</param>
    /// <param name="local">The quotes included.</param>
    /// <param name="decoded">Its value.</param>
    internal WordSyntax(LogicalLine line, TextSpan local, string decoded)
        : base(line, local)
    {
        _isJson = true;
        _text = decoded;
    }

    /// <summary>
    /// The text that variable expansion reads: as written, quotes and escapes kept; of a JSON element, its value.
    /// </summary>
    public string Text => _text ??= RawText;

    /// <summary>Whether it is an element of a JSON array.</summary>
    public bool IsJson => _isJson;

    /// <summary>Whether expansion may change more than quotes: the text holds a <c>$</c>.</summary>
    public bool HasVariables => Text.Contains('$', StringComparison.Ordinal);

    /// <summary>The text as expansion reads it.</summary>
    public ImmutableArray<WordPart> Parts
    {
        get
        {
            if (_parts.IsDefault)
                ImmutableInterlocked.InterlockedInitialize(ref _parts, WordGrammar.Parse(Text, Line.Escape));
            return _parts;
        }
    }

    /// <summary>All variables in it, nested ones included, in the order in which they stand.</summary>
    public IEnumerable<VariablePart> Variables => HasVariables ? Parts.Variables() : [];

    /// <summary>
    /// <see cref="Text"/> with each of its characters at its place in the file; null where an escape of a JSON string
    /// stands for another character.
    /// </summary>
    public LogicalText? Verbatim
    {
        get
        {
            if (!_isJson)
                return Line.Text.Slice(Local);
            ReadOnlySpan<char> raw = Line.Text.Span[..(Local.End - 1)];
            ImmutableArray<TextSpan>.Builder pieces = ImmutableArray.CreateBuilder<TextSpan>();
            int start = Local.Start + 1;
            while (raw[start..].IndexOf('\\') is >= 0 and int length)
            {
                pieces.Add(new TextSpan(start, length));
                start += length + 1;
                if (raw[start] is not ('"' or '\\' or '/'))
                    return null;
                pieces.Add(new TextSpan(start, 1));
                start++;
            }

            pieces.Add(TextSpan.Between(start, raw.Length));
            return Line.Text.Pick(pieces.DrainToImmutable());
        }
    }

    /// <summary>Where a part of <see cref="Text"/> stands in the file.</summary>
    public TextSpan SpanOf(TextSpan part)
    {
        if (!_isJson)
            return Line.Text.ToSource(part.Shift(Local.Start));
        bool isVerbatim = Text.Length == Local.Length - 2;
        return isVerbatim ? Line.Text.ToSource(part.Shift(Local.Start + 1)) : Span;
    }
}

/// <summary>What can be asked of the parts of a word.</summary>
public static class WordParts
{
    /// <summary>All variables, nested ones included, in the order in which they stand.</summary>
    public static IEnumerable<VariablePart> Variables(this ImmutableArray<WordPart> parts)
    {
        foreach (WordPart part in parts)
        {
            ImmutableArray<WordPart> inner = [];
            if (part is DoubleQuotedPart quoted)
                inner = quoted.Parts;
            if (part is VariablePart variable)
            {
                yield return variable;
                inner = variable.Word.AddRange(variable.Replacement);
            }

            foreach (VariablePart nested in inner.Variables())
                yield return nested;
        }
    }
}
