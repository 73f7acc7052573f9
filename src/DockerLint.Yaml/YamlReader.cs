using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Syntax.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DockerLint.Yaml;

/// <summary>Makes nodes of what the package reads. Only this file and its scanner know the package.</summary>
internal sealed class YamlReader
{
    private const string MergeKey = "<<";

    /// <summary>Entries that <c>&lt;&lt;</c> may copy beyond one for each character: a text of maps that merge each other stays small.</summary>
    private const int MostMerged = 10_000;

    /// <summary>Characters that YAML 1.2 (section 5.1) leaves no place for; the package takes the first for the end of the text.</summary>
    private static readonly SearchValues<char> s_controls = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\v\f\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\u007F");

    private readonly string _text;
    private readonly int _shift;
    private readonly int _control;
    private readonly int _mostNested;
    private readonly CommentScanner _scanner;
    private readonly Parser _parser;
    private readonly Dictionary<string, YamlNode> _anchors = [];
    private readonly ImmutableArray<YamlError>.Builder _errors = ImmutableArray.CreateBuilder<YamlError>();
    private LineMap? _lines;
    private int _merged;
    private bool _isOver;

    public YamlReader(string text, int mostNested)
    {
        _text = text;
        _mostNested = mostNested;

        // The package takes a byte order mark for a part of the first key, and a directive after a comment for misplaced.
        _shift = text.StartsWith('\uFEFF') ? 1 : 0;
        bool hasDirective = text.AsSpan(_shift).StartsWith("%") || text.Contains("\n%", StringComparison.Ordinal);
        _control = text.AsSpan().IndexOfAny(s_controls);
        string readable = _control < 0 ? text[_shift..] : text[_shift.._control];
        // In a long directive that no line ends the package looks for the end of the text behind it, for half a minute.
        if (hasDirective && !readable.EndsWith('\n'))
            readable += '\n';
        _scanner = new CommentScanner(new Scanner(new StringReader(readable), skipComments: hasDirective));
        _parser = new Parser(_scanner);
    }

    public YamlText Read()
    {
        ImmutableArray<YamlDocument>.Builder documents = ImmutableArray.CreateBuilder<YamlDocument>();
        while (Next() is { } next)
        {
            if (next is not DocumentStart start)
                continue;
            _anchors.Clear();
            if (Next() is { } first)
                documents.Add(new YamlDocument(ReadNode(first, _mostNested), SpanOf(start.Start, start.IsImplicit ? start.Start : start.End)));
        }

        if (_control >= 0)
            _errors.Add(new YamlError(new TextSpan(_control, 1), $"not valid YAML: the control character U+{(int)_text[_control]:X4}; remove it", YamlErrorKind.Unreadable));
        return new YamlText(
            documents.DrainToImmutable(),
            [.. _scanner.Comments.Select(comment => TextSpan.Between(OffsetOf(comment.Start) + 1, OffsetOf(comment.End)))],
            _errors.DrainToImmutable());
    }

    /// <summary>The next event; null at the end, and at what is no YAML.</summary>
    private ParsingEvent? Next()
    {
        if (_isOver)
            return null;
        try
        {
            if (_parser.MoveNext())
                return _parser.Current;
            _isOver = true;
        }
        catch (YamlException error)
        {
            End(error.Start.Equals(Mark.Empty) ? _scanner.CurrentPosition : error.Start, $"not valid YAML: {Clause(error.Message)}");
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException or ArithmeticException or FormatException)
        {
            // The package's own trouble with some texts that are no YAML.
            End(_scanner.CurrentPosition, "not valid YAML from here on");
        }

        return null;
    }

    /// <param name="next">The event that starts the value.</param>
    /// <param name="depth">Values that may still be nested in each other, this one counted.</param>
    private YamlNode ReadNode(ParsingEvent next, int depth)
    {
        switch (next)
        {
            case AnchorAlias alias:
                return Resolve(alias, depth);
            case Scalar scalar:
                return Name(scalar, new YamlScalar(scalar.Value, ContentOf(scalar), StyleOf(scalar.Style)));
            case SequenceStart start when depth > 0:
                return Name(start, ReadList(start, depth - 1));
            case MappingStart start when depth > 0:
                return Name(start, ReadMap(start, depth - 1));
            default:
                End(next.Start, depth > 0 ? "not valid YAML from here on" : "nested too deeply");
                return Nothing(next.Start);
        }
    }

    private YamlNode Resolve(AnchorAlias alias, int depth)
    {
        if (_anchors.TryGetValue(alias.Value.Value, out YamlNode? node) && node.Height <= depth)
            return node;
        _errors.Add(new YamlError(
            SpanOf(alias.Start, alias.End),
            node is null ? $"nothing before is called '{alias.Value}'" : "nested too deeply",
            YamlErrorKind.Meaningless));
        return Nothing(alias.Start);
    }

    private YamlList ReadList(SequenceStart start, int depth)
    {
        ImmutableArray<YamlNode>.Builder items = ImmutableArray.CreateBuilder<YamlNode>();
        int height = 0;
        ParsingEvent? next;
        while ((next = Next()) is not (null or SequenceEnd))
        {
            YamlNode item = ReadNode(next, depth);
            height = Math.Max(height, item.Height);
            items.Add(item);
        }

        return new YamlList(items.DrainToImmutable(), SpanOf(start, start.Style == SequenceStyle.Flow, next, items.Count > 0 ? items[^1] : null), height + 1);
    }

    private YamlMap ReadMap(MappingStart start, int depth)
    {
        var entries = new List<YamlEntry>();
        Dictionary<string, int> places = [];
        List<YamlNode>? merges = null;
        YamlNode? last = null;
        ParsingEvent? next;
        while ((next = Next()) is not (null or MappingEnd))
        {
            YamlNode key = ReadNode(next, depth);
            if (Next() is not { } second)
            {
                next = null;
                break;
            }

            YamlNode value = last = ReadNode(second, depth);
            if (key is not YamlScalar word)
                _errors.Add(new YamlError(key.Span, $"{key.Kind} is no key; write a word", YamlErrorKind.Meaningless));
            else if (word is { IsPlain: true, Value: MergeKey })
                (merges ??= []).Add(value);
            else if (places.TryAdd(word.Value, entries.Count))
                entries.Add(new YamlEntry(word, value));
            else
                Replace(entries, places[word.Value], new YamlEntry(word, value));
        }

        foreach (YamlNode merge in merges ?? [])
            Merge(merge, entries, places);
        return new YamlMap(
            [.. entries],
            SpanOf(start, start.Style == MappingStyle.Flow, next, last),
            entries.Count == 0 ? 1 : entries.Max(static entry => entry.Value.Height) + 1);
    }

    private void Replace(List<YamlEntry> entries, int place, YamlEntry entry)
    {
        int line = (_lines ??= new LineMap(_text)).LineOf(entries[place].Key.Span.Start);
        _errors.Add(new YamlError(entry.Key.Span, $"'{entry.Key.Value}' stands twice; it is in line {line} already", YamlErrorKind.DuplicateKey));
        entries[place] = entry;
    }

    private void Merge(YamlNode source, List<YamlEntry> entries, Dictionary<string, int> places)
    {
        foreach (YamlNode node in source is YamlList list ? list.Items : [source])
        {
            if (node is not YamlMap map)
            {
                if (node is not YamlScalar { IsNull: true })
                    _errors.Add(new YamlError(node.Span, $"{node.Kind} cannot be merged; name a map", YamlErrorKind.Meaningless));
                continue;
            }

            _merged += map.Entries.Length;
            if (_merged > MostMerged + _text.Length)
                return;
            foreach (YamlEntry entry in map.Entries)
            {
                if (places.TryAdd(entry.Key.Value, entries.Count))
                    entries.Add(entry);
            }
        }
    }

    private T Name<T>(NodeEvent start, T node)
        where T : YamlNode
    {
        if (!start.Anchor.IsEmpty)
            _anchors[start.Anchor.Value] = node;
        return node;
    }

    private YamlScalar Nothing(Mark at) => new("", SpanOf(at, at), YamlStyle.Plain);

    private void End(Mark at, string message)
    {
        int offset = OffsetOf(at);
        _isOver = true;
        // What ends before its end has none since nothing is read behind the character.
        if (_control >= 0)
            return;
        _errors.Add(new YamlError(new TextSpan(offset, offset < _text.Length && _text[offset] is not ('\r' or '\n') ? 1 : 0), message, YamlErrorKind.Unreadable));
    }

    /// <summary>Where the text of a scalar stands: without anchor, tag, quotes, the head and the margin of a block.</summary>
    private TextSpan ContentOf(Scalar scalar)
    {
        // One that is left out has no token.
        TextSpan span = SpanOf(_scanner.StartOfScalar(scalar.End) ?? scalar.End, scalar.End);
        switch (StyleOf(scalar.Style))
        {
            case YamlStyle.SingleQuoted or YamlStyle.DoubleQuoted when span.Length >= 2:
                return new TextSpan(span.Start + 1, span.Length - 2);
            case YamlStyle.Literal or YamlStyle.Folded:
                ReadOnlySpan<char> block = _text.AsSpan(span.Start, span.Length);
                int head = block.IndexOf('\n') + 1;
                int start = head + block[head..].IndexOfAnyExcept(" \t\r\n");
                int end = block.LastIndexOfAnyExcept(" \t\r\n") + 1;
                return head > 0 && start >= head && end > start ? TextSpan.Between(span.Start + start, span.Start + end) : new TextSpan(span.End, 0);
            default:
                return span;
        }
    }

    private TextSpan SpanOf(NodeEvent start, bool isFlow, ParsingEvent? end, YamlNode? last)
    {
        int from = OffsetOf(start.Start);
        int to = isFlow && end is not null ? Math.Min(OffsetOf(end.Start) + 1, _text.Length) : last?.Span.End ?? from;
        return TextSpan.Between(from, Math.Max(from, to));
    }

    private TextSpan SpanOf(Mark start, Mark end)
    {
        int from = OffsetOf(start);
        return TextSpan.Between(from, Math.Max(from, OffsetOf(end)));
    }

    private int OffsetOf(Mark mark) => (int)Math.Clamp(mark.Index + _shift, 0, _text.Length);

    private static YamlStyle StyleOf(ScalarStyle style) => style switch
    {
        ScalarStyle.SingleQuoted => YamlStyle.SingleQuoted,
        ScalarStyle.DoubleQuoted => YamlStyle.DoubleQuoted,
        ScalarStyle.Literal => YamlStyle.Literal,
        ScalarStyle.Folded => YamlStyle.Folded,
        _ => YamlStyle.Plain,
    };

    /// <summary>The package's sentence as a clause.</summary>
    private static string Clause(string sentence)
    {
        string clause = sentence.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return clause.Length == 0 ? "it cannot be read" : char.ToLowerInvariant(clause[0]) + clause[1..];
    }
}
