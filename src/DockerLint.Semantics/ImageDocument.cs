using System.Collections.Immutable;
using DockerLint.Syntax.Text;

namespace DockerLint.Semantics;

/// <summary>A file other than a Dockerfile that names images, or asks for some to be built.</summary>
/// <param name="Source">Its text.</param>
/// <param name="Images">The images, their spans in that text.</param>
public sealed record ImageDocument(SourceText Source, ImmutableArray<ImageUse> Images)
{
    /// <summary>What it asks to be built.</summary>
    public ImmutableArray<BuildUse> Builds { get; init; } = [];

    /// <summary>The comments, without what marks them as such.</summary>
    public ImmutableArray<TextSpan> Comments { get; init; } = [];

    /// <summary>How it writes a comment on a line of its own; null where it has none.</summary>
    public CommentForm? CommentForm { get; init; }

    /// <summary>Why a part of it cannot be read.</summary>
    public ImmutableArray<DocumentError> Errors { get; init; } = [];

    /// <summary>What shows that it is a template, which becomes readable once it is filled in; null where it is none.</summary>
    public TextSpan? TemplateMark { get; init; }

    /// <summary>Whether it lies where templates belong, so that there is nothing to say of it being one.</summary>
    public bool IsAmongTemplates { get; init; }
}

/// <summary>What marks a comment.</summary>
/// <param name="Before">What stands before its text.</param>
/// <param name="After">What stands behind.</param>
public sealed record CommentForm(string Before, string After = "");

/// <summary>Why a part of a file cannot be read.</summary>
/// <param name="Span">Where.</param>
/// <param name="Message">A lower-case clause: what is wrong; what to do.</param>
public sealed record DocumentError(TextSpan Span, string Message);
