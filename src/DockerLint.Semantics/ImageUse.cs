using System.Collections.Immutable;
using System.Text;
using DockerLint.References;
using DockerLint.Syntax.Tree;

namespace DockerLint.Semantics;

/// <summary>What an image reference is used for.</summary>
public enum ImageUseKind
{
    /// <summary>The image that a stage, or the image of a project, starts from.</summary>
    Base,

    /// <summary>An image that files are copied from.</summary>
    CopySource,

    /// <summary>An image that is mounted while a command runs.</summary>
    MountSource,

    /// <summary>The image of a build front end: <c># syntax=</c>.</summary>
    Frontend,

    /// <summary>The image that a container is to run, named outside of a Dockerfile.</summary>
    Container,

    /// <summary>The name that a file gives to what it has built: nothing is fetched by it.</summary>
    Built,

    /// <summary>The name under which a project publishes its image: nothing is fetched by it.</summary>
    Published,
}

/// <summary>An image that a file names, wherever it does so.</summary>
/// <param name="Text">The reference, its variables replaced.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Kind">What it is used for.</param>
/// <param name="Result">The reference that it is read as, or why it is none.</param>
/// <param name="Expansion">How it was put together; null where it holds no variables.</param>
/// <param name="Instruction">The instruction that names it; null where none does.</param>
public sealed record ImageUse(
    string Text,
    TextSpan Span,
    ImageUseKind Kind,
    ReferenceResult Result,
    Expansion? Expansion = null,
    InstructionSyntax? Instruction = null)
{
    /// <summary>The parts of <see cref="Text"/> that stand for what nobody knows before it is used, in order.</summary>
    public ImmutableArray<ImageHole> Holes { get; init; } = [];

    /// <summary>Its repository, for messages; null where the text cannot be a reference.</summary>
    public string? ShownName => Reference is not { } reference ? null
        : Holes.IsEmpty ? reference.Name
        : Shown(new TextSpan(0, reference.PathSpan.End));

    /// <summary>Whether the file has <see cref="Text"/> at <see cref="Span"/>, letter by letter.</summary>
    public bool IsWritten { get; init; } = Expansion is null;

    /// <summary>Whether it ends in what nobody knows, which may hold a tag or a digest.</summary>
    public bool IsOpenEnded => Holes is [.., var last] && last.Span.End == Text.Length;

    /// <summary>Whether a part of <see cref="Text"/> is known as it is written; null is the whole.</summary>
    public bool IsKnown(TextSpan? part)
    {
        TextSpan span = part ?? new TextSpan(0, Text.Length);
        foreach ((TextSpan hole, _) in Holes)
        {
            if (hole.Start <= span.End && hole.End >= span.Start)
                return false;
        }

        return true;
    }

    /// <summary>A part of <see cref="Text"/>, for messages: what nobody knows is as the file writes it.</summary>
    /// <param name="part">The part; null is the whole.</param>
    public string Shown(TextSpan? part = null)
    {
        TextSpan span = part ?? new TextSpan(0, Text.Length);
        var shown = new StringBuilder(Text, span.Start, span.Length, span.Length);
        foreach ((TextSpan hole, string written) in Holes.Reverse())
        {
            if (hole.Start >= span.Start && hole.End <= span.End)
                shown.Remove(hole.Start - span.Start, hole.Length).Insert(hole.Start - span.Start, written);
        }

        return shown.ToString();
    }

    /// <summary>The reference; null where the text cannot be one.</summary>
    public ImageReference? Reference => Result.Reference;

    /// <summary>Whether it is a name that an image is given, not one by which it is fetched.</summary>
    public bool IsGiven => Kind is ImageUseKind.Built or ImageUseKind.Published;

    /// <summary>The reference that is fetched; null where nothing is, or it is not known as a whole.</summary>
    public ImageReference? Fetched => !IsGiven && Holes.IsEmpty ? Reference : null;

    /// <summary>Where a part of <see cref="Text"/> stands; the whole where variables were replaced.</summary>
    public TextSpan SpanOf(TextSpan? part) =>
        part is { } span && IsWritten && Span.Length == Text.Length ? span.Shift(Span.Start) : Span;

    /// <summary>Where the tag stands, or the variable that brings it; the whole where there is neither.</summary>
    public TextSpan TagSpan => Ending is { } variable && Instruction is FromSyntax { Image: { } word }
        ? word.SpanOf(variable.Part.Span)
        : SpanOf(Reference?.TagSpan);

    /// <summary>The variable that the end of it comes from, and so a tag; null where that is written out.</summary>
    public VariableUse? Ending
    {
        get
        {
            foreach (VariableUse use in Expansion?.Uses ?? [])
            {
                if (use.Part.Span.End == Expansion!.Text.Length)
                    return use;
            }

            return null;
        }
    }
}
