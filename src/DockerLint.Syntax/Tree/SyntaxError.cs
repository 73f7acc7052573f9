namespace DockerLint.Syntax.Tree;

/// <summary>How far BuildKit gets with a file before it refuses it.</summary>
public enum BuildPhase
{
    /// <summary>Reading the text: its parser stops here, whatever else is wrong.</summary>
    Parse,

    /// <summary>Reading the instructions, their flags and arguments.</summary>
    Instruction,

    /// <summary>Making a build of them: names, variables and values are looked at.</summary>
    Convert,
}

/// <summary>Why BuildKit refuses a file.</summary>
/// <param name="Phase">When it does.</param>
/// <param name="Span">What is wrong.</param>
/// <param name="Message">A lower-case clause: what is wrong; what to do.</param>
public sealed record SyntaxError(BuildPhase Phase, TextSpan Span, string Message)
{
    /// <summary>
    /// Whether it comes only of a variable whose value the file does not tell, that of a declared ARG or of the base image:
    /// a build that has one may go well.
    /// </summary>
    public bool NeedsArgument { get; init; }
}
