using System.Collections.Immutable;
using DockerLint.Semantics;

namespace DockerLint.Hosts.Hcl;

/// <summary>What stands in a file or between the braces of a block.</summary>
/// <param name="Attributes">Names with a value.</param>
/// <param name="Blocks">Blocks.</param>
internal sealed record HclBody(ImmutableArray<HclAttribute> Attributes, ImmutableArray<HclBlock> Blocks)
{
    /// <summary>The value of a name, the last where it has several; null where it has none.</summary>
    public HclExpression? this[string name] => Attributes.LastOrDefault(attribute => attribute.Name == name)?.Value;
}

/// <summary><c>name = value</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
internal sealed record HclAttribute(string Name, HclExpression Value);

/// <summary><c>type "label" { … }</c>.</summary>
/// <param name="Type">What kind of block it is.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Span">Where its type stands.</param>
/// <param name="Body">What is in it.</param>
internal sealed record HclBlock(string Type, ImmutableArray<WrittenText> Labels, TextSpan Span, HclBody Body);
