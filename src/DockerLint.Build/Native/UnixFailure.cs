using System.Runtime.InteropServices;

namespace DockerLint.Build.Native;

/// <summary>What the system refuses becomes an <see cref="IOException"/> whose <see cref="Exception.HResult"/> is its number (errno).</summary>
internal static class UnixFailure
{
    /// <summary>Makes an exception of the last call's error.</summary>
    /// <param name="action">What was tried, for example <c>make the folder</c>.</param>
    /// <param name="path">With what.</param>
    public static IOException Last(string action, UnixPath path) => Of(Marshal.GetLastPInvokeError(), action, path.ToString());

    /// <summary>Makes an exception of an error's number.</summary>
    public static IOException Of(int error, string action, string path) =>
        new($"cannot {action} {path}: {Marshal.GetPInvokeErrorMessage(error)}", error);

    /// <summary>Throws where a call has failed.</summary>
    public static void Check(int result, string action, UnixPath path)
    {
        if (result < 0)
            throw Last(action, path);
    }
}
