using System.Collections.Immutable;

namespace DockerLint.Semantics;

/// <summary>A build that a file other than a Dockerfile asks for: <c>build:</c> in Compose, a target of a bake file.</summary>
/// <param name="Span">Where it stands.</param>
public sealed record BuildUse(TextSpan Span)
{
    /// <summary>What the file calls it: its service, or its target; null where it has no name.</summary>
    public string? Name { get; init; }

    /// <summary>The build context as written, its variables replaced; null where it is not known, <c>.</c> where none is given.</summary>
    public WrittenText? Context { get; init; }

    /// <summary>Whether <see cref="Context"/> is the default, since none is named.</summary>
    public bool HasDefaultContext { get; init; }

    /// <summary>
    /// The Dockerfile as written, its variables replaced; relative to the context. Null where none is named or it is not known.
    /// </summary>
    public WrittenText? Dockerfile { get; init; }

    /// <summary>Whether the Dockerfile is looked for beside the file that asks for the build, not in the context.</summary>
    public bool IsBesideFile { get; init; }

    /// <summary>The text of the Dockerfile, where it is written in the file itself; null where it is none.</summary>
    public WrittenText? Inline { get; init; }

    /// <summary>Whether it is not known which Dockerfile is built: a variable without a value names it, or another file.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>The stage that is built; null where none is named or it is not known.</summary>
    public WrittenText? Target { get; init; }

    /// <summary>The names of the build arguments that it passes itself.</summary>
    public ImmutableArray<WrittenText> Arguments { get; init; } = [];

    /// <summary>
    /// The names of those that a bake target inherits. They are passed to several Dockerfiles, each of which may take some of
    /// them.
    /// </summary>
    public ImmutableArray<WrittenText> InheritedArguments { get; init; } = [];

    /// <summary>The named contexts that are passed, by name.</summary>
    public ImmutableArray<WrittenText> NamedContexts { get; init; } = [];

    /// <summary>Whether it says which Dockerfile is built where it is merged into another build, which says what this one does not.</summary>
    /// <param name="earlier">The other build; null where it is not known.</param>
    public bool IsKnownOver(BuildUse? earlier) =>
        Inline is not null
        || ((Dockerfile is not null || earlier is { Dockerfile: null, Inline: null, IsUnknown: false })
            && (!HasDefaultContext || earlier?.Context is { Text: "." }));
}

/// <summary>A text and where it is written.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Span">Where it stands.</param>
public sealed record WrittenText(string Text, TextSpan Span);
