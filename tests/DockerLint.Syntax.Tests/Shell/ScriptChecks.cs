using System.Collections;
using System.Reflection;
using System.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests.Shell;

/// <summary>Whether two trees hold the same scripts: all that a node says of itself is compared, whatever its kind.</summary>
internal static class ScriptChecks
{
    public static IEnumerable<ShellScriptSyntax> ScriptsOf(DockerfileSyntax tree) => tree.Instructions
        .Select(static instruction => (instruction.Nested ?? instruction) as CommandSyntax)
        .Select(static command => command?.Script)
        .OfType<ShellScriptSyntax>();

    /// <summary>Fails the test where the scripts of a tree are not those of another one, in its own text.</summary>
    public static void AreThoseOf(DockerfileSyntax expected, DockerfileSyntax actual)
    {
        Assert.Equal(ScriptsOf(expected).Select(Describe), ScriptsOf(actual).Select(Describe));
        Assert.All(
            ScriptsOf(actual).SelectMany(static script => script.DescendantsAndSelf()),
            node => Assert.Same(actual.Source.Value, node.LogicalText.Source));
    }

    private static string Describe(ShellScriptSyntax script)
    {
        var text = new StringBuilder();
        Describe(script, text, new(ReferenceEqualityComparer.Instance));
        return text.ToString();
    }

    /// <param name="value">A node, a list of them, or what a node says of itself.</param>
    /// <param name="text">What has been said so far.</param>
    /// <param name="known">The nodes that are in it, each with its number: one that is met again is named by that.</param>
    private static void Describe(object? value, StringBuilder text, Dictionary<object, int> known)
    {
        if (value is not ShellNode node)
        {
            if (value is not IEnumerable items || value is string)
                text.Append(value);
            else if (value.GetType() is { IsValueType: true } type && (bool?)type.GetProperty("IsDefault")?.GetValue(value) == true)
                text.Append('-');
            else
                items.Cast<object>().ToList().ForEach(item => Describe(item, text, known));
            return;
        }

        if (!known.TryAdd(node, known.Count))
        {
            text.Append('#').Append(known[node]);
            return;
        }

        text.Append('\n').Append(node.GetType().Name);
        foreach (PropertyInfo property in node.GetType().GetProperties())
        {
            if (!property.PropertyType.IsByRefLike && property.Name != nameof(ShellNode.LogicalText))
                Describe(property.GetValue(node), text.Append(' ').Append(property.Name).Append('='), known);
        }
    }
}
