using DockerLint.Semantics.Values;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Engine;

/// <summary>BuildKit's <c># check=</c>: the directive at the top of a file or a comment above an instruction.</summary>
/// <param name="Options">What it says.</param>
/// <param name="Start">Where its value stands.</param>
internal sealed record CheckComment(CheckOptions Options, int Start)
{
    private TextSpan[]? _start;
    private Dictionary<string, TextSpan[]>? _skipped;
    private HashSet<string>? _experimental;

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

    /// <summary>Where it skips a check, in one list that is the same each time; the start of its value where it skips all.</summary>
    public IEnumerable<IReadOnlyList<TextSpan>> NamesFor(RuleInfo rule)
    {
        if (Options.SkipsAll)
            return [_start ??= [new TextSpan(Start, 0)]];
        if (Options.Skipped.IsEmpty)
            return [];
        _skipped ??= Skipped.GroupBy(static name => name.Text, static name => name.Span, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.ToArray(), StringComparer.Ordinal);
        return _skipped.TryGetValue(rule.Name, out TextSpan[]? names) ? [names] : [];
    }

    /// <summary>Whether it asks for a check that is experimental.</summary>
    public bool Enables(RuleInfo rule) =>
        Options.EnablesAllExperimental || (_experimental ??= [.. Options.Experimental.Select(static enabled => enabled.Name)]).Contains(rule.Name);

    /// <summary>A value ends at its first space.</summary>
    private static CheckComment? Parse(string value, int start) =>
        CheckOptions.TryParse(value.Split(' ')[0], out CheckOptions? options, out _) ? new CheckComment(options, start) : null;
}
