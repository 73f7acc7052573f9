using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DockerLint.Oci.Credentials;

/// <summary>
/// Changes members of a JSON text and leaves all else of it as it is: order, unknown members, indentation. The text
/// must be a valid JSON object.
/// </summary>
internal static class JsonText
{
    /// <summary>Docker's own indentation.</summary>
    private const string DefaultUnit = "\t";

    /// <summary>Sets a member to a text; the objects on the way to it are made where they are missing.</summary>
    /// <param name="json">The object.</param>
    /// <param name="path">The names of the members that lead to it.</param>
    /// <param name="value">The text; null for an empty object.</param>
    public static string Set(string json, ReadOnlySpan<string> path, string? value)
    {
        Layout layout = Layout.Of(json);
        int start = 0;
        int end = json.Length;
        for (int depth = 0; depth < path.Length; depth++)
        {
            List<Member> members = MembersOf(json, start, end);
            int index = members.FindLastIndex(At(path[depth]));
            if (index < 0)
                return Insert(json, start, members, layout, path[depth..], value);
            Member member = members[index];
            bool isObject = json[member.ValueStart] == '{';
            if (depth == path.Length - 1 || !isObject)
            {
                // An empty object is there already, and may hold what others need.
                if (value is null && isObject)
                    return json;
                string text = ValueOf(path[(depth + 1)..], value, layout, layout.IndentOf(json, member.KeyStart));
                return string.Concat(json.AsSpan(0, member.ValueStart), text, json.AsSpan(member.ValueEnd));
            }

            (start, end) = (member.ValueStart, member.ValueEnd);
        }

        return json;
    }

    /// <summary>Takes a member out, each time that it is there.</summary>
    public static string Remove(string json, ReadOnlySpan<string> path)
    {
        while (TryRemove(json, path, out string shorter))
            json = shorter;
        return json;
    }

    private static bool TryRemove(string json, ReadOnlySpan<string> path, out string shorter)
    {
        shorter = json;
        int start = 0;
        int end = json.Length;
        for (int depth = 0; depth < path.Length; depth++)
        {
            List<Member> members = MembersOf(json, start, end);
            int index = members.FindLastIndex(At(path[depth]));
            if (index < 0)
                return false;
            Member member = members[index];
            if (depth == path.Length - 1)
            {
                // With the comma before it, or, for the first one, with all up to the next; the last takes the blanks of the object.
                int from = index > 0 ? members[index - 1].ValueEnd : json.IndexOf('{', start) + 1;
                int to = index > 0 ? member.ValueEnd
                    : members.Count > 1 ? members[1].KeyStart
                    : json.IndexOf('}', member.ValueEnd);
                string kept = index == 0 && members.Count > 1 ? json[from..member.KeyStart] : "";
                shorter = string.Concat(json.AsSpan(0, from), kept, json.AsSpan(to));
                return true;
            }

            if (json[member.ValueStart] != '{')
                return false;
            (start, end) = (member.ValueStart, member.ValueEnd);
        }

        return false;
    }

    private static Predicate<Member> At(string name) => member => member.Name == name;

    private static string Insert(string json, int start, List<Member> members, Layout layout, ReadOnlySpan<string> path, string? value)
    {
        if (members is [.., var last])
        {
            string indent = layout.IndentOf(json, last.KeyStart);
            return string.Concat(
                json.AsSpan(0, last.ValueEnd), ",", $"{layout.BreakOr(json, last.KeyStart, indent)}{MemberOf(path, value, layout, indent)}") + json[last.ValueEnd..];
        }

        int open = json.IndexOf('{', start);
        int close = json.IndexOf('}', open);
        string outer = layout.IndentOf(json, open);
        string inner = outer + layout.Unit;
        string text = layout.IsCompact
            ? MemberOf(path, value, layout, "")
            : $"{layout.Break}{inner}{MemberOf(path, value, layout, inner)}{layout.Break}{outer}";
        return string.Concat(json.AsSpan(0, open + 1), text, json.AsSpan(close));
    }

    private static string MemberOf(ReadOnlySpan<string> path, string? value, Layout layout, string indent) =>
        $"{Quote(path[0])}:{(layout.IsCompact ? "" : " ")}{ValueOf(path[1..], value, layout, indent)}";

    private static string ValueOf(ReadOnlySpan<string> path, string? value, Layout layout, string indent)
    {
        if (path.IsEmpty)
            return value is null ? "{}" : Quote(value);
        string inner = indent + layout.Unit;
        string member = MemberOf(path, value, layout, inner);
        return layout.IsCompact ? $"{{{member}}}" : $"{{{layout.Break}{inner}{member}{layout.Break}{indent}}}";
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>The members of the object that a span holds.</summary>
    private static List<Member> MembersOf(string json, int start, int end)
    {
        string text = json[start..end];
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var places = new Places(bytes);
        var members = new List<Member>();
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            int key = places.CharOf(reader.TokenStartIndex);
            reader.Read();
            int value = places.CharOf(reader.TokenStartIndex);
            reader.Skip();
            members.Add(new Member(name, start + key, start + value, start + places.CharOf(reader.BytesConsumed)));
        }

        return members;
    }

    private readonly record struct Member(string Name, int KeyStart, int ValueStart, int ValueEnd);

    /// <summary>Translates places in UTF-8 to places in the text, in growing order.</summary>
    private sealed class Places(byte[] bytes)
    {
        private int _bytes;
        private int _chars;

        public int CharOf(long place)
        {
            _chars += Encoding.UTF8.GetCharCount(bytes, _bytes, (int)place - _bytes);
            _bytes = (int)place;
            return _chars;
        }
    }

    /// <summary>How a text is laid out.</summary>
    /// <param name="Break">What ends its lines.</param>
    /// <param name="Unit">What a level is indented by.</param>
    /// <param name="IsCompact">Whether it is one line.</param>
    private sealed record Layout(string Break, string Unit, bool IsCompact)
    {
        public static Layout Of(string json)
        {
            List<Member> members = MembersOf(json, 0, json.Length);
            string lineBreak = json.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
            if (members.Count == 0)
                return new Layout(lineBreak, DefaultUnit, IsCompact: false);
            if (!json.AsSpan().Trim().Contains('\n'))
                return new Layout("", "", IsCompact: true);
            int first = members[0].KeyStart;
            int line = json.LastIndexOf('\n', first) + 1;
            string indent = json[line..first];
            return new Layout(lineBreak, indent.Length > 0 && string.IsNullOrWhiteSpace(indent) ? indent : DefaultUnit, IsCompact: false);
        }

        /// <summary>The blanks at the start of the line in which a place is.</summary>
        public string IndentOf(string json, int place)
        {
            if (IsCompact)
                return "";
            int line = json.LastIndexOf('\n', place) + 1;
            int end = line;
            while (end < place && json[end] is ' ' or '\t')
                end++;
            return json[line..end];
        }

        /// <summary>What stands before a member that follows one at a place: a line of its own, where that one has one.</summary>
        public string BreakOr(string json, int place, string indent)
        {
            int before = place - indent.Length;
            bool isOnOwnLine = !IsCompact && (before == 0 || json[before - 1] == '\n');
            return isOnOwnLine ? Break + indent : IsCompact ? "" : " ";
        }
    }
}
