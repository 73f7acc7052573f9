using System.Collections.Immutable;
using System.Globalization;

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

/// <summary>A text.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Span">Where it is written or put together.</param>
internal sealed record HclText(string Text, TextSpan Span) : HclValue
{
    /// <summary>The parts of it that are not known.</summary>
    public ImmutableArray<TextSpan> Holes { get; init; } = [];

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
