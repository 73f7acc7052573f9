using System.Text;

namespace DockerLint.Cli.Terminal;

/// <summary>Writes text for people, coloured where the terminal shows colours (ECMA-48, SGR).</summary>
internal sealed class InkWriter(Stream stream, bool isColoured)
{
    private const int FlushAt = 16 * 1024;

    private readonly StringBuilder _text = new();

    /// <summary>Writes a text.</summary>
    public InkWriter Write(string text, Ink ink = Ink.Plain)
    {
        _text.Append(isColoured ? Coloured(text, ink) : text);
        return this;
    }

    /// <summary>Ends the line.</summary>
    public InkWriter Line()
    {
        _text.Append('\n');
        if (_text.Length >= FlushAt)
            Flush();
        return this;
    }

    /// <summary>Sends all that was written.</summary>
    public void Flush()
    {
        stream.Write(Encoding.UTF8.GetBytes(_text.ToString()));
        stream.Flush();
        _text.Clear();
    }

    /// <summary>A text with what makes a terminal colour it.</summary>
    public static string Coloured(string text, Ink ink) =>
        ink == Ink.Plain || text.Length == 0 ? text : $"{SequenceOf(ink)}{text}\u001b[0m";

    private static string SequenceOf(Ink ink) => ink switch
    {
        Ink.Strong => "\u001b[1m",
        Ink.Faint => "\u001b[2m",
        Ink.Code => "\u001b[36m",
        Ink.Error => "\u001b[1;31m",
        Ink.Warning => "\u001b[1;33m",
        Ink.Info => "\u001b[1;34m",
        Ink.Removed => "\u001b[31m",
        Ink.Added => "\u001b[32m",
        _ => "\u001b[1;35m",
    };
}
