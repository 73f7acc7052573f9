namespace DockerLint.Cli.Terminal;

/// <summary>What a piece of a report is, which decides how it looks.</summary>
internal enum Ink
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>A heading or a path.</summary>
    Strong,

    /// <summary>What is not to catch the eye.</summary>
    Faint,

    /// <summary>Code in a text.</summary>
    Code,

    /// <summary>An error.</summary>
    Error,

    /// <summary>A warning.</summary>
    Warning,

    /// <summary>An info.</summary>
    Info,

    /// <summary>A matter of style.</summary>
    Style,

    /// <summary>A line that is taken away.</summary>
    Removed,

    /// <summary>A line that is added.</summary>
    Added,
}
