using DockerLint.Syntax.Tree;

namespace DockerLint.Formatting;

/// <summary>
/// What a file says, whatever its layout: the directives, the comments and the instructions with their flags,
/// arguments and here-documents.
/// </summary>
/// <param name="allowsBlanks">Whether of a shell script it does not matter how many blanks stand between its words.</param>
internal sealed class Content(bool allowsBlanks)
{
    /// <summary>Whether two files say the same.</summary>
    public bool Same(DockerfileSyntax one, DockerfileSyntax other) =>
        one.Escape == other.Escape
        && one.Frontend?.Image == other.Frontend?.Image
        && Same(one.Directives, other.Directives, static (a, b) => a.Name == b.Name && a.Value == b.Value)
        && Same(one.Comments, other.Comments, Same)
        && Same(one.Instructions, other.Instructions, Same)
        && Same(InOrder(one.Errors), InOrder(other.Errors), static (a, b) => a.Phase == b.Phase && a.Message == b.Message);

    /// <summary>Errors at the end of a file may come before others, or behind them, when blank lines go.</summary>
    private static IEnumerable<SyntaxError> InOrder(IEnumerable<SyntaxError> errors) =>
        errors.OrderBy(static error => error.Phase).ThenBy(static error => error.Message, StringComparer.Ordinal);

    private static bool Same(CommentSyntax one, CommentSyntax other) =>
        one.Text == other.Text && one.IsInsideInstruction == other.IsInsideInstruction;

    private bool Same(InstructionSyntax one, InstructionSyntax other) =>
        one.Kind == other.Kind
        && one.Form == other.Form
        && one.Keyword.Equals(other.Keyword, StringComparison.OrdinalIgnoreCase)
        && Same(one.Flags, other.Flags, static (a, b) => a.Text == b.Text)
        && Same(one.CommentsAbove, other.CommentsAbove, Same)
        && Same(one.Heredocs, other.Heredocs, Same)
        && (one, other) switch
        {
            (KeyValuesSyntax a, KeyValuesSyntax b) => Same(a.Pairs, b.Pairs, static (c, d) => c.Name.Text == d.Name.Text && c.Value?.Text == d.Value?.Text),
            (CommandSyntax { ShellText: { } a } command, CommandSyntax { ShellText: { } b } otherCommand) =>
                SameType(command, otherCommand) && SameScript(command, a.Text, otherCommand, b.Text),
            (HealthcheckSyntax a, HealthcheckSyntax b) => SameType(a, b) && Same(a.Arguments.Skip(1), b.Arguments.Skip(1), SameWord),
            (FromSyntax { As: { } a, Name: not null }, FromSyntax { As: { } b }) =>
                Same(one.Arguments, other.Arguments, (c, d) => SameWord(c, d) || (c == a && d == b && IgnoringCase(c, d))),
            _ => Same(one.Arguments, other.Arguments, SameWord),
        }
        && (one.Nested, other.Nested) switch
        {
            (null, null) => true,
            ({ } a, { } b) => Same(a, b),
            _ => false,
        };

    private static bool SameType(CommandSyntax one, CommandSyntax other) =>
        (one as HealthcheckSyntax)?.Type is not { } type
        || ((other as HealthcheckSyntax)?.Type is { } otherType && IgnoringCase(type, otherType));

    private bool SameScript(CommandSyntax one, string text, CommandSyntax other, string otherText)
    {
        if (text == otherText)
            return true;
        return allowsBlanks
            && one is { ScriptHeredoc: null, Script: { Errors.IsEmpty: true } script }
            && other is { ScriptHeredoc: null, Script: { Errors.IsEmpty: true } otherScript }
            && ShellGaps.Collapse(text, script) == ShellGaps.Collapse(otherText, otherScript);
    }

    private static bool Same(HeredocSyntax one, HeredocSyntax other) =>
        one.Name == other.Name
        && one.IsExpanded == other.IsExpanded
        && one.StripsTabs == other.StripsTabs
        && one.IsTerminated == other.IsTerminated
        && one.Content == other.Content;

    private static bool SameWord(WordSyntax one, WordSyntax other) => one.Text == other.Text;

    private static bool IgnoringCase(WordSyntax one, WordSyntax other) => one.Text.Equals(other.Text, StringComparison.OrdinalIgnoreCase);

    private static bool Same<T>(IEnumerable<T> one, IEnumerable<T> other, Func<T, T, bool> isSame)
    {
        using IEnumerator<T> left = one.GetEnumerator();
        using IEnumerator<T> right = other.GetEnumerator();
        while (left.MoveNext())
        {
            if (!right.MoveNext() || !isSame(left.Current, right.Current))
                return false;
        }

        return !right.MoveNext();
    }
}
