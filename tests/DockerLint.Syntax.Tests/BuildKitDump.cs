using System.Globalization;
using System.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests;

/// <summary>Writes an instruction as the dump of BuildKit's parser does, so that the two can be compared.</summary>
internal static class BuildKitDump
{
    public static string Of(InstructionSyntax instruction)
    {
        var dump = new StringBuilder(instruction.Keyword.ToLowerInvariant());
        if (!instruction.Flags.IsEmpty)
            dump.Append(" [").AppendJoin(' ', instruction.Flags.Select(flag => Quote(flag.Text))).Append(']');
        if (instruction.Nested is { } nested)
            return dump.Append(" (").Append(Of(nested)).Append(')').ToString();
        if (instruction is InvalidInstructionSyntax)
            return dump.Append(" \"\"").ToString().Trim();
        if (instruction is EnvSyntax or LabelSyntax)
        {
            var pairs = (KeyValuesSyntax)instruction;
            foreach (KeyValueSyntax pair in pairs.Pairs)
                dump.Append(CultureInfo.InvariantCulture, $" {Quote(pair.Name.Text)} {Quote(pair.Value?.Text ?? "")} {Quote(pairs.IsLegacy ? "" : "=")}");
            return dump.ToString();
        }

        foreach (WordSyntax word in instruction.Arguments)
            dump.Append(' ').Append(Quote(word.Text));
        return dump.ToString();
    }

    /// <summary>A string literal as Go's strconv.Quote writes it.</summary>
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                7 => "\\a",
                8 => "\\b",
                12 => "\\f",
                10 => "\\n",
                13 => "\\r",
                9 => "\\t",
                11 => "\\v",
                < 32 or 127 => $"\\x{rune.Value:x2}",
                _ when IsPrintable(rune) => rune.ToString(),
                <= 0xFFFF => $"\\u{rune.Value:x4}",
                _ => $"\\U{rune.Value:x8}",
            });
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.SpaceSeparator);
}
