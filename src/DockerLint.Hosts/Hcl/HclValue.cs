using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Hosts.Texts;

namespace DockerLint.Hosts.Hcl;

/// <summary>What an expression of HCL comes to.</summary>
internal abstract record HclValue
{
    /// <summary>What is not known before the file is used.</summary>
    public static HclValue Unknown { get; } = new HclUnknown();

    /// <summary><c>null</c>.</summary>
    public static HclValue Null { get; } = new HclNull();
}

/// <inheritdoc cref="HclValue.Unknown"/>
internal sealed record HclUnknown : HclValue;

/// <inheritdoc cref="HclValue.Null"/>
internal sealed record HclNull : HclValue;

/// <summary>A truth value.</summary>
/// <param name="Value">Which.</param>
internal sealed record HclBool(bool Value) : HclValue;

/// <summary>A number.</summary>
/// <param name="Value">Which.</param>
internal sealed record HclNumber(decimal Value) : HclValue
{
    /// <summary>As text it has no more digits than it needs.</summary>
    public string Text => Value.ToString("0.############################", CultureInfo.InvariantCulture);
}

/// <summary>A text, which may be known in parts only.</summary>
/// <param name="Filled">What it says.</param>
/// <param name="Span">Where it is written or put together.</param>
internal sealed record HclText(FilledText Filled, TextSpan Span) : HclValue
{
    /// <summary>A text that is known.</summary>
    public HclText(string text, TextSpan span)
        : this(FilledText.Of(text), span)
    {
    }

    /// <summary>What it says; null where a part of it is not known.</summary>
    public string? Text { get; } = Filled.Pieces switch
    {
        [] => "",
        [{ IsKnown: true } whole] => whole.Text,
        _ => null,
    };

    /// <summary>Whether it is an empty text that is there to be replaced: the default of a variable.</summary>
    public bool IsBlank { get; init; }
}

/// <summary>A list.</summary>
/// <param name="Items">What is in it.</param>
internal sealed record HclList(ImmutableArray<HclValue> Items) : HclValue;

/// <summary>A map, or an object.</summary>
/// <param name="Entries">Keys and values.</param>
internal sealed record HclMap(ImmutableArray<(HclText Key, HclValue Value)> Entries) : HclValue
{
    /// <summary>The value of a key; null where it has none.</summary>
    public HclValue? this[string key] => Entries.LastOrDefault(entry => entry.Key.Text == key).Value;
}
