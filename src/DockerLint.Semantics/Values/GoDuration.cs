using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Lexing;
using DockerLint.References;
using Pidgin;
using static Pidgin.Parser;

namespace DockerLint.Semantics.Values;

/// <summary>
/// A duration as Go's time.ParseDuration reads it: decimal numbers with units, such as <c>1m30s</c> or <c>-1.5h</c>, or
/// a plain <c>0</c>.
/// </summary>
/// <param name="Nanoseconds">The length; negative for a negative duration, at most 292 years either way.</param>
public readonly record struct GoDuration(long Nanoseconds)
{
    private const ulong Limit = 1UL << 63;
    private const string Units = "ns, us, ms, s, m or h";

    private static readonly SearchValues<char> StartsNumber = SearchValues.Create(ValueGrammar.DigitCharacters + ".");

    private static readonly Parser<char, Element> ElementGrammar = Map(
        static (whole, fraction, unit) => new Element(whole, fraction, unit),
        Lex.TakeWhile(ValueGrammar.Digits),
        ValueGrammar.After('.', Lex.TakeWhile(ValueGrammar.Digits)),
        Lex.TakeUntil(StartsNumber));

    private static readonly Parser<char, ImmutableArray<Element>> ElementsGrammar =
        Lex.Many(ElementGrammar, static next => next is '.' or (>= '0' and <= '9')).Before(Parser<char>.End);

    /// <summary>Reads a duration.</summary>
    public static bool TryParse(string text, out GoDuration value, [NotNullWhen(false)] out ValueError? error)
    {
        value = default;
        error = null;
        int start = text is ['-' or '+', ..] ? 1 : 0;
        if (text.AsSpan(start) is "0")
            return true;

        Result<char, ImmutableArray<Element>> parsed = ElementsGrammar.Parse(text.AsSpan(start));
        if (!parsed.Success || parsed.Value.IsEmpty)
        {
            error = new(
                text.Length == start
                    ? "the duration is empty; write a number with a unit, such as 30s"
                    : $"\"{text}\" is not a duration; write numbers with units, such as 1m30s",
                new TextSpan(0, text.Length));
            return false;
        }

        ulong total = 0;
        foreach (Element element in parsed.Value)
        {
            if (!TryMeasure(text, element.Shift(start), out ulong nanoseconds, out error))
                return false;
            total += nanoseconds;
            if (total > Limit)
            {
                error = TooLong(new TextSpan(0, text.Length));
                return false;
            }
        }

        bool negative = text[0] == '-';
        if (!negative && total == Limit)
        {
            error = TooLong(new TextSpan(0, text.Length));
            return false;
        }

        value = new GoDuration(negative ? unchecked(-(long)total) : (long)total);
        return true;
    }

    private static bool TryMeasure(
        string text, Element element, out ulong nanoseconds, [NotNullWhen(false)] out ValueError? error)
    {
        nanoseconds = 0;
        ReadOnlySpan<char> fraction = element.Fraction is { } span ? text.Slice(span) : [];
        if (element.Whole.Length == 0 && fraction.IsEmpty)
        {
            error = new("a number is missing; write one before the unit, such as 30s", element.Span);
            return false;
        }

        ReadOnlySpan<char> unitText = text.Slice(element.Unit);
        ulong unit = unitText switch
        {
            "ns" => 1,
            "us" or "\u00B5s" or "\u03BCs" => 1_000, // micro sign and Greek mu
            "ms" => 1_000_000,
            "s" => 1_000_000_000,
            "m" => 60_000_000_000,
            "h" => 3_600_000_000_000,
            _ => 0,
        };
        if (unit == 0)
        {
            error = unitText.IsEmpty
                ? new($"the unit is missing; write {Units} after the number", element.Unit)
                : new($"unit \"{unitText}\" is not known; use {Units}", element.Unit);
            return false;
        }

        ulong whole = 0;
        if (element.Whole.Length > 0
            && !GoNumber.TryParseUnsigned(text.Slice(element.Whole), 10, Limit / unit, out whole))
        {
            error = TooLong(element.Span);
            return false;
        }

        nanoseconds = (whole * unit) + Fraction(fraction, unit);
        error = nanoseconds > Limit ? TooLong(element.Span) : null;
        return error is null;
    }

    /// <summary>The fraction of a unit, in Go's floating-point arithmetic; digits beyond its precision do not count.</summary>
    private static ulong Fraction(ReadOnlySpan<char> digits, ulong unit)
    {
        const ulong mostBeforeDigit = (Limit - 1) / 10;
        ulong value = 0;
        double scale = 1;
        foreach (char digit in digits)
        {
            ulong next = (value * 10) + (ulong)(digit - '0');
            if (value > mostBeforeDigit || next > Limit)
                break;
            value = next;
            scale *= 10;
        }

        return (ulong)(value * (unit / scale));
    }

    private static ValueError TooLong(TextSpan span) => new("the duration is too long; stay below 292 years", span);

    private readonly record struct Element(TextSpan Whole, TextSpan? Fraction, TextSpan Unit)
    {
        public TextSpan Span => TextSpan.Between(Whole.Start, Unit.End);

        public Element Shift(int offset) => new(Whole.Shift(offset), Fraction?.Shift(offset), Unit.Shift(offset));
    }
}
