using System.Collections.Immutable;

namespace DockerLint.Syntax.Tree;

/// <summary>Lists of nodes.</summary>
internal static class ShellChildren
{
    /// <summary>Adds nodes one by one: for an array of a derived kind <c>AddRange</c> would go through two interfaces.</summary>
    public static void AddAll<T>(this List<ShellNode> children, ImmutableArray<T> nodes)
        where T : ShellNode
    {
        foreach (T node in nodes)
            children.Add(node);
    }

    /// <summary>The nodes of one kind, without the first few of them.</summary>
    public static ImmutableArray<T> Of<T>(ImmutableArray<ShellNode> nodes, int skipped = 0)
        where T : ShellNode
    {
        int count = -skipped;
        foreach (ShellNode node in nodes)
            count += node is T ? 1 : 0;
        if (count <= 0)
            return [];
        ImmutableArray<T>.Builder found = ImmutableArray.CreateBuilder<T>(count);
        foreach (ShellNode node in nodes)
        {
            if (node is T wanted && skipped-- <= 0)
                found.Add(wanted);
        }

        return found.MoveToImmutable();
    }
}
