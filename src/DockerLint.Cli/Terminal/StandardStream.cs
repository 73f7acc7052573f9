using System.Runtime.InteropServices;

namespace DockerLint.Cli.Terminal;

/// <summary>Standard output or standard error, to be written to and nothing else.</summary>
/// <remarks>
/// The console's own streams first make a terminal ready for reading keys, which writes to it and takes a tenth of the
/// start-up; a file stream writes at offsets of its own and so over what others write to the same file.
/// </remarks>
internal sealed partial class StandardStream : Stream
{
    // errno; EAGAIN is another one on Linux and on macOS.
    private const int Interrupted = 4;
    private const int BrokenPipe = 32;
    private const int WouldBlockLinux = 11;
    private const int WouldBlockDarwin = 35;

    private readonly int _descriptor;
    private bool _isClosedByReader;

    private StandardStream(int descriptor) => _descriptor = descriptor;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Opens standard output.</summary>
    public static Stream OpenOutput() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new StandardStream(1);

    /// <summary>Opens standard error.</summary>
    public static Stream OpenError() => OperatingSystem.IsWindows() ? Console.OpenStandardError() : new StandardStream(2);

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty && !_isClosedByReader)
        {
            nint written = Write(_descriptor, buffer, buffer.Length);
            if (written >= 0)
                buffer = buffer[(int)written..];
            else
                Recover(Marshal.GetLastPInvokeError());
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Writes at once: the base class would hand every piece to another thread.</summary>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private void Recover(int error)
    {
        switch (error)
        {
            case Interrupted:
                break;
            case WouldBlockLinux or WouldBlockDarwin:
                Thread.Sleep(1);
                break;
            case BrokenPipe:
                // As with head: whoever went away has read enough.
                _isClosedByReader = true;
                break;
            default:
                throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> buffer, nint count);
}
