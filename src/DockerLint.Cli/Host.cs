using System.CommandLine;
using System.Text;
using DockerLint.Cli.Terminal;

namespace DockerLint.Cli;

/// <summary>What a command reads, writes and is told besides its arguments.</summary>
internal sealed class Host : IDisposable
{
    private readonly Func<Stream> _openError;
    private Stream? _error;
    private byte[]? _input;

    /// <summary>Something to run a command in.</summary>
    /// <param name="input">Standard input.</param>
    /// <param name="output">Standard output; findings and nothing else.</param>
    /// <param name="openError">Opens standard error, when there is something to say.</param>
    /// <param name="variable">The value of an environment variable; null where it is not set.</param>
    public Host(Func<Stream> input, Stream output, Func<Stream> openError, Func<string, string?> variable)
    {
        Input = input;
        Output = output;
        _openError = openError;
        Variable = variable;
    }

    /// <summary>Opens standard input, to read as it comes.</summary>
    public Func<Stream> Input { get; }

    /// <summary>Standard output.</summary>
    public Stream Output { get; }

    /// <summary>Standard error.</summary>
    public Stream Error => _error ??= _openError();

    /// <summary>The value of an environment variable; null where it is not set.</summary>
    public Func<string, string?> Variable { get; }

    /// <summary>Whether somebody at a terminal can answer what is asked on standard input.</summary>
    public Func<bool> IsInputTerminal { get; init; } = static () => false;

    /// <summary>Is asked when the user interrupts the program; the answer true says that it ends by itself. Null to end it at once.</summary>
    public Func<bool>? OnInterrupt { get; set; }

    /// <summary>Is told what a command takes, in place of running it; null where commands run.</summary>
    public Action<Command>? OnCommand { get; init; }

    /// <summary>Columns of the terminal that standard output is; null where it is none.</summary>
    public int? TerminalWidth { get; init; }

    /// <summary>Asks how many columns and rows the terminal has that standard error is; the answer null says that it is none.</summary>
    public Func<(int Columns, int Rows)?> ErrorTerminal { get; init; } = static () => null;

    /// <summary>Whether a program at the terminal understands colours.</summary>
    public bool IsColourTerminal => TerminalWidth is not null && HasColours;

    /// <summary>Whether standard error is a terminal that understands colours.</summary>
    public bool IsErrorColoured => ErrorTerminal() is not null && HasColours;

    /// <summary>Whether standard error is a terminal on which what was written can be replaced.</summary>
    public bool IsErrorLive => ErrorTerminal() is not null && !IsDumb;

    private bool HasColours => !IsDumb && string.IsNullOrEmpty(Variable("NO_COLOR"));

    private bool IsDumb => Variable("TERM") == "dumb";

    /// <summary>The same with another standard input.</summary>
    public Host WithInput(byte[] input) => new(() => new MemoryStream(input), Output, () => Error, Variable) { TerminalWidth = TerminalWidth, ErrorTerminal = ErrorTerminal };

    /// <summary>All of standard input, however often it is asked for.</summary>
    public byte[] ReadInput()
    {
        if (_input is null)
        {
            using Stream stream = Input();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            _input = bytes.ToArray();
        }

        return _input;
    }

    /// <summary>Gives back what was read of <see cref="Input"/> and is all of it, for <see cref="ReadInput"/>.</summary>
    public void KeepInput(ReadOnlySpan<byte> input) => _input = input.ToArray();

    /// <summary>The streams of the process.</summary>
    public static Host OfProcess() => new(
        Console.OpenStandardInput, StandardStream.OpenOutput(), StandardStream.OpenError, Environment.GetEnvironmentVariable)
    {
        TerminalWidth = TerminalSize.Width(Environment.GetEnvironmentVariable("COLUMNS")),
        IsInputTerminal = static () => !Console.IsInputRedirected,
        ErrorTerminal = TerminalSize.OfError,
    };

    /// <summary>One that writes all to standard error, where standard output is for something else. It is not to be disposed.</summary>
    public Host WithOutputToError() => new(() => new MemoryStream(ReadInput()), Error, () => Error, Variable) { IsInputTerminal = IsInputTerminal, ErrorTerminal = ErrorTerminal };

    /// <summary>Writes a text to standard output.</summary>
    public void Write(string text) => Output.Write(Encoding.UTF8.GetBytes(text));

    /// <summary>Says something on standard error, in a line of its own that starts with the name of the program.</summary>
    public void Say(string message) => SayAsIs($"dockerlint: {SafeText.Of(message)}");

    /// <summary>Says why something could not be done.</summary>
    /// <param name="subject">A path or an option.</param>
    /// <param name="reason">A lower-case clause.</param>
    public void Complain(string subject, string reason) => Say($"{subject}: {reason}");

    /// <summary>Writes lines to standard error.</summary>
    public void SayAsIs(string text) => Error.Write(Encoding.UTF8.GetBytes(text + "\n"));

    /// <inheritdoc/>
    public void Dispose()
    {
        Output.Dispose();
        _error?.Dispose();
    }
}
