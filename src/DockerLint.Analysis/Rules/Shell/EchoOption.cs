using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>The options of echo.</summary>
internal static class EchoOption
{
    /// <summary>The first argument where it consists of options that some echo knows.</summary>
    public static ShellWordSyntax? Of(ShellSimpleCommandSyntax command) =>
        command.Arguments is [{ Literal: ['-', _, ..] option } word, ..]
        && !option.AsSpan(1).ContainsAnyExcept("neE")
            ? word
            : null;
}
