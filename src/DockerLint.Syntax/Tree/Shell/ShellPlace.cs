using DockerLint.Syntax.Text;

namespace DockerLint.Syntax.Tree;

/// <summary>Where a node was read: the text and the span in it.</summary>
internal readonly record struct ShellPlace(LogicalText Text, TextSpan Span);
