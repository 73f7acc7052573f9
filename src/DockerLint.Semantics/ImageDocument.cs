using System.Collections.Immutable;
using DockerLint.Syntax.Text;

namespace DockerLint.Semantics;

/// <summary>A file other than a Dockerfile that names images.</summary>
/// <param name="Source">Its text.</param>
/// <param name="Images">The images, their spans in that text.</param>
public sealed record ImageDocument(SourceText Source, ImmutableArray<ImageUse> Images);
