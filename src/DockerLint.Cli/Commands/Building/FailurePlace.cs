using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Finds the line at which a script of a here-document failed, where the shell names it.</summary>
internal static class FailurePlace
{
    private const string LineWord = "line ";

    /// <summary>The line that failed; the instruction where nobody says which.</summary>
    public static TextSpan Of(SourceText source, BuildProblem problem, ImmutableArray<string> log)
    {
        if (problem.ExitCode is null || problem.Step?.Instruction is not { Heredocs: [{ } heredoc] })
            return problem.Span;
        int first = source.Lines.LineOf(heredoc.BodySpan.Start);
        int last = source.Lines.LineOf(Math.Max(heredoc.BodySpan.End - 1, heredoc.BodySpan.Start));
        int number = log.Select(LineIn).LastOrDefault(static number => number > 0);
        if (number == 0 || first + number - 1 > last)
            return problem.Span;
        TextSpan line = source.Lines.SpanOf(first + number - 1);
        ReadOnlySpan<char> text = source.Slice(line);
        int indent = text.Length - text.TrimStart().Length;
        return new TextSpan(line.Start + indent, text.Trim().Length);
    }

    /// <summary>The line that a shell names: <c>NAME: line 3: …</c> (bash, ash) or <c>NAME: 3: …</c> (dash); else 0.</summary>
    private static int LineIn(string message)
    {
        string[] parts = message.Split(": ", 3);
        if (parts.Length < 3)
            return 0;
        string number = parts[1].StartsWith(LineWord, StringComparison.Ordinal) ? parts[1][LineWord.Length..] : parts[1];
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int line) ? line : 0;
    }
}
