using DockerLint.Syntax.Tree;

namespace DockerLint.Semantics;

/// <summary>What the comments above an instruction say of a name that it declares, as builders list it.</summary>
public static class Descriptions
{
    /// <summary>What follows the name in the first comment line above that starts with it.</summary>
    /// <param name="instruction">An ARG, or the FROM of a stage.</param>
    /// <param name="name">The name; that of a stage in lower case.</param>
    /// <returns>Null where no line does. Indented comments are not read.</returns>
    public static string? Of(InstructionSyntax instruction, string name)
    {
        ArgumentNullException.ThrowIfNull(instruction);
        ArgumentNullException.ThrowIfNull(name);
        foreach (CommentSyntax comment in instruction.CommentsAbove)
        {
            if (!comment.IsIndented
                && comment.Text.Length > name.Length
                && comment.Text[name.Length] == ' '
                && comment.Text.StartsWith(name, StringComparison.Ordinal))
            {
                return comment.Text[name.Length..].Trim();
            }
        }

        return null;
    }
}
