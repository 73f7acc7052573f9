namespace DockerLint.Analysis;

/// <summary>How much a finding matters, the least first.</summary>
public enum Severity
{
    /// <summary>How it is written.</summary>
    Style,

    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Likely to hurt.</summary>
    Warning,

    /// <summary>Wrong, or refused by the builder.</summary>
    Error,
}

/// <summary>What a rule is about.</summary>
public enum Category
{
    /// <summary>The file does not do what it seems to.</summary>
    Correctness,

    /// <summary>The same file builds another image tomorrow, or elsewhere.</summary>
    Reproducibility,

    /// <summary>The image, or what went into it, can be abused.</summary>
    Security,

    /// <summary>The build is slower or the image larger than it need be.</summary>
    Efficiency,

    /// <summary>The file is harder to read than it need be.</summary>
    Style,
}

/// <summary>Whether a rule's findings come with a fix.</summary>
public enum FixSafety
{
    /// <summary>None of them does.</summary>
    None,

    /// <summary>The image that is built stays the same, but for what the finding names.</summary>
    Safe,

    /// <summary>The fix may change the image in other ways.</summary>
    Unsafe,
}

/// <summary>The sets of rules that can be chosen by name.</summary>
[Flags]
public enum Profiles
{
    /// <summary>No rule; those that are selected one by one.</summary>
    None = 0,

    /// <summary>What we think is right for most.</summary>
    Recommended = 1,

    /// <summary>What hadolint reports by default, nothing else.</summary>
    Hadolint = 2,

    /// <summary>BuildKit's checks alone.</summary>
    BuildKit = 4,

    /// <summary>Every rule.</summary>
    All = 8,
}
