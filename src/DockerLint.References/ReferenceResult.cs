using System.Diagnostics.CodeAnalysis;

namespace DockerLint.References;

/// <summary>What a text was read as: an image reference, or the reason why it is none.</summary>
public readonly record struct ReferenceResult
{
    internal ReferenceResult(ImageReference reference) => Reference = reference;

    internal ReferenceResult(ReferenceError error) => Error = error;

    /// <summary>The image reference; null if the text is none.</summary>
    public ImageReference? Reference { get; }

    /// <summary>Why the text is no image reference; null if it is one.</summary>
    public ReferenceError? Error { get; }

    /// <summary>Whether the text is an image reference.</summary>
    [MemberNotNullWhen(true, nameof(Reference))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Success => Error is null;
}
