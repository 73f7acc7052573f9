using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Hosts.Json;
using DockerLint.Hosts.Lexing;
using DockerLint.Semantics;

namespace DockerLint.Hosts.Hcl;

/// <summary>HCL written as JSON (https://github.com/hashicorp/hcl/blob/main/json/spec.md): its texts are templates.</summary>
/// <param name="frame">The frame that the JSON was read in.</param>
internal sealed class HclJson(TolerantFrame frame)
{
    /// <summary>The body that a JSON text is.</summary>
    /// <param name="root">The text.</param>
    /// <param name="blocks">The names that are types of blocks with one label; all others are attributes.</param>
    public HclBody Read(JsonNode root, ImmutableArray<string> blocks)
    {
        ImmutableArray<HclAttribute>.Builder attributes = ImmutableArray.CreateBuilder<HclAttribute>();
        ImmutableArray<HclBlock>.Builder read = ImmutableArray.CreateBuilder<HclBlock>();
        foreach (JsonMember member in MapsIn(root).SelectMany(static map => map.Members))
        {
            if (!blocks.Contains(member.Name.Value))
            {
                attributes.Add(new HclAttribute(member.Name.Value, Read(member.Value)));
                continue;
            }

            foreach (JsonMember labelled in MapsIn(member.Value).SelectMany(static map => map.Members))
            {
                var label = new WrittenText(labelled.Name.Value, labelled.Name.Span);
                foreach (JsonMap body in MapsIn(labelled.Value))
                    read.Add(new HclBlock(member.Name.Value, [label], member.Name.Span, Read(body, [])));
            }
        }

        return new HclBody(attributes.DrainToImmutable(), read.DrainToImmutable());
    }

    /// <summary>A map, or the maps of a list, which may be written in its stead.</summary>
    private static IEnumerable<JsonMap> MapsIn(JsonNode node) => node switch
    {
        JsonMap map => [map],
        JsonList list => list.Items.OfType<JsonMap>(),
        _ => [],
    };

    private HclExpression Read(JsonNode node) => node switch
    {
        JsonText text => Read(text),
        JsonMap map => new HclObject(map.Span, [.. map.Members.Select(member => new HclItem(Read(member.Name), Read(member.Value)))]),
        JsonList list => new HclTuple(list.Span, [.. list.Items.Select(Read)]),
        JsonAtom atom => new HclLiteral(atom.Span, ValueOf(atom.Text)),
        _ => new HclLiteral(node.Span, HclValue.Unknown),
    };

    private HclTemplate Read(JsonText text)
    {
        if (!text.Value.Contains("${", StringComparison.Ordinal) && !text.Value.Contains("%{", StringComparison.Ordinal))
            return new HclTemplate(text.Span, [new HclTextPart(text.Value)]);
        bool isAsWritten = frame.Text.AsSpan(text.Span.Start, text.Span.Length).SequenceEqual(text.Value);
        TolerantFrame inner = isAsWritten ? frame.Within(text.Span) : frame.Within(text.Value, text.Span);
        ImmutableArray<HclPart> parts = HclTemplates.Parse(inner);
        frame.TakeErrorOf(inner);
        return new HclTemplate(text.Span, parts);
    }

    private static HclValue ValueOf(string atom) => atom switch
    {
        "true" => new HclBool(true),
        "false" => new HclBool(false),
        "null" => HclValue.Null,
        _ => decimal.TryParse(atom, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? new HclNumber(number) : HclValue.Unknown,
    };
}
