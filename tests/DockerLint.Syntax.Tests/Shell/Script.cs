using System.Text;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests.Shell;

/// <summary>Short ways to read a script and to write down what was read.</summary>
internal static class Script
{
    public static ShellScriptSyntax Read(string text) =>
        ShellScriptSyntax.Parse(new LogicalText(text, new TextSpan(0, text.Length)));

    public static ShellScriptSyntax Valid(string text)
    {
        ShellScriptSyntax script = Read(text);
        Assert.Empty(script.Errors);
        return script;
    }

    public static T Only<T>(string text) where T : ShellNode =>
        Assert.Single(Valid(text).DescendantsAndSelf().OfType<T>());

    public static ShellSimpleCommandSyntax Command(string text) =>
        Assert.IsType<ShellSimpleCommandSyntax>(FirstCommand(text));

    public static ShellCommandSyntax FirstCommand(string text) => Valid(text).Statements[0].Pipelines[0].Commands[0];

    /// <summary>The word after <c>x</c>.</summary>
    public static ShellWordSyntax Word(string text) => Assert.Single(Command("x " + text).Arguments);

    /// <summary>Nodes as <c>Kind[start..end)</c>, the children of each in parentheses; literals of plain words left out.</summary>
    public static string Outline(IEnumerable<ShellNode> nodes)
    {
        StringBuilder outline = new();
        foreach (ShellNode node in nodes)
        {
            if (outline.Length > 0)
                outline.Append(' ');
            outline.Append(node.GetType().Name["Shell".Length..].Replace("Syntax", "", StringComparison.Ordinal)).Append(node.Span);
            if (node.Children.Count > 0 && !(node is ShellWordSyntax && node.Children is [ShellLiteralSyntax]))
                outline.Append('(').Append(Outline(node.Children)).Append(')');
        }

        return outline.ToString();
    }
}
