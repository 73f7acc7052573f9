namespace DockerLint.Analyzers.ImageReferences;

/// <summary>What a parameter or a property takes of an image reference.</summary>
internal enum ReferencePart
{
    /// <summary>All of it; nothing beside it adds to it.</summary>
    Whole,

    /// <summary>All of it, where a build takes it: the name of an earlier stage, or <c>scratch</c>, is none.</summary>
    Base,

    /// <summary>What files are copied from: a plain word is taken for a stage.</summary>
    CopySource,

    /// <summary>The repository, or all of it; what is given apart has the say.</summary>
    Image,

    /// <summary>The registry.</summary>
    Registry,

    /// <summary>The tag.</summary>
    Tag,

    /// <summary>The digest with its algorithm.</summary>
    Digest,

    /// <summary>The digits of a digest.</summary>
    Sha256,
}

/// <summary>A parameter or a property that takes an image reference, or a part of one.</summary>
/// <param name="Part">What it takes.</param>
/// <param name="IsNew">Whether it names an image that is being made instead of one that is fetched.</param>
internal readonly record struct ImageSlot(ReferencePart Part, bool IsNew)
{
    /// <summary>Whether it is judged by itself.</summary>
    public bool IsAlone => Part is ReferencePart.Whole or ReferencePart.Base or ReferencePart.CopySource;
}
