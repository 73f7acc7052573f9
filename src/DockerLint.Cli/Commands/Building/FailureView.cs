using System.Collections.Immutable;
using DockerLint.Cli.Output;
using DockerLint.Cli.Terminal;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Shows why a build failed, as findings are shown: the line of the Dockerfile with a mark, and what the step wrote last.</summary>
/// <param name="host">Where to.</param>
/// <param name="input">What was built.</param>
internal sealed class FailureView(Host host, BuildInput input)
{
    private const int UsualWidth = 120;

    /// <summary>Shows a failure on standard error.</summary>
    /// <param name="span">Where the reason stands.</param>
    /// <param name="message">What went wrong.</param>
    /// <param name="lines">What the step wrote last.</param>
    public void Show(TextSpan span, string message, ImmutableArray<string> lines)
    {
        var ink = new InkWriter(host.Error, host.IsColourTerminal);
        foreach (string line in lines)
            ink.Write("  > ", Ink.Faint).Write(SafeText.Of(line)).Line();
        TextPosition position = input.Source.PositionOf(span.Start);
        ink.Write(SafeText.Of($"{input.Name}:{position}: ")).Write("error", Ink.Error).Write($": {SafeText.Of(message)}").Line();
        SourceFrame.Write(ink, input.Source, span, Ink.Error, host.TerminalWidth ?? UsualWidth);
        ink.Flush();
    }
}
