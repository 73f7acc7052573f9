using System.Diagnostics;
using DockerLint.Build.Runtimes;

namespace DockerLint.Build.Native;

/// <summary>
/// Being root of a namespace of users in place of the machine (user_namespaces(7)). Its users are those that the
/// administrator has given to the user (subuid(5)), or the user alone.
/// </summary>
/// <remarks>
/// A process with several threads cannot make one for itself. So the program is started again by unshare(1), as the same process.
/// </remarks>
public static class UserNamespace
{
    private const string Map = "/proc/self/uid_map";
    private const int BrokenPipe = 13;
    private static readonly string[] s_all = ["0", "0", "4294967295"];

    /// <summary>Whether we are in one; what belongs to the machine cannot be had then.</summary>
    public static bool IsInside { get; } = OperatingSystem.IsLinux() && File.Exists(Map) && !File.ReadAllText(Map).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SequenceEqual(s_all);

    /// <summary>Whether it has no other user than its root.</summary>
    public static bool HasOneUser { get; } = IsInside && File.ReadAllLines(Map) is [var only] && only.EndsWith(" 1", StringComparison.Ordinal);

    /// <summary>Starts this program again as root of a namespace, if it is not root already. Where that cannot be it goes on.</summary>
    /// <param name="path">Where programs are looked for: the variable PATH.</param>
    public static void Enter(string? path)
    {
        if (!OperatingSystem.IsLinux() || Environment.IsPrivilegedProcess || RuntimeChoice.Locate("unshare", path) is not { } unshare || Environment.ProcessPath is not { } program)
            return;
        string[] own = File.ReadAllText("/proc/self/cmdline").Split('\0');
        string[] users = ["--user", "--map-root-user", "--mount", "--cgroup"];
        foreach (string[] arguments in (string[][])[[.. users, "--map-auto"], users])
        {
            if (!IsAllowed(unshare, arguments))
                continue;
            // Programs that we start would go on to ignore it.
            _ = Libc.SetSignal(BrokenPipe, 0);
            _ = Libc.Execute(unshare, [unshare, .. arguments, "--", program, .. own[1..^1], null]);
        }
    }

    private static bool IsAllowed(string unshare, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(unshare, [.. arguments, "--", "true"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
