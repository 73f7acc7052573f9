using System.Text.Json.Nodes;
using CsCheck;
using DockerLint.Oci.Credentials;

namespace DockerLint.Oci.Tests.Credentials;

/// <summary>A member changes and nothing else of the text does.</summary>
public sealed class JsonTextTests
{
    private static readonly Gen<string> s_name = Gen.OneOf("a", "auths", "é\"\\", "😀", "");

    private static readonly Gen<JsonNode?> s_value = Gen.Recursive<JsonNode?>((depth, value) => depth > 2
        ? Gen.OneOf<Func<JsonNode?>>(static () => null, static () => 1.5, static () => "x\n😀").Select(static make => make())
        : Gen.OneOf(
            Gen.Int.Select(static number => (JsonNode?)number),
            Gen.Dictionary(s_name, value)[0, 4].Select(static members => (JsonNode?)new JsonObject(members)),
            value.Array[0, 3].Select(static items => (JsonNode?)new JsonArray(items))));

    private static readonly Gen<JsonObject> s_object = Gen.Dictionary(s_name, s_value)[0, 4].Select(static members => new JsonObject(members));

    [Theory]
    [InlineData("{}", "a", "x", "{\n\t\"a\": \"x\"\n}")]
    [InlineData("{}\n", "a/b/c", "x", "{\n\t\"a\": {\n\t\t\"b\": {\n\t\t\t\"c\": \"x\"\n\t\t}\n\t}\n}\n")]
    [InlineData("{\"a\":1}", "b/c", "x", "{\"a\":1,\"b\":{\"c\":\"x\"}}")]
    [InlineData("{ \"a\": {} }", "a/b", "x", "{ \"a\": {\"b\":\"x\"} }")]
    [InlineData("{\n  \"a\": 1\n}", "b/c", "x", "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": \"x\"\n  }\n}")]
    [InlineData("{\r\n  \"a\": 1\r\n}\r\n", "b", "x", "{\r\n  \"a\": 1,\r\n  \"b\": \"x\"\r\n}\r\n")]
    [InlineData("{\n  \"a\": {\n    \"b\": [1,\n2]\n  }, \"d\": 1\n}", "a/c", "x", "{\n  \"a\": {\n    \"b\": [1,\n2],\n    \"c\": \"x\"\n  }, \"d\": 1\n}")]
    [InlineData("{\n\t\"a\": {}\n}", "a/b", "x", "{\n\t\"a\": {\n\t\t\"b\": \"x\"\n\t}\n}")]
    [InlineData("{\n \"a\": \"old\", \"c\": 1 }", "a", "n\"ü", "{\n \"a\": \"n\\\"ü\", \"c\": 1 }")]
    [InlineData("{\"a\": 1, \"a\": 2}", "a", "x", "{\"a\": 1, \"a\": \"x\"}")]
    [InlineData("{\"a\": [1]}", "a/b", "x", "{\"a\": {\"b\":\"x\"}}")]
    [InlineData("{\"ü😀\": {\"k\": 1}}", "ü😀/l", "x", "{\"ü😀\": {\"k\": 1,\"l\":\"x\"}}")]
    [InlineData("{\"a\": {\"b\": 1}}", "a", null, "{\"a\": {\"b\": 1}}")]
    [InlineData("{\"b\":1}", "a", null, "{\"b\":1,\"a\":{}}")]
    public void A_member_is_set_in_the_manner_of_the_text(string json, string path, string? value, string expected) =>
        Assert.Equal(expected, JsonText.Set(json, path.Split('/'), value));

    [Theory]
    [InlineData("{\"a\": 1}", "a", "{}")]
    [InlineData("{\n\t\"a\": 1,\n\t\"b\": 2\n}", "a", "{\n\t\"b\": 2\n}")]
    [InlineData("{\n\t\"a\": 1,\n\t\"b\": 2\n}", "b", "{\n\t\"a\": 1\n}")]
    [InlineData("{\n\t\"a\": {\n\t\t\"b\": 2\n\t}\n}", "a/b", "{\n\t\"a\": {}\n}")]
    [InlineData("{\"a\": {\"x\": 1}, \"b\": {}, \"a\": 2}", "a", "{\"b\": {}}")]
    [InlineData("{\"a\": 1}", "b", "{\"a\": 1}")]
    [InlineData("{\"a\": 1}", "a/b", "{\"a\": 1}")]
    public void A_member_is_taken_out_with_its_comma(string json, string path, string expected) =>
        Assert.Equal(expected, JsonText.Remove(json, path.Split('/')));

    [Fact]
    public void All_other_members_stay() => Gen.Select(s_object, s_name.Array[1, 3], Gen.String, Gen.Bool).Sample((json, path, value, isIndented) =>
    {
        string text = json.ToJsonString(new() { WriteIndented = isIndented });
        JsonNode set = JsonNode.Parse(JsonText.Set(text, path, value))!;
        Assert.Equal(JsonNode.Parse(JsonText.Set("{}", ["v"], value))!["v"]!.GetValue<string>(), path.Aggregate(set, static (node, name) => node[name]!).GetValue<string>());
        Assert.True(JsonNode.DeepEquals(Without(set, path[0]), Without(JsonNode.Parse(text)!, path[0])));

        JsonNode removed = JsonNode.Parse(JsonText.Remove(set.ToJsonString(), path))!;
        JsonNode? parent = path[..^1].Aggregate((JsonNode?)removed, static (node, name) => node![name]);
        Assert.False(parent!.AsObject().ContainsKey(path[^1]));
    });

    private static JsonNode Without(JsonNode node, string name)
    {
        node = node.DeepClone();
        node.AsObject().Remove(name);
        return node;
    }
}
