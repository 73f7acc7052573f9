using System.Text;
using DockerLint.Cli.Terminal;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry;
using DockerLint.References;
using Spectre.Console;

namespace DockerLint.Cli.Images;

/// <summary>Shows how far the layers of an image are: by bars on a terminal, elsewhere by a line for each that is there.</summary>
/// <param name="host">Where.</param>
/// <param name="done">Said of a layer that was transferred.</param>
/// <param name="exists">Said of a layer that was there.</param>
internal sealed class TransferView(Host host, string done, string exists) : IProgress<TransferProgress>
{
    private readonly object _gate = new();
    private readonly Dictionary<Digest, ProgressTask> _bars = [];
    private readonly List<string> _finished = [];
    private ProgressContext? _context;

    /// <summary>Whether anything was transferred.</summary>
    public bool HasTransferred { get; private set; }

    /// <summary>Shows nothing.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Runs a transfer and shows it.</summary>
    public async Task<T> ShowAsync<T>(Func<Task<T>> transfer)
    {
        if (IsQuiet || !host.IsColourTerminal)
            return await transfer().ConfigureAwait(false);
        T result = await ShowBarsAsync(transfer).ConfigureAwait(false);
        _finished.ForEach(Print);
        return result;
    }

    /// <inheritdoc/>
    public void Report(TransferProgress value)
    {
        lock (_gate)
        {
            HasTransferred |= value.State is TransferState.Done or TransferState.Mounted;
            if (IsQuiet || value.Blob.MediaType is MediaTypes.OciConfig or MediaTypes.DockerConfig or MediaTypes.OciEmpty)
                return;
            if (_context is not null)
                Move(_context, value);
            if (LineOf(value) is not { } line)
                return;
            if (_context is null)
                Print(line);
            else
                _finished.Add(line);
        }
    }

    private string? LineOf(TransferProgress value)
    {
        string? state = value.State switch
        {
            TransferState.Done => done,
            TransferState.Exists => exists,
            TransferState.Mounted => $"Mounted from {value.Origin?.Path}",
            _ => null,
        };
        return state is null ? null : $"{ImageNames.Short(value.Blob.Digest)}: {state}";
    }

    private void Print(string line) => host.Write(SafeText.Of(line) + "\n");

    private void Move(ProgressContext context, TransferProgress value)
    {
        if (!_bars.TryGetValue(value.Blob.Digest, out ProgressTask? bar))
            _bars[value.Blob.Digest] = bar = context.AddTask(ImageNames.Short(value.Blob.Digest), maxValue: Math.Max(value.Blob.Size, 1));
        bar.Value = value.State is TransferState.Waiting or TransferState.Running ? value.Done : bar.MaxValue;
    }

    private async Task<T> ShowBarsAsync<T>(Func<Task<T>> transfer)
    {
        using var writer = new StreamWriter(host.Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = host.TerminalWidth ?? console.Profile.Width;
        try
        {
            return await console.Progress()
                .AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn())
                .StartAsync(context =>
                {
                    _context = context;
                    return transfer();
                }).ConfigureAwait(false);
        }
        finally
        {
            _context = null;
        }
    }
}
