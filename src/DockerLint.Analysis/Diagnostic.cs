using System.Collections.Immutable;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis;

/// <summary>A finding.</summary>
/// <param name="Rule">Which rule found it.</param>
/// <param name="Severity">Its level.</param>
/// <param name="Span">Where it is.</param>
/// <param name="Message">A lower-case clause: what is wrong; what to do.</param>
/// <param name="Related">Other places that explain it.</param>
/// <param name="Fixes">Ways to put it right.</param>
public sealed record Diagnostic(
    RuleInfo Rule,
    Severity Severity,
    TextSpan Span,
    string Message,
    ImmutableArray<RelatedLocation> Related,
    ImmutableArray<Fix> Fixes);

/// <summary>Another place that explains a finding.</summary>
/// <param name="Span">Where it is.</param>
/// <param name="Message">What is there.</param>
public sealed record RelatedLocation(TextSpan Span, string Message);

/// <summary>A way to put a finding right.</summary>
/// <param name="Title">What it does.</param>
/// <param name="IsSafe">Whether the image that is built stays the same, but for what the finding names.</param>
/// <param name="Edits">The changes, in order, none overlapping another.</param>
public sealed record Fix(string Title, bool IsSafe, ImmutableArray<TextEdit> Edits);
