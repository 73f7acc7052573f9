using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DockerLint.Lexing;
using DockerLint.References;

namespace DockerLint.Semantics.Values;

/// <summary>
/// What STOPSIGNAL takes: a number other than 0, or a name of Linux with or without SIG, in any letter case.
/// </summary>
/// <param name="Number">The number of the signal; any but 0, BuildKit sets no range.</param>
/// <param name="Name">The name with SIG in upper case; null when a number is written.</param>
public sealed record StopSignal(long Number, string? Name)
{
    private const string Prefix = "SIG";
    private const int FirstRealTime = 34;
    private const int LastRealTime = 64;

    /// <summary>Names without SIG, with the numbers that they have on every Linux but mips and sparc.</summary>
    private static readonly FrozenDictionary<string, int> Numbers = Table(
        "HUP=1", "INT=2", "QUIT=3", "ILL=4", "TRAP=5", "ABRT=6", "IOT=6", "BUS=7", "FPE=8", "KILL=9", "USR1=10",
        "SEGV=11", "USR2=12", "PIPE=13", "ALRM=14", "TERM=15", "STKFLT=16", "CHLD=17", "CLD=17", "CONT=18", "STOP=19",
        "TSTP=20", "TTIN=21", "TTOU=22", "URG=23", "XCPU=24", "XFSZ=25", "VTALRM=26", "PROF=27", "WINCH=28", "IO=29",
        "POLL=29", "PWR=30", "SYS=31");

    /// <summary>Reads a signal.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out StopSignal? value, [NotNullWhen(false)] out ValueError? error)
    {
        value = null;
        error = null;
        var span = new TextSpan(0, text.Length);
        if (GoNumber.TryParseSigned(text, long.MaxValue, out long number))
        {
            if (number == 0)
                error = new("0 is no signal; use a name such as SIGTERM", span);
            else
                value = new StopSignal(number, null);
            return value is not null;
        }

        string name = text.ToUpperInvariant();
        if (name.StartsWith(Prefix, StringComparison.Ordinal))
            name = name[Prefix.Length..];
        if (Numbers.TryGetValue(name, out int known))
        {
            value = new StopSignal(known, Prefix + name);
            return true;
        }

        error = new(
            text.Length == 0
                ? "the signal is empty; use a name such as SIGTERM"
                : $"signal \"{text}\" is not known; use {Prefix}{Nearest(name) ?? "TERM"}",
            span);
        return false;
    }

    /// <summary>The name that was probably meant, TERM before others that are as near.</summary>
    private static string? Nearest(string name) => Suggestion.Nearest(
        name, Numbers.Keys.OrderBy(known => known is not "TERM").ThenBy(known => known, StringComparer.Ordinal));

    private static FrozenDictionary<string, int> Table(params string[] signals)
    {
        var numbers = new Dictionary<string, int>();
        foreach (string signal in signals)
        {
            string[] parts = signal.Split('=');
            numbers.Add(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture));
        }

        // Real-time signals are counted from either end, up to the middle.
        for (int step = 0; step <= 15; step++)
            numbers.Add(step == 0 ? "RTMIN" : $"RTMIN+{step}", FirstRealTime + step);
        for (int step = 0; step <= 14; step++)
            numbers.Add(step == 0 ? "RTMAX" : $"RTMAX-{step}", LastRealTime - step);
        return numbers.ToFrozenDictionary();
    }
}
