using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace DockerLint.Hosts.Hcl;

/// <summary>
/// Fills values into a text as <c>format</c> does (https://docs.docker.com/build/bake/stdlib/#format): <c>%s</c>, <c>%v</c>,
/// <c>%d</c>, <c>%f</c>, <c>%t</c>, <c>%q</c>, <c>%x</c> and <c>%%</c>, with <c>-</c>, <c>0</c>, a width and a precision.
/// </summary>
internal static class HclFormat
{
    /// <summary>The widest that a value is made, and the most digits after its point.</summary>
    private const int Widest = 1_000;

    /// <summary>The text; unknown where a value is not known or the format asks for what is not there.</summary>
    /// <param name="format">The text with places.</param>
    /// <param name="values">What is filled in, each in its turn.</param>
    /// <param name="span">Where the call stands.</param>
    public static HclValue Fill(string format, ImmutableArray<HclValue> values, TextSpan span)
    {
        var text = new StringBuilder();
        int next = 0;
        for (int at = 0; at < format.Length; at++)
        {
            if (format[at] != '%')
            {
                text.Append(format[at]);
                continue;
            }

            var place = Place.Read(format, ref at);
            if (place.Verb == '%')
            {
                text.Append('%');
                continue;
            }

            if (next == values.Length || place.Width > Widest || place.Precision > Widest || Written(values[next++], place, span) is not { } written)
                return HclValue.Unknown;
            text.Append(place.Padded(written));
            if (text.Length > HclEvaluator.LongestText)
                return HclValue.Unknown;
        }

        return next == values.Length ? new HclText(text.ToString(), span) : HclValue.Unknown;
    }

    /// <summary>A value as a verb has it; null where it cannot.</summary>
    private static string? Written(HclValue value, Place place, TextSpan span) => (place.Verb, value) switch
    {
        ('s' or 'v', _) => HclFunctions.TextOf(value, span)?.Text,
        ('q', HclText { Text: { } known }) => $"\"{known.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        ('d', HclNumber(var number)) when number == Math.Truncate(number) => number.ToString("0", CultureInfo.InvariantCulture),
        ('x', HclNumber(var number)) when number == Math.Truncate(number) && number is >= 0 and <= long.MaxValue => ((long)number).ToString("x", CultureInfo.InvariantCulture),
        ('f', HclNumber(var number)) => number.ToString($"F{place.Precision ?? 6}", CultureInfo.InvariantCulture),
        ('t', HclBool(var isSo)) => isSo ? "true" : "false",
        _ => null,
    };

    /// <summary>A place of a format.</summary>
    /// <param name="Verb">What is written there; NUL where the format ends before it.</param>
    /// <param name="Width">The least number of characters.</param>
    /// <param name="Precision">How many digits follow the point; null where nothing is said.</param>
    /// <param name="IsLeft">Whether what fills the width comes behind.</param>
    /// <param name="IsZero">Whether zeros fill it.</param>
    private readonly record struct Place(char Verb, int Width, int? Precision, bool IsLeft, bool IsZero)
    {
        /// <summary>Reads one.</summary>
        /// <param name="format">The format.</param>
        /// <param name="at">Where its <c>%</c> is; then where its verb is.</param>
        public static Place Read(string format, ref int at)
        {
            bool isLeft = false;
            bool isZero = false;
            for (at++; at < format.Length && format[at] is '-' or '0'; at++)
            {
                isLeft |= format[at] == '-';
                isZero |= format[at] == '0';
            }

            int width = Number(format, ref at) ?? 0;
            int? precision = null;
            if (at < format.Length && format[at] == '.')
            {
                at++;
                precision = Number(format, ref at) ?? 0;
            }

            return new Place(at < format.Length ? format[at] : '\0', width, precision, isLeft, isZero);
        }

        /// <summary>A text as wide as the place.</summary>
        public string Padded(string text) =>
            IsLeft ? text.PadRight(Width)
            : IsZero && text.StartsWith('-') ? "-" + text[1..].PadLeft(Width - 1, '0')
            : text.PadLeft(Width, IsZero ? '0' : ' ');

        private static int? Number(string format, ref int at)
        {
            int start = at;
            while (at < format.Length && char.IsAsciiDigit(format[at]))
                at++;
            return at == start ? null : int.TryParse(format.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : int.MaxValue;
        }
    }
}
