using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// Brackets stand for one character of those in them; a character that is in them twice tells that something else
/// was meant. Extras of Python packages, <c>uvicorn[standard]</c>, are found so.
/// </summary>
internal sealed class CharacterRange() : ShellNodeRule<ShellWordSyntax>(
    "SC2102", "CharacterRange", Severity.Info, Category.Correctness, "Brackets of a pattern hold a character twice.")
{
    protected override bool Concerns(ShellScript script) => script.Syntax.Characters.Contains('[');

    protected override void Check(ShellWordSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (!node.Characters.Contains('[') || IsOther(node, site))
            return;
        foreach (ShellWordPart part in node.Parts)
        {
            if (part is not ShellLiteralSyntax)
                continue;
            ReadOnlySpan<char> text = part.Characters;
            for (int start = text.IndexOf('['); start >= 0; start = Next(text, start))
            {
                int length = text[start..].IndexOf(']') + 1;
                if (length == 0)
                    break;
                if (HasTwice(text[(start + 1)..(start + length - 1)]))
                {
                    context.Report(
                        part.LogicalText.ToSource(new TextSpan(part.LogicalSpan.Start + start, length)),
                        "unquoted brackets are a pattern for one of these characters; put them in quotes if they are meant as they are");
                }
            }
        }
    }

    private static int Next(ReadOnlySpan<char> text, int start)
    {
        int length = text[(start + 1)..].IndexOf('[');
        return length < 0 ? -1 : start + 1 + length;
    }

    private static bool HasTwice(ReadOnlySpan<char> characters)
    {
        if (characters is [':', ..] or ['[', ..])
            return false;
        if (characters is ['!' or '^', ..])
            characters = characters[1..];
        for (int index = 0; index < characters.Length; index++)
        {
            if (characters[index] != '-' && characters[(index + 1)..].Contains(characters[index]))
                return true;
        }

        return false;
    }

    /// <summary>Whether it is no pattern for words or file names: an argument of an expansion, what tr takes, or an element of an array that a command names.</summary>
    private static bool IsOther(ShellWordSyntax word, ShellSite site) => site.Parent?.Node switch
    {
        ShellParameterExpansionSyntax or ShellMatchSyntax => true,
        ShellSimpleCommandSyntax command => word == command.Name
            || command.Name?.Literal is "tr" or "read" or "declare" or "typeset" or "local" or "export" or "readonly",
        _ => false,
    };
}
