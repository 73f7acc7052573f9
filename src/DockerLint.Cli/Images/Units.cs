using System.Globalization;

namespace DockerLint.Cli.Images;

/// <summary>Sizes and ages as Docker writes them (docker/go-units).</summary>
internal static class Units
{
    private static readonly string[] s_units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>A size with three digits that count: <c>0B</c>, <c>953B</c>, <c>72.8MB</c>.</summary>
    public static string Size(long bytes)
    {
        decimal value = bytes;
        int unit = 0;
        while (value >= 999.5m && unit < s_units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        int decimals = value < 9.995m ? 2 : value < 99.95m ? 1 : 0;
        return Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture) + s_units[unit];
    }

    /// <summary>How long ago something was: <c>2 weeks ago</c>.</summary>
    /// <param name="then">When it was; null where that is not known.</param>
    /// <param name="now">What time it is.</param>
    public static string Ago(DateTimeOffset? then, DateTimeOffset now) => then is { } time ? $"{Span(now - time)} ago" : "N/A";

    /// <summary>A point in time: <c>2024-05-01 12:00:00 +0000 UTC</c>.</summary>
    public static string Time(DateTimeOffset? time) =>
        time is { } given ? given.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss '+0000 UTC'", CultureInfo.InvariantCulture) : "N/A";

    private static string Span(TimeSpan span)
    {
        const int DaysOfWeek = 7;
        const int DaysOfMonth = 30;
        const int DaysOfYear = 365;
        int hours = (int)(span.TotalHours + 0.5);
        int days = hours / 24;
        return (span.TotalSeconds, (int)span.TotalMinutes) switch
        {
            ( < 1, _) => "Less than a second",
            ( < 2, _) => "1 second",
            ( < 60, _) => Number((int)span.TotalSeconds, "seconds"),
            (_, 1) => "About a minute",
            (_, < 60) => Number((int)span.TotalMinutes, "minutes"),
            _ when hours == 1 => "About an hour",
            _ when days < 2 => Number(hours, "hours"),
            _ when days < 2 * DaysOfWeek => Number(days, "days"),
            _ when days < 2 * DaysOfMonth => Number(days / DaysOfWeek, "weeks"),
            _ when days < 2 * DaysOfYear => Number(days / DaysOfMonth, "months"),
            _ => Number((int)(span.TotalDays / DaysOfYear), "years"),
        };
    }

    private static string Number(int number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number} {unit}");
}
