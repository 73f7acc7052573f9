using DockerLint.Semantics.Values;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Engine;

/// <summary>BuildKit's <c># check=</c>: the directive at the top of a file or a comment above an instruction.</summary>
/// <param name="Options">What it says.</param>
/// <param name="Start">Where its value stands.</param>
internal sealed record CheckComment(CheckOptions Options, int Start)
{
    /// <summary>The checks that it skips, with their places in the file.</summary>
    public IEnumerable<IgnoredName> Skipped => Options.Skipped.Select(name => new IgnoredName(name.Name, name.Span.Shift(Start)));

    /// <summary>Whether it says more than what it skips.</summary>
    public bool HasOtherParts => Options.FailsBuild || Options.EnablesAllExperimental || !Options.Experimental.IsEmpty;

    /// <summary>What a directive says; null where it cannot be read.</summary>
    public static CheckComment? Of(DirectiveSyntax directive) => Parse(directive.Value, directive.ValueSpan.Start);

    /// <summary>The first readable one among the comments above an instruction; null where there is none.</summary>
    public static CheckComment? Above(InstructionSyntax instruction, SourceText source)
    {
        foreach (CommentSyntax comment in instruction.CommentsAbove)
        {
            if (!comment.IsIndented
                && IgnoreComment.ValueOf(comment.Text, "check") is { } value
                && Parse(value, IgnoreComment.EndOf(comment.Span, source) - value.Length) is { } checks)
            {
                return checks;
            }
        }

        return null;
    }

    /// <summary>Where it skips a check; the start of its value where it skips all.</summary>
    public IEnumerable<TextSpan> NamesFor(RuleInfo rule) => Options.SkipsAll
        ? [new TextSpan(Start, 0)]
        : Options.Skipped.IsEmpty ? [] : Skipped.Where(name => name.Text == rule.Name).Select(static name => name.Span);

    /// <summary>A value ends at its first space.</summary>
    private static CheckComment? Parse(string value, int start) =>
        CheckOptions.TryParse(value.Split(' ')[0], out CheckOptions? options, out _) ? new CheckComment(options, start) : null;
}
