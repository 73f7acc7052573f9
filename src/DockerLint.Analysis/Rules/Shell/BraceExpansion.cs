using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>Finds <c>{a,b}</c> and <c>{1..9}</c> in words, which the tree holds as text.</summary>
internal static class BraceExpansion
{
    /// <summary>The places in the file, in the order in which they are closed.</summary>
    public static IEnumerable<TextSpan> In(ShellWordSyntax word) => word.Characters.Contains('{') ? Find(word) : [];

    private static IEnumerable<TextSpan> Find(ShellWordSyntax word)
    {
        Stack<(int Start, bool Expands)> open = [];
        foreach (ShellWordPart part in word.Parts)
        {
            if (part is not ShellLiteralSyntax)
                continue;
            for (int index = 0; index < part.Characters.Length; index++)
            {
                int offset = part.LogicalSpan.Start + index;
                switch (part.Characters[index])
                {
                    case '{':
                        open.Push((offset, false));
                        break;
                    case ',' when open.Count > 0:
                    case '.' when open.Count > 0 && part.Characters[(index + 1)..] is ['.', ..]:
                        open.Push(open.Pop() with { Expands = true });
                        break;
                    case '}' when open.TryPop(out (int Start, bool Expands) brace):
                        if (brace.Expands)
                            yield return part.LogicalText.ToSource(TextSpan.Between(brace.Start, offset + 1));
                        break;
                }
            }
        }
    }
}
