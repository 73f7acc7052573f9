using DockerLint.Syntax.Text;
using DockerLint.Yaml;

namespace DockerLint.Configuration.Nodes;

/// <summary>Reads the values of a YAML text.</summary>
internal sealed class YamlNodes
{
    /// <summary>Values that may be nested in each other; no key of ours needs more.</summary>
    private const int MostNested = 32;

    private readonly string _path;
    private readonly LineMap _lines;
    private readonly Dictionary<YamlNode, Node> _known = new(ReferenceEqualityComparer.Instance);

    private YamlNodes(string path, string text)
    {
        _path = path;
        _lines = new LineMap(text);
    }

    /// <summary>Reads a text of one document.</summary>
    /// <param name="path">Where the text comes from.</param>
    /// <param name="text">The text.</param>
    /// <param name="problems">Where it is said why the text cannot be read.</param>
    /// <returns>Its value; null where it is empty or cannot be read.</returns>
    public static Node? Read(string path, string text, Problems problems)
    {
        var yaml = YamlText.Parse(text, MostNested);
        var nodes = new YamlNodes(path, text);
        foreach (YamlError error in yaml.Errors)
            problems.Error(nodes.At(error.Span), error.Message);
        if (yaml.Documents is [_, { Start: var second }, ..])
            problems.Error(nodes.At(second), "a second document; write all in one");
        return yaml is { Errors: [], Documents: [{ Root: var root }] } ? nodes.Of(root) : null;
    }

    private Node Of(YamlNode node)
    {
        // What aliases share is made once: a short text may name a value very often.
        if (!_known.TryGetValue(node, out Node? known))
            _known.Add(node, known = Make(node));
        return known;
    }

    private Node Make(YamlNode node) => node switch
    {
        YamlList list => new ListNode([.. list.Items.Select(Of)], At(list.Span)),
        YamlMap map => new MapNode([.. map.Entries.Select(entry => (Of(entry.Key), Of(entry.Value)))], At(map.Span)),
        _ => Of((YamlScalar)node),
    };

    private TextNode Of(YamlScalar scalar) => new(scalar.Value, At(scalar.Span), IsQuoted: !scalar.IsPlain);

    private Place At(TextSpan span)
    {
        TextPosition position = _lines.PositionOf(span.Start);
        return new Place(_path, position.Line, position.Column);
    }
}
