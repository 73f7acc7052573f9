using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests.Shell;

/// <summary>What is true of the tree of any script.</summary>
internal static class ShellChecks
{
    /// <summary>Fails the test with what is wrong.</summary>
    public static void Check(string text)
    {
        ShellScriptSyntax script = ShellScriptSyntax.Parse(new LogicalText(text, new TextSpan(0, text.Length)));
        Assert.InRange(script.Errors.Length, 0, 1);
        Assert.All(script.Errors, error => Assert.True(new TextSpan(0, text.Length).Contains(error.Span)));
        foreach (ShellNode node in script.DescendantsAndSelf())
            CheckChildren(node);
        Assert.Equal(
            script.Commands.OrderBy(static command => command.Span.Start),
            script.Commands);
        _ = script.DescendantsAndSelf().OfType<ShellWordSyntax>().Select(static word => word.Literal ?? word.StaticText).ToList();
    }

    private static void CheckChildren(ShellNode node)
    {
        int end = node.Span.Start;
        foreach (ShellNode child in node.Children)
        {
            if (child is ShellHereDocumentSyntax)
                continue;
            Assert.True(node.Span.Contains(child.Span), $"{child.GetType().Name}{child.Span} is not in {node.GetType().Name}{node.Span}");
            Assert.True(child.Span.Start >= end, $"{child.GetType().Name}{child.Span} starts before {end}");
            if (child.LogicalText == node.LogicalText)
                Assert.True(node.LogicalSpan.Contains(child.LogicalSpan));
            end = child.Span.End;
        }
    }
}
