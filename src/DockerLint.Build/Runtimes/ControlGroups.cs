using DockerLint.Build.Native;

namespace DockerLint.Build.Runtimes;

/// <summary>The machine's control groups (cgroups(7)), of the first version, the second, or both ("hybrid").</summary>
internal static class ControlGroups
{
    private const string Root = "/sys/fs/cgroup";
    private const int MostTries = 200;

    /// <summary>The control group of a run, from their root.</summary>
    /// <param name="id">The name of its work.</param>
    public static string NameOf(string id) => $"/dockerlint-{id}";

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
}
