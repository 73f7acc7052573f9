using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis;

/// <summary>The names of variables in a script's words.</summary>
internal static class ShellNames
{
    /// <summary>Whether a command takes assignments as arguments.</summary>
    public static bool IsDeclaration(string command) => command is "export" or "readonly" or "local" or "declare" or "typeset";

    /// <summary>The name before the equals sign of an argument <c>name=…</c> or <c>name+=…</c>; empty for another word.</summary>
    public static ReadOnlySpan<char> AssignedBy(ShellWordSyntax word)
    {
        ReadOnlySpan<char> text = word.Characters;
        int length = LengthOf(text);
        return length > 0 && text[length..] is ['=', ..] or ['+', '=', ..] ? text[..length] : [];
    }

    /// <summary>The length of the name that a text starts with.</summary>
    public static int LengthOf(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && IsNamePart(text[length], length))
            length++;
        return length;
    }

    /// <summary>Whether a word is a name and nothing else.</summary>
    public static bool IsName(ReadOnlySpan<char> text) => !text.IsEmpty && LengthOf(text) == text.Length;

    private static bool IsNamePart(char c, int index) => char.IsAsciiLetter(c) || c == '_' || (index > 0 && char.IsAsciiDigit(c));
}
