using System.Globalization;

namespace DockerLint.Build.Runtimes;

/// <summary>Keeps which runtime works, since trying takes longer than many a step. It holds until the machine starts anew or a runtime changes.</summary>
internal sealed class RuntimeMemory
{
    private const string BootId = "/proc/sys/kernel/random/boot_id";

    /// <summary>Another number than before where more can work than was tried before.</summary>
    private const string Trial = "2";

    private readonly string _file;
    private readonly string _machine;

    /// <summary>The memory of a store.</summary>
    /// <param name="folder">The store.</param>
    /// <param name="programs">The runtimes that come into question; null for those that are not installed.</param>
    public RuntimeMemory(string folder, IReadOnlyList<string?> programs)
    {
        _file = Path.Combine(folder, "runtime");
        IEnumerable<string> all = programs.Select(static program => program is null
            ? "-"
            : string.Create(CultureInfo.InvariantCulture, $"{program} {File.GetLastWriteTimeUtc(program).Ticks}"));
        _machine = $"{Trial} {(File.Exists(BootId) ? File.ReadAllText(BootId).Trim() : "")} {string.Join(' ', all)}";
    }

    /// <summary>What was found out; null where nothing was that still holds.</summary>
    public Known? Recall()
    {
        try
        {
            return File.ReadAllLines(_file) is [var machine, var name, var hasControlGroup, var reason] && machine == _machine
                ? new Known(name, hasControlGroup == bool.TrueString, reason)
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Keeps what was found out.</summary>
    public void Remember(Known known)
    {
        string temporary = $"{_file}.{Path.GetRandomFileName()}";
        File.WriteAllLines(temporary, [_machine, known.Name, known.HasControlGroup.ToString(), known.Reason]);
        File.Move(temporary, _file, overwrite: true);
    }

    /// <summary>Which runtime works, and why it is this one.</summary>
    public sealed record Known(string Name, bool HasControlGroup, string Reason);
}
