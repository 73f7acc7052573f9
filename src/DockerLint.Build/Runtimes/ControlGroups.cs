using DockerLint.Build.Native;

namespace DockerLint.Build.Runtimes;

/// <summary>The machine's control groups (cgroups(7)), of the first version, the second, or both ("hybrid").</summary>
internal static class ControlGroups
{
    private const string Root = "/sys/fs/cgroup";

    /// <summary>The control group of a run, from their root.</summary>
    /// <param name="id">The name of its work.</param>
    public static string NameOf(string id) => $"/dockerlint-{id}";

    /// <summary>Takes away the control group of a run that was killed. What still runs in it keeps it.</summary>
    public static void Remove(string id)
    {
        if (!Directory.Exists(Root))
            return;
        foreach (string folder in Directory.GetDirectories(Root).Append(Root))
        {
            // Nothing but an empty group can be deleted, and its files go with it.
            _ = Libc.RemoveFolder(UnixPath.Terminated(new UnixPath(folder + NameOf(id)).Bytes));
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
}
