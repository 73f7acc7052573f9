using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Lexing;

namespace DockerLint.Cli.Images.Templates;

/// <summary>Puts the texts and actions of a template into each other.</summary>
internal sealed class TemplateReader
{
    /// <summary>Words of the language that are left out, since nobody needs them to show an image.</summary>
    private static readonly string[] s_unsupported = ["block", "break", "call", "continue", "define", "html", "js", "template", "urlquery"];

    private readonly ImmutableArray<TemplateItem> _items;
    private int _next;
    private int _depth;
    private string? _missing;

    private TemplateReader(ImmutableArray<TemplateItem> items) => _items = items;

    /// <summary>Reads a template.</summary>
    /// <param name="text">The template.</param>
    /// <param name="nodes">What it consists of.</param>
    /// <param name="error">Why it is none; null when the result is true.</param>
    public static bool TryRead(string text, out ImmutableArray<TemplateNode> nodes, [NotNullWhen(false)] out string? error)
    {
        nodes = [];
        if (TemplateGrammar.Read(text) is not { } items)
        {
            error = "it cannot be read as a template";
            return false;
        }

        var reader = new TemplateReader(Trimmed(items));
        nodes = reader.ReadNodes();
        error = reader._next < items.Length ? $"{{{{{NameOf(items[reader._next])}}}}} has nothing to belong to" : reader._missing
            ?? UnknownFunctionIn(items);
        return error is null;
    }

    private ImmutableArray<TemplateNode> ReadNodes()
    {
        var nodes = ImmutableArray.CreateBuilder<TemplateNode>();
        while (_next < _items.Length && _items[_next].Action is not (TemplateAction.Else or TemplateAction.End))
        {
            TemplateItem item = _items[_next++];
            switch (item.Action)
            {
                case TemplateAction.Print when item.Text is { } text:
                    nodes.Add(new TextNode(text));
                    break;
                case TemplateAction.Print:
                    nodes.Add(new PrintNode(item.Value!));
                    break;
                case TemplateAction.If or TemplateAction.With or TemplateAction.Range:
                    nodes.Add(ReadBlock(item.Action, item.Value!));
                    break;
            }
        }

        return nodes.ToImmutable();
    }

    private BlockNode ReadBlock(TemplateAction action, Pipeline value)
    {
        if (++_depth > Nesting.Limit)
        {
            _missing ??= Nesting.TooDeep;
            _next = _items.Length;
        }

        BlockNode block = ReadParts(action, value);
        _depth--;
        return block;
    }

    private BlockNode ReadParts(TemplateAction action, Pipeline value)
    {
        ImmutableArray<TemplateNode> body = ReadNodes();
        ImmutableArray<TemplateNode> otherwise = [];
        if (_next < _items.Length && _items[_next].Action == TemplateAction.Else)
        {
            TemplateItem item = _items[_next++];
            // What else has of its own ends with the same end.
            if (item.Other is { } other)
                return new BlockNode(action, value, body, [ReadBlock(other, item.Value!)]);
            otherwise = ReadNodes();
        }

        if (_next < _items.Length && _items[_next].Action == TemplateAction.End)
            _next++;
        else
            _missing ??= $"there is no {{{{end}}}} for {{{{{NameOf(new TemplateItem(action))}}}}}";
        return new BlockNode(action, value, body, otherwise);
    }

    private static ImmutableArray<TemplateItem> Trimmed(ImmutableArray<TemplateItem> items)
    {
        char[] blanks = [' ', '\t', '\r', '\n'];
        return
        [
            .. items.Select((item, index) =>
            {
                if (item.Text is not { } text)
                    return item;
                if (index > 0 && items[index - 1].TrimsAfter)
                    text = text.TrimStart(blanks);
                if (index + 1 < items.Length && items[index + 1].TrimsBefore)
                    text = text.TrimEnd(blanks);
                return item with { Text = Unescape(text) };
            }),
        ];
    }

    /// <summary>Shells hand on <c>\t</c> and <c>\n</c> as they are; Docker takes them for a tab and a line end.</summary>
    private static string Unescape(string text) =>
        text.Replace("\\t", "\t", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal);

    private static string NameOf(TemplateItem item) => item.Action.ToString().ToLowerInvariant();

    private static string? UnknownFunctionIn(ImmutableArray<TemplateItem> items) =>
        items.Select(static item => item.Value).OfType<Pipeline>().SelectMany(NamesIn).FirstOrDefault(static name => !TemplateFunctions.IsKnown(name)) is { } unknown
            ? s_unsupported.Contains(unknown) ? $"'{unknown}' is not supported" : $"there is no function '{unknown}'; there are {TemplateFunctions.Names}"
            : null;

    private static IEnumerable<string> NamesIn(Pipeline value) => value.Calls.SelectMany(static call => call).SelectMany(static operand => operand switch
    {
        NameOperand name => [name.Name],
        PipelineOperand inner => NamesIn(inner.Value),
        _ => Enumerable.Empty<string>(),
    });
}
