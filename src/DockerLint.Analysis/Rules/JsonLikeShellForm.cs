using DockerLint.Semantics.Values;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// What starts like a JSON array and is none is read as words, or as a text for the shell, brackets and quotes
/// included. In a RUN, <c>[ … ]</c> may be a test of the shell, and <c>["a"</c> is not.
/// </summary>
internal sealed class JsonLikeShellForm() : Rule(
    new("DK1029", "JsonLikeShellForm", Severity.Error, Category.Correctness, Profiles.Recommended, "What looks like a JSON array is none, and is read as plain text.") { Supersedes = ["DK1005", "DL3025"], Fix = FixSafety.Safe }),
    IVisit<InstructionSyntax>
{
    public void Visit(InstructionSyntax instruction, RuleContext context)
    {
        if (TextOf(instruction) is not { } span || context.TemplateMark is not null)
            return;
        ReadOnlySpan<char> start = context.Source.Slice(span);
        if (instruction is RunSyntax ? start is not ['[', '\'' or '"' or '\u201C' or '\u2018', ..] : start is not ['[', ..])
            return;
        string text = start.ToString();
        bool isArray = JsonLikeArray.TryParse(text, out JsonLikeArray? array);
        if (instruction is RunSyntax && !isArray)
            return;
        context.Report(
            span,
            $"this is no JSON array, so {instruction.Keyword} takes it as plain text; write [\"a\", \"b\"], with double quotes and commas",
            fix: isArray ? FixFor(text, span.Start, array!) : null);
    }

    /// <summary>Where the arguments stand, if they were not read as JSON though they could have been.</summary>
    private static TextSpan? TextOf(InstructionSyntax instruction) => instruction switch
    {
        CommandSyntax and not ShellSyntax and { ShellText: { } text } => text.Span,
        TransferSyntax or VolumeSyntax when instruction.Form != ArgumentForm.Json && !instruction.Arguments.IsEmpty =>
            TextSpan.Between(instruction.Arguments[0].Span.Start, instruction.Arguments[^1].Span.End),
        _ => null,
    };

    /// <summary>Double quotes in the place of single ones; null where more is wrong, or a quote would have to be escaped.</summary>
    private static Fix? FixFor(string text, int start, JsonLikeArray array)
    {
        if (!array.HasAllCommas || !array.Items.All(item => item.IsQuoted && text.AsSpan(item.Span.Start, item.Span.Length).IndexOfAny("\"\\\n\t") < 0))
            return null;
        return new Fix("Write the quotes as JSON has them", IsSafe: true,
        [
            .. array.Items.SelectMany(static item => new[] { item.Span.Start - 1, item.Span.End })
                .Where(quote => text[quote] != '"').Select(quote => new TextEdit(new TextSpan(start + quote, 1), "\"")),
        ]);
    }
}
