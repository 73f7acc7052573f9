using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DockerLint.Lexing;
using Pidgin;
using static Pidgin.Parser;

namespace DockerLint.Cli.Images;

/// <summary>
/// What <c>--format</c> takes of Go's templates: text, <c>{{.Field}}</c>, <c>{{.Config.Env}}</c>, <c>{{json .Field}}</c>
/// and <c>{{index .RepoDigests 0}}</c>.
/// </summary>
internal sealed class Template
{
    private static readonly SearchValues<char> s_nameEnd = SearchValues.Create(" \t\r\n.{}\"()|");
    private static readonly SearchValues<char> s_blank = SearchValues.Create(" \t\r\n");
    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789");

    private static readonly Parser<char, Unit> s_blanks = Lex.TakeWhile(s_blank).IgnoreResult();

    private static readonly Parser<char, string> s_name =
        Lex.TakeUntil1(s_nameEnd).Spanned(static (_, _, text) => text.ToString());

    private static readonly Parser<char, ImmutableArray<string>> s_path =
        Lex.If(
            static rest => rest.Length < 2 || rest[0] != '.' || s_nameEnd.Contains(rest[1]),
            Char('.').ThenReturn(ImmutableArray<string>.Empty),
            Lex.Many(Char('.').Then(s_name), static c => c == '.'));

    private static readonly Parser<char, string> s_key = Lex.Switch(static c => c switch
    {
        '"' => Lex.Take(JsonLexeme.MeasureString, 1).Spanned(static (_, _, text) => JsonLexeme.Decode(text)),
        >= '0' and <= '9' => Lex.TakeWhile1(s_digits).Spanned(static (_, _, text) => text.ToString()),
        _ => null,
    });

    private static readonly Parser<char, Part> s_expression = Lex.Choose(static rest =>
        rest.StartsWith("json") ? s_asJson! : rest.StartsWith("index") ? s_indexed! : s_plain!);

    private static readonly Parser<char, Part> s_plain = s_path.Select(static path => new Part(null, path, IsJson: false));

    private static readonly Parser<char, Part> s_asJson =
        String("json").Then(s_blanks).Then(s_path).Select(static path => new Part(null, path, IsJson: true));

    private static readonly Parser<char, Part> s_indexed = Map(
        static (path, keys) => new Part(null, path.AddRange(keys), IsJson: false),
        String("index").Then(s_blanks).Then(s_path).Before(s_blanks),
        Lex.Many(s_key.Before(s_blanks), static c => c == '"' || char.IsAsciiDigit(c)));

    private static readonly Parser<char, Part> s_part = Lex.If(
        static rest => rest.StartsWith("{{"),
        String("{{").Then(s_blanks).Then(s_expression).Before(s_blanks).Before(String("}}")),
        Lex.Take(MeasureText, 1).Spanned(static (_, _, text) => new Part(Unescape(text.ToString()), [], IsJson: false)));

    private static readonly Parser<char, ImmutableArray<Part>> s_template = Lex.Many(s_part).Before(Parser<char>.End);

    private readonly ImmutableArray<Part> _parts;

    private Template(ImmutableArray<Part> parts) => _parts = parts;

    /// <summary>Reads a template.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out Template? template)
    {
        Result<char, ImmutableArray<Part>> result = s_template.Parse(text);
        template = result.Success ? new Template(result.Value) : null;
        return template is not null;
    }

    /// <summary>Fills it in.</summary>
    /// <param name="data">What its fields are taken from.</param>
    /// <param name="text">The text; null unless the result is true.</param>
    /// <param name="error">What it asks for that is not there; null when the result is true.</param>
    public bool TryFill(JsonObject data, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? error)
    {
        text = error = null;
        var filled = new StringBuilder();
        foreach (Part part in _parts)
        {
            if (part.Text is not null)
            {
                filled.Append(part.Text);
                continue;
            }

            JsonNode? node = data;
            foreach (string name in part.Path)
            {
                if (!TryStep(ref node, name))
                {
                    error = $"there is no field '{name}'";
                    return false;
                }
            }

            if (part.IsJson)
                filled.Append(JsonTexts.Line(node));
            else
                Print(filled, node);
        }

        text = filled.ToString();
        return true;
    }

    private static bool TryStep(ref JsonNode? node, string name)
    {
        switch (node)
        {
            case JsonObject members when members.TryGetPropertyValue(name, out JsonNode? member):
                node = member;
                return true;
            case JsonArray items when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < items.Count:
                node = items[index];
                return true;
            default:
                return false;
        }
    }

    /// <summary>Prints as Go does.</summary>
    private static void Print(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Append("<no value>");
                break;
            case JsonArray items:
                text.Append('[');
                for (int index = 0; index < items.Count; index++)
                    Print(index == 0 ? text : text.Append(' '), items[index]);
                text.Append(']');
                break;
            case JsonObject members:
                text.Append("map[");
                string separator = "";
                foreach ((string name, JsonNode? value) in members.OrderBy(static member => member.Key, StringComparer.Ordinal))
                {
                    Print(text.Append(separator).Append(name).Append(':'), value);
                    separator = " ";
                }

                text.Append(']');
                break;
            default:
                text.Append(node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString());
                break;
        }
    }

    private static int MeasureText(ReadOnlySpan<char> rest) => rest.IndexOf("{{") is var action and >= 0 ? action : rest.Length;

    /// <summary>Shells hand on <c>\t</c> and <c>\n</c> as they are; Docker takes them for a tab and a line end.</summary>
    private static string Unescape(string text) =>
        text.Replace("\\t", "\t", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal);

    /// <summary>A text, or the value at a path.</summary>
    private sealed record Part(string? Text, ImmutableArray<string> Path, bool IsJson);
}
