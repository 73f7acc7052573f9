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
    private const int LeastWidth = 40;

    /// <summary>Shows a failure on standard error.</summary>
    /// <param name="problem">What went wrong.</param>
    /// <param name="lines">What the step wrote last.</param>
    public void Show(BuildProblem problem, ImmutableArray<string> lines)
    {
        var ink = new InkWriter(host.Error, host.IsErrorColoured);
        foreach (string line in lines)
            ink.Write("  > ", Ink.Faint).Write(SafeText.Of(line)).Line();
        (string name, SourceText source) = input.FileOf(problem.Other);
        TextSpan span = FailurePlace.Of(source, problem, lines);
        TextPosition position = source.PositionOf(span.Start);
        ink.Write(SafeText.Of($"{name}:{position}: ")).Write("error", Ink.Error).Write($": {SafeText.Of(problem.Message)}").Line();
        SourceFrame.Write(ink, source, span, Ink.Error, Math.Max(host.ErrorTerminal()?.Columns ?? UsualWidth, LeastWidth));
        if (problem.ExitCode is { } code && ExitCodeText.Of(code) is { } meaning)
            ink.Write("  help: ", Ink.Faint).Write($"exit code {meaning}").Line();
        ink.Flush();
    }
}
