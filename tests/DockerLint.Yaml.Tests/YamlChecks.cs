namespace DockerLint.Yaml.Tests;

/// <summary>What is true of any text that is read as YAML.</summary>
internal static class YamlChecks
{
    /// <summary>Fails the test with what is wrong.</summary>
    public static void Check(string text)
    {
        YamlText yaml = YamlText.Parse(text);
        var whole = new TextSpan(0, text.Length);
        Assert.All(yaml.Errors, error => Assert.True(whole.Contains(error.Span) && error.Message.Length > 0));
        Assert.All(yaml.Comments, comment => Assert.True(comment.Length >= 0 && whole.Contains(comment) && text[comment.Start - 1] == '#'));
        Assert.All(yaml.Documents.SelectMany(static document => Nodes(document.Root)), node => Assert.True(node.Span.Length >= 0 && whole.Contains(node.Span)));
    }

    private static IEnumerable<YamlNode> Nodes(YamlNode node)
    {
        var seen = new HashSet<YamlNode>();
        var left = new Stack<YamlNode>([node]);
        while (left.TryPop(out YamlNode? next))
        {
            if (!seen.Add(next))
                continue;
            yield return next;
            foreach (YamlNode inner in next switch
            {
                YamlList list => list.Items,
                YamlMap map => map.Entries.SelectMany(static entry => new[] { entry.Key, entry.Value }),
                _ => (IEnumerable<YamlNode>)[],
            })
            {
                left.Push(inner);
            }
        }
    }
}
