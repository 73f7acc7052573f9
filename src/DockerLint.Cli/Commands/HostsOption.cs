using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Semantics;

namespace DockerLint.Cli.Commands;

/// <summary><c>--hosts</c>: the kinds of files that are found in folders beside Dockerfiles.</summary>
/// <param name="line">The command that has it.</param>
internal sealed class HostsOption(CommandLine line)
{
    private readonly Option<string[]> _option = line.Option(
        "--hosts", null, "KINDS", $"What is found in folders beside Dockerfiles: {string.Join(", ", HostKinds.Words)}, or {HostKinds.None} [default: all of them]");

    /// <summary>Reads it.</summary>
    /// <param name="hosts">The kinds; all where none is named.</param>
    /// <param name="error">Which one is not known; null when the result is true.</param>
    public bool TryRead(out ImmutableArray<HostKind> hosts, [NotNullWhen(false)] out string? error)
    {
        error = HostKinds.TryRead(line.All(_option).SelectMany(Words.InList), out hosts, out string? unknown)
            ? null
            : Words.NoneOf("--hosts", unknown, HostKinds.Words.Append(HostKinds.None));
        return error is null;
    }
}
