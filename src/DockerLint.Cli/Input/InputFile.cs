using System.Diagnostics.CodeAnalysis;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Input;

/// <summary>A file to read.</summary>
/// <param name="Name">How it is called in reports.</param>
/// <param name="Path">Where it lies; for standard input, where it would lie, null where that is not known.</param>
/// <param name="IsStandardInput">Whether it is standard input.</param>
internal sealed record InputFile(string Name, string? Path, bool IsStandardInput = false)
{
    /// <summary>Files that are worth a thread of their own.</summary>
    private const int FilesOfThread = 8;

    /// <summary>Whether it was found in a folder; else it was named.</summary>
    public bool IsFound { get; init; }

    /// <summary>What it is, where it is no Dockerfile.</summary>
    public HostKind? Host { get; init; }

    /// <summary>How many threads are worth their start for a number of files.</summary>
    public static int Workers(int files, int limit) => Math.Min(limit, (files + FilesOfThread - 1) / FilesOfThread);

    /// <summary>Reads the text: UTF-8, or UTF-16 with a byte order mark. What is no text becomes U+FFFD.</summary>
    /// <param name="host">Where standard input comes from.</param>
    /// <param name="source">The text, a byte order mark included; null unless the result is true.</param>
    /// <param name="reason">Why it cannot be read; null when the result is true.</param>
    public bool TryRead(Cli.Host host, [NotNullWhen(true)] out SourceText? source, [NotNullWhen(false)] out string? reason)
    {
        source = TryRead(host, out FileText? text, out reason) ? text.Source : null;
        return source is not null;
    }

    /// <inheritdoc cref="TryRead(Cli.Host, out SourceText, out string)"/>
    /// <param name="host">Where standard input comes from.</param>
    /// <param name="text">The text and its encoding; null unless the result is true.</param>
    /// <param name="reason">Why it cannot be read; null when the result is true.</param>
    public bool TryRead(Cli.Host host, [NotNullWhen(true)] out FileText? text, [NotNullWhen(false)] out string? reason)
    {
        text = Disk.TryDo(() => IsStandardInput ? host.ReadInput() : File.ReadAllBytes(Path!), out byte[]? bytes, out reason)
            ? FileText.Decode(bytes)
            : null;
        return text is not null;
    }
}
