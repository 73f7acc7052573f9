using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace DockerLint.Cli.Images.Templates;

/// <summary>
/// The functions of templates: those of Go (https://pkg.go.dev/text/template#hdr-Functions) and of Docker
/// (https://docs.docker.com/engine/cli/formatting/), but for what writes code of the web.
/// </summary>
internal static class TemplateFunctions
{
    /// <summary>No column is wider.</summary>
    private const int MostPadded = 1000;

    private static readonly SearchValues<char> s_sizes = SearchValues.Create("-0123456789.");

    private delegate JsonNode? Function(JsonNode?[] arguments, out string? error);

    private static readonly FrozenDictionary<string, Function> s_all = new Dictionary<string, Function>
    {
        ["and"] = static (JsonNode?[] arguments, out string? error) => Choose("and", arguments, out error),
        ["or"] = static (JsonNode?[] arguments, out string? error) => Choose("or", arguments, out error),
        ["not"] = Of(1, static arguments => !TemplateValues.IsTrue(arguments[0])),
        ["eq"] = static (JsonNode?[] arguments, out string? error) => Is(arguments, 2, out error, static arguments => arguments[1..].Any(other => JsonNode.DeepEquals(arguments[0], other))),
        ["ne"] = Of(2, static arguments => !JsonNode.DeepEquals(arguments[0], arguments[1])),
        ["lt"] = Of(2, static arguments => Compare(arguments) < 0),
        ["le"] = Of(2, static arguments => Compare(arguments) <= 0),
        ["gt"] = Of(2, static arguments => Compare(arguments) > 0),
        ["ge"] = Of(2, static arguments => Compare(arguments) >= 0),
        ["len"] = Length,
        ["index"] = Index,
        ["slice"] = Slice,
        ["json"] = Of(1, static arguments => JsonTexts.Line(arguments[0])),
        ["print"] = Print,
        ["println"] = static (JsonNode?[] arguments, out string? error) => Always(string.Join(' ', arguments.Select(TemplateValues.Print)) + "\n", out error),
        ["printf"] = Format,
        ["join"] = Of(2, static arguments => arguments[0] is JsonArray items ? string.Join(TemplateValues.Print(arguments[1]), items.Select(TemplateValues.Print)) : null),
        ["split"] = Of(2, static arguments => new JsonArray([.. Text(arguments[0]).Split(Text(arguments[1])).Select(static part => (JsonNode)part)])),
        ["lower"] = Of(1, static arguments => Text(arguments[0]).ToLowerInvariant()),
        ["upper"] = Of(1, static arguments => Text(arguments[0]).ToUpperInvariant()),
        ["title"] = Of(1, static arguments => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(Text(arguments[0]))),
        ["truncate"] = Of(2, static arguments => TemplateValues.NumberOf(arguments[1]) is { } most and >= 0 ? Text(arguments[0]) is var text && text.Length > most ? text[..(int)most] : text : null),
        ["pad"] = Of(3, static arguments => TemplateValues.NumberOf(arguments[1]) is { } before && TemplateValues.NumberOf(arguments[2]) is { } after && before is >= 0 and <= MostPadded && after is >= 0 and <= MostPadded
            ? new string(' ', (int)before) + Text(arguments[0]) + new string(' ', (int)after)
            : null),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Their names.</summary>
    public static string Names => string.Join(", ", s_all.Keys.Order(StringComparer.Ordinal));

    /// <summary>Whether there is such a function or constant.</summary>
    public static bool IsKnown(string name) => IsConstant(name) || s_all.ContainsKey(name);

    /// <summary>Whether a name stands for a value.</summary>
    public static bool IsConstant(string name) => name is "true" or "false" or "nil";

    /// <summary>Whether a value settles what a function gives, so that no more of its arguments are looked at.</summary>
    public static bool Decides(string name, JsonNode? value) => name switch
    {
        "and" => !TemplateValues.IsTrue(value),
        "or" => TemplateValues.IsTrue(value),
        _ => false,
    };

    /// <summary>Calls one that is known.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="error">Why it gives nothing; null where it does.</param>
    public static JsonNode? Call(string name, JsonNode?[] arguments, out string? error)
    {
        error = null;
        if (IsConstant(name))
            return name == "nil" ? null : JsonValue.Create(name == "true");
        JsonNode? value = s_all[name](arguments, out error);
        error = error is null ? null : $"{name}: {error}";
        return value;
    }

    /// <summary>A function of so many arguments; that gives null where they are not such as it takes.</summary>
    private static Function Of(int count, Func<JsonNode?[], JsonNode?> value) => (JsonNode?[] arguments, out string? error) =>
    {
        error = arguments.Length == count ? null : $"takes {count} values, not {arguments.Length}";
        JsonNode? result = error is null ? value(arguments) : null;
        if (error is null && result is null)
            error = $"cannot take {string.Join(' ', arguments.Select(TemplateValues.Print))}";
        return result;
    };

    private static JsonValue? Is(JsonNode?[] arguments, int least, out string? error, Func<JsonNode?[], bool> holds)
    {
        error = arguments.Length >= least ? null : $"takes {least} values or more, not {arguments.Length}";
        return error is null ? JsonValue.Create(holds(arguments)) : null;
    }

    private static JsonNode? Choose(string name, JsonNode?[] arguments, out string? error)
    {
        error = arguments.Length > 0 ? null : "takes a value or more";
        foreach (JsonNode? argument in arguments)
        {
            if (Decides(name, argument))
                return argument;
        }

        return arguments.LastOrDefault();
    }

    private static JsonValue? Always(string text, out string? error)
    {
        error = null;
        return JsonValue.Create(text);
    }

    private static string Text(JsonNode? value) => TemplateValues.Print(value);

    private static int Compare(JsonNode?[] values) => (TemplateValues.NumberOf(values[0]), TemplateValues.NumberOf(values[1])) is ({ } one, { } other)
        ? one.CompareTo(other)
        : string.CompareOrdinal(Text(values[0]), Text(values[1]));

    private static JsonNode? Length(JsonNode?[] arguments, out string? error)
    {
        int? length = arguments switch
        {
            [JsonArray items] => items.Count,
            [JsonObject members] => members.Count,
            [var value] when TemplateValues.TextOf(value) is { } text => Encoding.UTF8.GetByteCount(text),
            _ => null,
        };
        error = length is null ? "takes a text, a list or a map" : null;
        return length;
    }

    private static JsonNode? Index(JsonNode?[] arguments, out string? error)
    {
        error = null;
        JsonNode? value = arguments.FirstOrDefault();
        foreach (JsonNode? key in arguments.Skip(1))
        {
            switch (value)
            {
                case JsonObject members:
                    // What a map has not is empty.
                    value = members.TryGetPropertyValue(Text(key), out JsonNode? member) ? member : "";
                    break;
                case JsonArray items when TemplateValues.NumberOf(key) is { } number && number >= 0 && number < items.Count:
                    value = items[(int)number];
                    break;
                default:
                    error = $"there is nothing at {Text(key)}";
                    return null;
            }
        }

        return value;
    }

    private static JsonNode? Slice(JsonNode?[] arguments, out string? error)
    {
        int length = arguments switch
        {
            [JsonArray items, ..] => items.Count,
            [var value, ..] when TemplateValues.TextOf(value) is { } text => text.Length,
            _ => -1,
        };
        double from = arguments.Length > 1 ? TemplateValues.NumberOf(arguments[1]) ?? -1 : 0;
        double to = arguments.Length > 2 ? TemplateValues.NumberOf(arguments[2]) ?? -1 : length;
        error = length >= 0 && from >= 0 && from <= to && to <= length ? null : "takes a text or a list, and places in it";
        if (error is not null)
            return null;
        return arguments[0] is JsonArray list
            ? new JsonArray([.. list.Skip((int)from).Take((int)(to - from)).Select(static item => item?.DeepClone())])
            : JsonValue.Create(Text(arguments[0])[(int)from..(int)to]);
    }

    /// <summary>Go puts a blank between two of which neither is a text.</summary>
    private static JsonValue? Print(JsonNode?[] arguments, out string? error)
    {
        var text = new StringBuilder();
        for (int index = 0; index < arguments.Length; index++)
        {
            if (index > 0 && TemplateValues.TextOf(arguments[index]) is null && TemplateValues.TextOf(arguments[index - 1]) is null)
                text.Append(' ');
            text.Append(Text(arguments[index]));
        }

        return Always(text.ToString(), out error);
    }

    /// <summary><c>%s</c>, <c>%v</c>, <c>%d</c>, <c>%t</c>, <c>%q</c> and <c>%%</c>, with a width before and a precision of texts.</summary>
    private static JsonValue? Format(JsonNode?[] arguments, out string? error)
    {
        error = null;
        if (TemplateValues.TextOf(arguments.FirstOrDefault()) is not { } format)
        {
            error = "takes a format first";
            return null;
        }

        var text = new StringBuilder();
        int next = 1;
        for (int index = 0; index < format.Length; index++)
        {
            if (format[index] != '%')
            {
                text.Append(format[index]);
                continue;
            }

            int end = format.AsSpan(index + 1).IndexOfAnyExcept(s_sizes) is var length and >= 0 ? index + 1 + length : format.Length;
            string[] sizes = format[(index + 1)..end].TrimStart('-').Split('.');
            bool isLeft = format[(index + 1)..end].StartsWith('-');
            char verb = end < format.Length ? format[end] : ' ';
            index = end;
            if (verb == '%')
            {
                text.Append('%');
                continue;
            }

            if (!"svdtq".Contains(verb, StringComparison.Ordinal) || next >= arguments.Length
                || !Size(sizes[0], out int width) || !Size(sizes.ElementAtOrDefault(1) ?? "", out int precision))
            {
                error = $"cannot take '{format}' with {arguments.Length - 1} values; it knows %s, %v, %d, %t, %q";
                return null;
            }

            JsonNode? argument = arguments[next++];
            string value = verb == 'q' ? JsonTexts.Line(JsonValue.Create(Text(argument))) : Text(argument);
            if (sizes.Length > 1 && value.Length > precision)
                value = value[..precision];
            text.Append(isLeft ? value.PadRight(width) : value.PadLeft(width, verb == 'd' && sizes[0].StartsWith('0') ? '0' : ' '));
        }

        return JsonValue.Create(text.ToString());
    }

    private static bool Size(string text, out int size)
    {
        size = 0;
        return text.Length == 0 || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size <= MostPadded);
    }
}
