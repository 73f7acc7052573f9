using System.Diagnostics.CodeAnalysis;
using DockerLint.Cli.Input;
using DockerLint.Cli.Output;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Fixing;

/// <summary>What fixes make of a file.</summary>
/// <param name="Before">Its text as it was read.</param>
/// <param name="After">The text after the fixes; the same where nothing was fixed.</param>
/// <param name="Count">How many findings they put right.</param>
/// <param name="Report">What is left to report.</param>
internal sealed record FixedFile(FileText Before, SourceText After, int Count, FileReport Report)
{
    /// <summary>Puts the text in the place of the file, as a whole or not at all.</summary>
    public bool TryWrite([NotNullWhen(false)] out string? reason) => InPlace.TryWrite(Report.File.Path!, Before.Encode(After), out reason);
}
