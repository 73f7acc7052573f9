using System.Collections.Immutable;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// A loop over one constant word runs once. Not reported for a pattern, a brace expansion and an unquoted expansion;
/// a word that is all quoted and one with a comma have numbers of their own (SC2066, SC2041, SC2042).
/// </summary>
internal sealed class LoopOverOne() : ShellNodeRule<ShellForSyntax>(
    "SC2043", "LoopOverOne", Severity.Warning, Category.Correctness, "A loop goes over a single word.")
{
    protected override void Check(ShellForSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (!node.IsSelect && node.Words is [var word] && IsConstant(word))
            context.Report(word.Span, "this loop runs only once; is a pattern or an expansion missing, or too much quoted?");
    }

    private static bool IsConstant(ShellWordSyntax word)
    {
        if (BraceExpansion.In(word).Any())
            return false;
        ImmutableArray<ShellWordPart> parts = word.Parts;
        return parts switch
        {
            [ShellSingleQuotedSyntax] => false,
            [ShellDoubleQuotedSyntax quoted] => quoted.Parts.All(static part => part is ShellLiteralSyntax or ShellEscapeSyntax),
            [ShellLiteralSyntax] when word.Characters.Contains(',') => false,
            _ => !parts.Any(static part => part is ShellParameterExpansionSyntax or ShellCommandSubstitutionSyntax or ShellParenthesizedSyntax
                || (part is ShellLiteralSyntax && part.Characters.ContainsAny('*', '?', '['))),
        };
    }
}
