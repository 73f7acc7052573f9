using System.Globalization;
using DockerLint.Build.Native;

namespace DockerLint.Build.Runtimes;

/// <summary>The machine's control groups (cgroups(7)), of the first version, the second, or both ("hybrid").</summary>
internal static class ControlGroups
{
    private const string Root = "/sys/fs/cgroup";
    private const string Devices = $"{Root}/devices";
    private const int MostTries = 200;

    /// <summary>The control group of a run, from their root.</summary>
    /// <param name="id">The name of its work.</param>
    public static string NameOf(string id) => $"/dockerlint-{id}";

    /// <summary>
    /// Makes the control group of a run that keeps devices from it, where the machine has such of the first version. It costs
    /// next to nothing, and works where a runtime does not know what to make of the machine's groups.
    /// </summary>
    /// <param name="id">The name of its work.</param>
    /// <param name="thread">A thread that is in it until this is disposed; what it starts in between stays there.</param>
    public static Membership? KeepDevices(string id, int thread)
    {
        // In a namespace of users nobody can have devices.
        if (UserNamespace.IsInside || !File.Exists($"{Devices}/devices.deny"))
            return null;
        string folder = Devices + NameOf(id);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "devices.deny"), "a");
        foreach (DeviceRule rule in DeviceRule.Allowed)
            TryAllow(folder, rule);
        string before = GroupOf(thread);
        Move(thread, folder);
        return new Membership(thread, Directory.Exists(before) ? before : Devices);
    }

    /// <summary>Takes away the control group of a run that was killed, and what still runs in it.</summary>
    public static void Remove(string id)
    {
        if (!Directory.Exists(Root))
            return;
        foreach (string folder in Directory.GetDirectories(Root).Append(Root).Select(root => root + NameOf(id)).Where(Directory.Exists))
        {
            // Of the second version only; in the first one it ended with its program.
            string kill = Path.Combine(folder, "cgroup.kill");
            if (File.Exists(kill))
                File.WriteAllText(kill, "1");
            // Nothing but an empty group can be deleted, and its files go with it; it is empty a moment after.
            for (int tries = 0; tries < MostTries && Libc.RemoveFolder(UnixPath.Terminated(new UnixPath(folder).Bytes)) != 0; tries++)
                Thread.Sleep(1);
        }
    }

    /// <summary>
    /// Where there are both, hides the first from the calling thread and what it starts: crun refuses them together, even
    /// when it is told to leave them alone.
    /// </summary>
    public static void MakeUnified()
    {
        if (Directory.Exists($"{Root}/unified") && !File.Exists($"{Root}/cgroup.controllers"))
            _ = Libc.Mount("none\0"u8, UnixPath.Terminated(new UnixPath(Root).Bytes), "cgroup2\0"u8, 0, "\0"u8);
    }

    /// <summary>Nobody can allow what the group that we are in ourselves does not.</summary>
    private static void TryAllow(string folder, DeviceRule rule)
    {
        try
        {
            File.WriteAllText(Path.Combine(folder, "devices.allow"), rule.ToString());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Then programs can do less.
        }
    }

    /// <summary>The group for devices that a thread of ours is in (cgroups(7), "/proc/[pid]/cgroup").</summary>
    private static string GroupOf(int thread)
    {
        const string Mark = ":devices:";
        string? line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/self/task/{thread}/cgroup")).FirstOrDefault(static line => line.Contains(Mark, StringComparison.Ordinal));
        return line is null ? Devices : Devices + line[(line.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..];
    }

    private static void Move(int thread, string group) =>
        File.WriteAllText(Path.Combine(group, "tasks"), thread.ToString(CultureInfo.InvariantCulture));

    /// <summary>That a thread is in a group, until this is disposed.</summary>
    internal sealed class Membership(int thread, string before) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => Move(thread, before);
    }
}
