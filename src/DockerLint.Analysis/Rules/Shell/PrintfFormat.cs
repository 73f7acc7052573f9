using System.Collections.Immutable;
using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// Percent signs and backslashes of a value mean something in the format of printf. Not reported where the text
/// around the value has a percent sign of its own.
/// </summary>
internal sealed class PrintfFormat() : ShellCommandRule(
    "SC2059", "PrintfFormat", Severity.Info, Category.Correctness, "The format of printf holds the value of a variable.", FixSafety.Unsafe, "printf")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (Format(node.Arguments) is { Literal: null } format && !HasDirective(format.Parts))
            context.Report(format.Span, "percent signs and backslashes of the value would be taken for directives; use printf '%s' \"…\"", fix: FixOf(format, node, context));
    }

    /// <summary>The text around the values stays the format.</summary>
    private static Fix? FixOf(ShellWordSyntax format, ShellSimpleCommandSyntax node, RuleContext context)
    {
        ImmutableArray<ShellWordPart> parts = format.Parts is [ShellDoubleQuotedSyntax { IsTranslated: false } quoted] ? quoted.Parts : format.Parts;
        if (format != node.Arguments[^1]
            || !ShellEdits.IsVerbatim(format, context.Source)
            || (parts == format.Parts && parts.Length > 1)
            || !parts.All(static part => part is ShellParameterExpansionSyntax or ShellCommandSubstitutionSyntax { IsBackquoted: false }
                || (part is ShellLiteralSyntax && !part.Characters.ContainsAny('\'', '%'))))
        {
            return null;
        }

        string text = string.Concat(parts.Select(static part => part is ShellLiteralSyntax ? part.Text : "%s"));
        string values = string.Concat(parts.Where(static part => part is not ShellLiteralSyntax).Select(static part => $" \"{part.Text}\""));
        return new Fix("Give it a format of its own", IsSafe: false, [Edit.Replace(format.Span, $"'{text}'{values}")]);
    }

    private static ShellWordSyntax? Format(ImmutableArray<ShellWordSyntax> arguments)
    {
        int index = 0;
        if (arguments is [{ Literal: "-v" }, _, ..])
            index = 2;
        if (index < arguments.Length && arguments[index].Literal == "--")
            index++;
        return index < arguments.Length ? arguments[index] : null;
    }

    private static bool HasDirective(ImmutableArray<ShellWordPart> parts) => parts.Any(static part => part switch
    {
        ShellDoubleQuotedSyntax quoted => HasDirective(quoted.Parts),
        ShellLiteralSyntax or ShellSingleQuotedSyntax => part.Characters.Contains('%'),
        _ => false,
    });
}
