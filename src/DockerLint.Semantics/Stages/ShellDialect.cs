namespace DockerLint.Semantics;

/// <summary>Which language a script for a shell of <see cref="ShellKind.Posix"/> is written in.</summary>
public enum ShellDialect
{
    /// <summary>What POSIX says of <c>sh</c>, and no more: which shell an image has at <c>/bin/sh</c> is not known.</summary>
    Sh,

    /// <summary>dash, and ash of BusyBox, which is close to it.</summary>
    Dash,

    /// <summary>Bash.</summary>
    Bash,

    /// <summary>The Korn shell.</summary>
    Ksh,

    /// <summary>The Z shell, whose unquoted variables are not split.</summary>
    Zsh,
}
