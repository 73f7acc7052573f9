using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Grammar;

/// <summary>What ENV and LABEL refuse alike.</summary>
internal static class KeyValueChecks
{
    /// <summary>Refuses missing names and values.</summary>
    public static void Check(KeyValuesSyntax instruction, InstructionErrors errors)
    {
        string keyword = InstructionKeywords.NameOf(instruction.Kind);
        if (instruction.Pairs.IsEmpty)
            errors.Add(instruction.KeywordSpan, $"{keyword} needs at least one name=value");
        foreach (KeyValueSyntax pair in instruction.Pairs)
        {
            if (pair.Value is null)
                errors.OfParser.Add(pair.Span, $"'{pair.Name.Text}' has no value; write {keyword} {pair.Name.Text}=…");
            else if (pair.Name.Local.Length == 0)
                errors.Add(pair.Span, $"{keyword} needs a name before the '='");
        }
    }
}
