using System.Collections.Immutable;
using DockerLint.Syntax.Text;

namespace DockerLint.Formatting;

/// <summary>What formatting makes of a file.</summary>
/// <param name="Edits">The changes, in order, none touching another; none where the file has the style or is left as it is.</param>
/// <param name="Text">The text with the edits made.</param>
/// <param name="Outcome">Whether all of the file was formatted, and if not, why.</param>
public sealed record FormatResult(ImmutableArray<TextEdit> Edits, SourceText Text, FormatOutcome Outcome)
{
    /// <summary>Whether the text is another one.</summary>
    public bool IsChanged => !Edits.IsEmpty;
}

/// <summary>How much of a file was formatted.</summary>
public enum FormatOutcome
{
    /// <summary>All of it.</summary>
    Whole,

    /// <summary>All but the instructions that cannot be read.</summary>
    AroundErrors,

    /// <summary>Nothing: it is a template, whose text something else fills in first.</summary>
    Template,

    /// <summary>Nothing: the formatted file would have meant something else, which is a mistake of the formatter.</summary>
    Refused,
}
