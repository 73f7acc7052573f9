using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>A variable in the text of an arithmetic expression.</summary>
/// <param name="Text">Its name.</param>
/// <param name="Span">Where it stands in the file.</param>
/// <param name="IsAssigned">Whether the expression sets it; it reads it too unless it stands before a plain <c>=</c>.</param>
/// <param name="IsRead">Whether the expression uses its value.</param>
internal readonly record struct ArithmeticName(string Text, TextSpan Span, bool IsAssigned, bool IsRead)
{
    /// <summary>The names in a literal part of an expression.</summary>
    public static IEnumerable<ArithmeticName> In(ShellNode literal)
    {
        int length;
        for (int start = 0; start < literal.Characters.Length; start += length)
        {
            ReadOnlySpan<char> rest = literal.Characters[start..];
            length = ShellNames.LengthOf(rest);
            if (length == 0)
            {
                // A number takes the letters after it with it: 0x1f holds no name.
                length = char.IsAsciiDigit(rest[0]) ? LengthOfNumber(rest) : 1;
                continue;
            }

            ReadOnlySpan<char> next = rest[length..].TrimStart();
            bool isPlain = next is ['='] or ['=', not '=', ..];
            bool isChanged = isPlain || next is ['+', '+', ..] or ['-', '-', ..] or ['+' or '-' or '*' or '/' or '%' or '&' or '|' or '^', '=', ..];
            yield return new ArithmeticName(
                rest[..length].ToString(),
                literal.LogicalText.ToSource(new TextSpan(literal.LogicalSpan.Start + start, length)),
                isChanged,
                !isPlain);
        }
    }

    private static int LengthOfNumber(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] is '_' or '#'))
            length++;
        return length;
    }
}
