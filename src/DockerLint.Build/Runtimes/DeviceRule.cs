using System.Collections.Immutable;
using System.Globalization;

namespace DockerLint.Build.Runtimes;

/// <summary>What may be done with devices.</summary>
/// <param name="Kind"><c>c</c> or <c>b</c>; null for both.</param>
/// <param name="Major">The number of their driver; null for any.</param>
/// <param name="Minor">Their number; null for any.</param>
/// <param name="Access">Which of <c>r</c>, <c>w</c> and <c>m</c>, making its file.</param>
internal sealed record DeviceRule(string? Kind, int? Major, int? Minor, string Access)
{
    /// <summary>
    /// What programs may do: make files of all devices, and use those of no machine in particular, which are null, zero, full,
    /// random, urandom, tty, console, ptmx, and all pseudo-terminals (the kernel's devices.txt).
    /// </summary>
    public static ImmutableArray<DeviceRule> Allowed { get; } =
    [
        new("c", null, null, "m"), new("b", null, null, "m"), Use(1, 3), Use(1, 5), Use(1, 7), Use(1, 8), Use(1, 9), Use(5, 0), Use(5, 1), Use(5, 2), Use(136, null),
    ];

    /// <summary>As control groups of the first version read it (the kernel's cgroup-v1/devices.rst).</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind ?? "a"} {Number(Major)}:{Number(Minor)} {Access}");

    private static DeviceRule Use(int major, int? minor) => new("c", major, minor, "rwm");

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "*";
}
