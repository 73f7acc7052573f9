using System.Collections.Immutable;

namespace DockerLint.Yaml;

/// <summary>A value of a YAML text. Aliases share the node that they name, which stands where it is written.</summary>
public abstract class YamlNode
{
    private protected YamlNode(TextSpan span, int height)
    {
        Span = span;
        Height = height;
    }

    /// <summary>Where it is written: a scalar without its quotes.</summary>
    public TextSpan Span { get; }

    /// <summary>What it is, for messages.</summary>
    public abstract string Kind { get; }

    /// <summary>How many values are nested in each other from here on, itself counted and aliases followed.</summary>
    internal int Height { get; }
}

/// <summary>How a scalar is written.</summary>
public enum YamlStyle
{
    /// <summary>Without quotes.</summary>
    Plain,

    /// <summary><c>'…'</c>.</summary>
    SingleQuoted,

    /// <summary><c>"…"</c>.</summary>
    DoubleQuoted,

    /// <summary><c>|</c>: its lines are kept.</summary>
    Literal,

    /// <summary><c>&gt;</c>: its lines are joined.</summary>
    Folded,
}

/// <summary>A text, a number, a truth value or nothing: what is not a list or a map.</summary>
public sealed class YamlScalar : YamlNode
{
    internal YamlScalar(string value, TextSpan span, YamlStyle style)
        : base(span, 1)
    {
        Value = value;
        Style = style;
    }

    /// <summary>The text that it stands for: escapes replaced, lines joined.</summary>
    public string Value { get; }

    /// <summary>How it is written.</summary>
    public YamlStyle Style { get; }

    /// <summary>Whether it is written without quotes, so that it may be something other than a text.</summary>
    public bool IsPlain => Style == YamlStyle.Plain;

    /// <summary>Whether nothing is written, or <c>null</c>.</summary>
    public bool IsNull => IsPlain && Value is ("" or "~" or "null" or "Null" or "NULL");

    /// <inheritdoc/>
    public override string Kind => "a word";

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A list.</summary>
public sealed class YamlList : YamlNode
{
    internal YamlList(ImmutableArray<YamlNode> items, TextSpan span, int height)
        : base(span, height) => Items = items;

    /// <summary>What is in it, in order.</summary>
    public ImmutableArray<YamlNode> Items { get; }

    /// <inheritdoc/>
    public override string Kind => "a list";
}

/// <summary>Keys and values.</summary>
public sealed class YamlMap : YamlNode
{
    internal YamlMap(ImmutableArray<YamlEntry> entries, TextSpan span, int height)
        : base(span, height) => Entries = entries;

    /// <summary>
    /// The entries, each key once: its own in order, then those that <c>&lt;&lt;</c> brings and it has not itself
    /// (https://yaml.org/type/merge.html).
    /// </summary>
    public ImmutableArray<YamlEntry> Entries { get; }

    /// <inheritdoc/>
    public override string Kind => "a map";

    /// <summary>The value of a key; null where it has none.</summary>
    public YamlNode? Find(string key) => FindEntry(key)?.Value;

    /// <summary>The entry of a key; null where it has none.</summary>
    public YamlEntry? FindEntry(string key)
    {
        foreach (YamlEntry entry in Entries)
        {
            if (entry.Key.Value == key)
                return entry;
        }

        return null;
    }
}

/// <summary>A key and its value.</summary>
public readonly record struct YamlEntry(YamlScalar Key, YamlNode Value);
