using System.Collections.Immutable;
using DockerLint.Syntax.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DockerLint.Configuration.Nodes;

/// <summary>Reads YAML. Nothing else here knows the package that does it.</summary>
internal sealed class YamlText
{
    /// <summary>Values that may be nested in each other; no key of ours needs more.</summary>
    private const int MostNested = 32;

    private readonly string _path;
    private readonly LineMap _lines;
    private readonly int _length;
    private readonly Parser _parser;
    private readonly Problems _problems;
    private readonly Dictionary<string, Node> _anchors = [];

    private YamlText(string path, string text, Problems problems)
    {
        _path = path;
        _lines = new LineMap(text);
        _length = text.Length;
        _parser = new Parser(new StringReader(text));
        _problems = problems;
    }

    /// <summary>Reads a text of one document.</summary>
    /// <param name="path">Where the text comes from.</param>
    /// <param name="text">The text.</param>
    /// <param name="problems">Where it is said why the text cannot be read.</param>
    /// <returns>Its value; null where it is empty or cannot be read.</returns>
    public static Node? Read(string path, string text, Problems problems)
    {
        // The parser takes a byte order mark for a part of the first key.
        var yaml = new YamlText(path, text.StartsWith('\uFEFF') ? text[1..] : text, problems);
        try
        {
            return yaml.Read();
        }
        catch (YamlException error)
        {
            problems.Error(yaml.At(error.Start), $"not valid YAML: {Clause(error.Message)}");
            return null;
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The package's own trouble with some texts that are not YAML.
            problems.Error(yaml.At(yaml._parser.Current?.End ?? default), "not valid YAML from here on");
            return null;
        }
    }

    private Node? Read()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return null;
        _parser.Consume<DocumentStart>();
        Node? node = ReadNode(MostNested);
        if (node is null)
            return null;
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out DocumentStart? second))
        {
            _problems.Error(At(second.Start), "a second document; write all in one");
            return null;
        }

        return node;
    }

    /// <summary>The next value; null where it is said why it cannot be read.</summary>
    private Node? ReadNode(int depth)
    {
        ParsingEvent next = _parser.Consume<ParsingEvent>();
        Place at = At(next.Start);
        if (depth == 0)
        {
            _problems.Error(at, "nested too deeply");
            return null;
        }

        switch (next)
        {
            case AnchorAlias alias when _anchors.TryGetValue(alias.Value.Value, out Node? anchored):
                return anchored;
            case AnchorAlias alias:
                _problems.Error(at, $"nothing before is called '{alias.Value}'");
                return null;
            case Scalar scalar:
                return Name(scalar, new TextNode(scalar.Value, at, scalar.Style is not ScalarStyle.Plain));
            case SequenceStart start:
                return ReadList(at, depth) is { } list ? Name(start, list) : null;
            case MappingStart start:
                return ReadMap(at, depth) is { } map ? Name(start, map) : null;
            default:
                _problems.Error(at, "not a value");
                return null;
        }
    }

    private ListNode? ReadList(Place at, int depth)
    {
        ImmutableArray<Node>.Builder items = ImmutableArray.CreateBuilder<Node>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            if (ReadNode(depth - 1) is not { } item)
                return null;
            items.Add(item);
        }

        return new ListNode(items.DrainToImmutable(), at);
    }

    private MapNode? ReadMap(Place at, int depth)
    {
        ImmutableArray<(TextNode, Node)>.Builder entries = ImmutableArray.CreateBuilder<(TextNode, Node)>();
        Dictionary<string, Place> earlier = [];
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (ReadNode(depth - 1) is not { } key)
                return null;
            if (key is not TextNode word)
            {
                _problems.Error(key.At, $"{key.Kind} is no key; write a word");
                return null;
            }

            if (!earlier.TryAdd(word.Text, word.At))
            {
                _problems.Error(word.At, $"'{word.Text}' stands twice; it is in line {earlier[word.Text].Line} already");
                return null;
            }

            if (ReadNode(depth - 1) is not { } value)
                return null;
            entries.Add((word, value));
        }

        return new MapNode(entries.DrainToImmutable(), at);
    }

    private T Name<T>(NodeEvent start, T node)
        where T : Node
    {
        if (!start.Anchor.IsEmpty)
            _anchors[start.Anchor.Value] = node;
        return node;
    }

    private Place At(Mark mark)
    {
        TextPosition position = _lines.PositionOf((int)Math.Clamp(mark.Index, 0, _length));
        return new Place(_path, position.Line, position.Column);
    }

    /// <summary>The package's sentence as a clause.</summary>
    private static string Clause(string sentence)
    {
        string clause = sentence.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return clause.Length == 0 ? "it cannot be read" : char.ToLowerInvariant(clause[0]) + clause[1..];
    }
}
