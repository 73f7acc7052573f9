using System.Collections.Immutable;

namespace DockerLint.Hosts.Json;

/// <summary>A value of JSON and where it is written.</summary>
/// <param name="Span">Where; of a text what stands between its quotes.</param>
internal abstract record JsonNode(TextSpan Span);

/// <summary>A text.</summary>
/// <param name="Span">What stands between its quotes.</param>
/// <param name="Value">What it says.</param>
internal sealed record JsonText(TextSpan Span, string Value) : JsonNode(Span);

/// <summary>A number, <c>true</c>, <c>false</c> or <c>null</c>; nothing where an error has taken the place of a value.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Text">How it is written.</param>
internal sealed record JsonAtom(TextSpan Span, string Text) : JsonNode(Span);

/// <summary><c>[ … ]</c>.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Items">The values.</param>
internal sealed record JsonList(TextSpan Span, ImmutableArray<JsonNode> Items) : JsonNode(Span);

/// <summary><c>{ … }</c>.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Members">The names and their values, as written.</param>
internal sealed record JsonMap(TextSpan Span, ImmutableArray<JsonMember> Members) : JsonNode(Span)
{
    /// <summary>The value of a name, the last where it has several; null where it has none.</summary>
    public JsonNode? this[string name] => Members.LastOrDefault(member => member.Name.Value == name)?.Value;
}

/// <summary>A name and its value.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
internal sealed record JsonMember(JsonText Name, JsonNode Value);
