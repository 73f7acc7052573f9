using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Analysis.Facts;
using DockerLint.Cli.Input;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Output;

/// <summary>A file and what was found in it.</summary>
/// <param name="File">The file.</param>
/// <param name="Source">Its text.</param>
/// <param name="Findings">The findings, by place and code.</param>
internal sealed record FileReport(InputFile File, SourceText Source, ImmutableArray<Diagnostic> Findings)
{
    /// <summary>What it means; null where it is no Dockerfile.</summary>
    public DockerfileModel? Model { get; init; }

    /// <summary>What is in the image that was built of it; null where that was not looked at, or there is none.</summary>
    public BuiltImage? Image { get; init; }
}

/// <summary>The first place of a span and the one after its last, as people count.</summary>
/// <param name="Start">The first place.</param>
/// <param name="End">The place after the last one.</param>
internal readonly record struct Region(TextPosition Start, TextPosition End)
{
    /// <summary>Where a span stands in a text.</summary>
    public static Region Of(SourceText source, TextSpan span) => new(source.PositionOf(span.Start), source.PositionOf(span.End));
}
