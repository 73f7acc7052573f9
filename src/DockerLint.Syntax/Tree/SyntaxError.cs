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
    /// <summary>Whether it comes only of a declared ARG that has no value: a build that is given one may go well.</summary>
    public bool NeedsArgument { get; init; }
}
