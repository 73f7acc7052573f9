using System.Globalization;
using System.Text;

namespace DockerLint.Build.Plan;

/// <summary>Values as Go's package fmt writes them, as which they stand in the history of images.</summary>
internal static class GoText
{
    /// <summary>Texts by <c>%v</c>: <c>[a b]</c>.</summary>
    public static string List(IEnumerable<string> values) => $"[{string.Join(' ', values)}]";

    /// <summary>Texts by <c>%q</c>: <c>["a" "b"]</c>.</summary>
    public static string QuotedList(IEnumerable<string> values) => $"[{string.Join(' ', values.Select(Quote))}]";

    /// <summary>A text by <c>%q</c>.</summary>
    public static string Quote(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (Rune rune in value.EnumerateRunes())
        {
            string? escape = rune.Value switch
            {
                '\a' => @"\a",
                '\b' => @"\b",
                '\f' => @"\f",
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                '\v' => @"\v",
                '\\' => @"\\",
                '"' => "\\\"",
                _ => null,
            };
            if (escape is not null)
                quoted.Append(escape);
            else if (IsPrintable(rune))
                quoted.Append(rune.ToString());
            else if (rune.Value < 0x80)
                quoted.Append(CultureInfo.InvariantCulture, $@"\x{rune.Value:x2}");
            else if (rune.Value < 0x10000)
                quoted.Append(CultureInfo.InvariantCulture, $@"\u{rune.Value:x4}");
            else
                quoted.Append(CultureInfo.InvariantCulture, $@"\U{rune.Value:x8}");
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A duration as <c>time.Duration</c> writes itself: <c>1m30s</c>, <c>1.5ms</c>, <c>0s</c>.</summary>
    public static string Duration(long nanoseconds)
    {
        if (nanoseconds == 0)
            return "0s";
        decimal value = nanoseconds;
        if (nanoseconds is > -1_000_000_000 and < 1_000_000_000)
        {
            (decimal unit, string name) = Math.Abs(value) switch
            {
                < 1_000 => (1m, "ns"),
                < 1_000_000 => (1_000m, "µs"),
                _ => (1_000_000m, "ms"),
            };
            return Number(value / unit) + name;
        }

        decimal seconds = Math.Abs(value) / 1_000_000_000m;
        decimal minutes = Math.Floor(seconds / 60);
        decimal hours = Math.Floor(minutes / 60);
        var text = new StringBuilder(value < 0 ? "-" : "");
        if (hours > 0)
            text.Append(Number(hours)).Append('h');
        if (minutes > 0)
            text.Append(Number(minutes % 60)).Append('m');
        return text.Append(Number(seconds % 60)).Append('s').ToString();
    }

    private static string Number(decimal value) => value.ToString("0.#########", CultureInfo.InvariantCulture);

    /// <summary>What <c>strconv.IsPrint</c> takes for visible: letters, marks, numbers, punctuation, symbols and the plain space.</summary>
    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
