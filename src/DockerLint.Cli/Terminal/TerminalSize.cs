using System.Globalization;
using System.Runtime.InteropServices;

namespace DockerLint.Cli.Terminal;

/// <summary>Asks a terminal how large it is.</summary>
/// <remarks>
/// <see cref="Console.WindowWidth"/> does so too, but on Unix it also writes to the terminal what makes it ready for
/// reading keys.
/// </remarks>
internal static partial class TerminalSize
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private const int DefaultWidth = 120;
    private const int DefaultHeight = 24;

    /// <summary>TIOCGWINSZ (Linux, asm-generic/ioctls.h).</summary>
    private const nuint GetWindowSize = 0x5413;

    /// <summary>Columns of the terminal that standard output is; null where it is none.</summary>
    /// <param name="columns">What the environment variable COLUMNS says; null where it is not set.</param>
    public static int? Width(string? columns)
    {
        if (Console.IsOutputRedirected)
            return null;
        if (OperatingSystem.IsWindows())
            return Console.WindowWidth;
        if (OperatingSystem.IsLinux() && Ask(StandardOutput, GetWindowSize, out WindowSize size) == 0 && size.Columns > 0)
            return size.Columns;
        return int.TryParse(columns, NumberStyles.None, CultureInfo.InvariantCulture, out int width) ? width : DefaultWidth;
    }

    /// <summary>Columns and rows of the terminal that standard error is; null where it is none.</summary>
    public static (int Columns, int Rows)? OfError()
    {
        if (Console.IsErrorRedirected)
            return null;
        if (OperatingSystem.IsWindows())
            return (Console.WindowWidth, Console.WindowHeight);
        return OperatingSystem.IsLinux() && Ask(StandardError, GetWindowSize, out WindowSize size) == 0 && size is { Columns: > 0, Rows: > 0 }
            ? (size.Columns, size.Rows)
            : (DefaultWidth, DefaultHeight);
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Ask(int descriptor, nuint request, out WindowSize size);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct WindowSize
    {
        public readonly ushort Rows;
        public readonly ushort Columns;
        public readonly ushort PixelsAcross;
        public readonly ushort PixelsDown;
    }
}
