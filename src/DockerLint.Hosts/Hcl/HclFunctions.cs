using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Hosts.Texts;

namespace DockerLint.Hosts.Hcl;

/// <summary>
/// The functions that Bake files use most of those that they have
/// (https://docs.docker.com/build/bake/stdlib/); what any other gives is unknown.
/// </summary>
internal static class HclFunctions
{
    /// <summary>The functions that are operators, too.</summary>
    private static readonly FrozenDictionary<string, string> s_operators = new Dictionary<string, string>
    {
        ["add"] = "+",
        ["subtract"] = "-",
        ["multiply"] = "*",
        ["divide"] = "/",
        ["modulo"] = "%",
        ["greaterthan"] = ">",
        ["greaterthanorequalto"] = ">=",
        ["lessthan"] = "<",
        ["lessthanorequalto"] = "<=",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a function gives.</summary>
    /// <param name="name">The function.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="span">Where it is called.</param>
    public static HclValue Call(string name, ImmutableArray<HclValue> arguments, TextSpan span) => (name, arguments) switch
    {
        ("equal", [var one, var other]) => Of(AreEqual(one, other)),
        ("notequal", [var one, var other]) => Of(!AreEqual(one, other)),
        ("and" or "or", [_, _]) => Join(name == "and", arguments),
        ("not", [HclBool(var isSo)]) => new HclBool(!isSo),
        ("lower", [HclText { Text: { } text }]) => new HclText(text.ToLowerInvariant(), span),
        ("upper", [HclText { Text: { } text }]) => new HclText(text.ToUpperInvariant(), span),
        ("trimspace", [HclText { Text: { } text }]) => new HclText(text.Trim(), span),
        ("trimprefix", [HclText { Text: { } text }, HclText { Text: { } prefix }]) =>
            new HclText(text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text, span),
        ("trimsuffix", [HclText { Text: { } text }, HclText { Text: { } suffix }]) =>
            new HclText(text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text, span),
        ("replace", [HclText { Text: { } text }, HclText { Text: { Length: > 0 } old }, HclText { Text: { } other }])
            when (long)text.Length / old.Length * other.Length <= HclEvaluator.LongestText =>
            new HclText(text.Replace(old, other, StringComparison.Ordinal), span),
        ("trim", [HclText { Text: { } text }, HclText { Text: { } characters }]) => new HclText(characters.Length == 0 ? text : text.Trim(characters.ToCharArray()), span),
        ("chomp", [HclText { Text: { } text }]) => new HclText(text.TrimEnd('\r', '\n'), span),
        ("strlen", [HclText { Text: { } text }]) => new HclNumber(new StringInfo(text).LengthInTextElements),
        ("substr", [HclText { Text: { } text }, HclNumber offset, HclNumber length]) => Part(text, offset.Value, length.Value, span),
        ("reverse", [HclText { Text: { } text }]) => new HclText(string.Concat(Elements(text).Reverse()), span),
        ("title", [HclText { Text: { } text }]) => new HclText(Title(text), span),
        ("sanitize", [HclText { Text: { } text }]) =>
            new HclText(string.Concat(text.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_')), span),
        ("format", [HclText { Text: { } format }, .. var values]) => HclFormat.Fill(format, values, span),
        ("join", [HclText separator, HclList list]) => Join(separator, list, span),
        ("split", [HclText { Text: { Length: > 0 } separator }, HclText { Text: { } text }]) =>
            new HclList([.. text.Split(separator).Select(part => new HclText(part, span))]),
        ("concat", _) => arguments.All(static list => list is HclList)
            ? new HclList([.. arguments.Cast<HclList>().SelectMany(static list => list.Items)])
            : HclValue.Unknown,
        ("distinct", [HclList list]) when AreTexts(list) => new HclList([.. list.Items.DistinctBy(static item => ((HclText)item).Text)]),
        ("sort", [HclList list]) when AreTexts(list) => new HclList([.. list.Items.OrderBy(static item => ((HclText)item).Text, StringComparer.Ordinal)]),
        ("reverselist", [HclList list]) => new HclList([.. list.Items.Reverse()]),
        ("slice", [HclList list, HclNumber { Value: >= 0 } start, HclNumber end]) when start.Value <= end.Value && end.Value <= list.Items.Length =>
            new HclList(list.Items[(int)start.Value..(int)end.Value]),
        ("index", [var list, var key]) => Index(list, key),
        ("flatten", [HclList list]) => Flatten(list),
        ("compact", [HclList list]) => list.Items.Any(static item => item is not HclText and not HclNull)
            ? HclValue.Unknown
            : new HclList([.. list.Items.Where(static item => item is HclText { Text: not "" })]),
        ("merge", _) => arguments.All(static map => map is HclMap)
            ? new HclMap([.. arguments.Cast<HclMap>().SelectMany(static map => map.Entries)])
            : HclValue.Unknown,
        ("keys", [HclMap map]) => new HclList([.. map.Entries.Select(static entry => entry.Key)]),
        ("values", [HclMap map]) => new HclList([.. map.Entries.Select(static entry => entry.Value)]),
        ("length", [HclList list]) => new HclNumber(list.Items.Length),
        ("length", [HclMap map]) => new HclNumber(map.Entries.Length),
        ("contains", [HclList list, var item]) => Contains(list, item),
        ("element", [HclList { Items.IsEmpty: false } list, HclNumber { Value: >= 0 and < int.MaxValue } number]) =>
            list.Items[(int)number.Value % list.Items.Length],
        ("lookup", [HclMap map, var key, .. { Length: <= 1 } fallback]) => TextOf(key, span) is { Text: { } known }
            ? map[known] ?? (fallback is [var other] ? other : HclValue.Unknown)
            : HclValue.Unknown,
        ("coalesce", _) => Coalesce(arguments),
        ("min" or "max", [_, ..]) when arguments.All(static value => value is HclNumber) =>
            new HclNumber(name == "min" ? arguments.Min(static value => ((HclNumber)value).Value) : arguments.Max(static value => ((HclNumber)value).Value)),
        (_, [HclNumber(var number)]) => Round(name, number),
        (_, [HclNumber(var one), HclNumber(var other)]) when s_operators.TryGetValue(name, out string? symbol) => Calculate(one, symbol, other),
        _ => HclValue.Unknown,
    };

    /// <summary>A value as a text; null where it is none, or not known.</summary>
    /// <param name="value">The value.</param>
    /// <param name="span">Where it becomes one.</param>
    public static HclText? TextOf(HclValue value, TextSpan span) => value switch
    {
        HclText text => text,
        HclNumber number => new HclText(number.Text, span),
        HclBool(var isSo) => new HclText(isSo ? "true" : "false", span),
        _ => null,
    };

    /// <summary>Whether two values are the same; null where that is not known.</summary>
    public static bool? AreEqual(HclValue left, HclValue right) => (left, right) switch
    {
        (HclUnknown, _) or (_, HclUnknown) => null,
        (HclText first, HclText second) => first.Text is { } known && second.Text is { } other ? known == other : null,
        (HclNumber first, HclNumber second) => first.Value == second.Value,
        (HclBool first, HclBool second) => first.Value == second.Value,
        (HclNull, HclNull) => true,
        (HclList or HclMap, HclList or HclMap) => null,

        // A variable that nobody sets is null.
        (HclText { IsBlank: true }, HclNull) or (HclNull, HclText { IsBlank: true }) => null,
        _ => false,
    };

    /// <summary>Whether all are true, or one is; one alone may decide that.</summary>
    public static HclValue Join(bool isAll, ImmutableArray<HclValue> values)
    {
        if (values.Any(value => value is HclBool(var isSo) && isSo != isAll))
            return new HclBool(!isAll);
        return values.All(static value => value is HclBool) ? new HclBool(isAll) : HclValue.Unknown;
    }

    /// <summary>An item of a list or a value of a map.</summary>
    public static HclValue Index(HclValue target, HclValue key) => (target, key) switch
    {
        (HclList list, HclNumber { Value: >= 0 and < int.MaxValue } number) when number.Value < list.Items.Length => list.Items[(int)number.Value],
        (HclMap map, _) when TextOf(key, default) is { Text: { } name } => map[name] ?? HclValue.Unknown,
        _ => HclValue.Unknown,
    };

    /// <summary>What two numbers come to, or how they compare; unknown where a decimal number may overflow.</summary>
    /// <param name="left">The first one.</param>
    /// <param name="symbol">The operator.</param>
    /// <param name="right">The second one.</param>
    public static HclValue Calculate(decimal left, string symbol, decimal right)
    {
        const decimal Largest = 1_000_000_000_000;
        if (Math.Abs(left) > Largest || Math.Abs(right) > Largest || (symbol is "/" or "%" && Math.Abs(right) < 1 / Largest))
            return HclValue.Unknown;
        return symbol switch
        {
            "<" => new HclBool(left < right),
            "<=" => new HclBool(left <= right),
            ">" => new HclBool(left > right),
            ">=" => new HclBool(left >= right),
            "+" => new HclNumber(left + right),
            "-" => new HclNumber(left - right),
            "*" => new HclNumber(left * right),
            "/" => new HclNumber(left / right),
            _ => new HclNumber(left % right),
        };
    }

    private static HclValue Of(bool? isSo) => isSo is { } known ? new HclBool(known) : HclValue.Unknown;

    private static HclValue Join(HclText separator, HclList list, TextSpan span)
    {
        var text = new Composition();
        foreach ((HclValue item, int index) in list.Items.Select(static (item, index) => (item, index)))
        {
            if (index > 0)
                text.Add(separator.Filled);
            text.Add(TextOf(item, span) is { IsBlank: false } known ? known.Filled : FilledText.Unknown);
            if (text.Length > HclEvaluator.LongestText)
                return HclValue.Unknown;
        }

        return new HclText(text.ToText(), span);
    }

    private static HclValue Flatten(HclList list)
    {
        ImmutableArray<HclValue>.Builder items = ImmutableArray.CreateBuilder<HclValue>();
        var open = new Stack<HclValue>(list.Items.Reverse());
        for (int visited = 0; open.TryPop(out HclValue? item); visited++)
        {
            if (item is HclUnknown || visited > HclEvaluator.MostItems)
                return HclValue.Unknown;
            if (item is not HclList inner)
            {
                items.Add(item);
                continue;
            }

            foreach (HclValue innerItem in inner.Items.Reverse())
                open.Push(innerItem);
        }

        return new HclList(items.DrainToImmutable());
    }

    private static HclValue Contains(HclList list, HclValue item)
    {
        HclValue answer = new HclBool(false);
        foreach (HclValue other in list.Items)
        {
            switch (AreEqual(other, item))
            {
                case true:
                    return new HclBool(true);
                case null:
                    answer = HclValue.Unknown;
                    break;
                default:
                    break;
            }
        }

        return answer;
    }

    /// <summary>The first that is neither null nor an empty text.</summary>
    private static HclValue Coalesce(ImmutableArray<HclValue> values) =>
        values.FirstOrDefault(static value => value is not (HclNull or HclText { Text: "" })) ?? HclValue.Unknown;

    private static bool AreTexts(HclList list) => list.Items.All(static item => item is HclText { Text: not null });

    private static HclValue Round(string name, decimal number) => name switch
    {
        "absolute" => new HclNumber(Math.Abs(number)),
        "negate" => new HclNumber(-number),
        "ceil" => new HclNumber(Math.Ceiling(number)),
        "floor" => new HclNumber(Math.Floor(number)),
        "int" => new HclNumber(Math.Truncate(number)),
        _ => HclValue.Unknown,
    };

    /// <summary>A part of a text, counted in what readers take for characters; from the end where it starts below 0, to the end where its length is -1.</summary>
    private static HclValue Part(string text, decimal offset, decimal length, TextSpan span)
    {
        string[] elements = [.. Elements(text)];
        decimal start = offset < 0 ? offset + elements.Length : offset;
        if (start < 0 || length < -1 || start != Math.Truncate(start) || length != Math.Truncate(length))
            return HclValue.Unknown;
        if (start >= elements.Length)
            return new HclText("", span);
        decimal left = elements.Length - start;
        return new HclText(string.Concat(elements.Skip((int)start).Take((int)(length == -1 ? left : Math.Min(length, left)))), span);
    }

    private static IEnumerable<string> Elements(string text)
    {
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
            yield return elements.GetTextElement();
    }

    /// <summary>Each word with a capital letter.</summary>
    private static string Title(string text) =>
        string.Concat(text.Select((c, index) => index == 0 || !char.IsLetterOrDigit(text[index - 1]) && text[index - 1] is not ('_' or '\'') ? char.ToUpperInvariant(c) : c));
}
