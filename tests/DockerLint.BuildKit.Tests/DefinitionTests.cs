using DockerLint.BuildKit.Protocol;
using Google.Protobuf;

namespace DockerLint.BuildKit.Tests;

public sealed class DefinitionTests
{
    [Fact]
    public void A_definition_keeps_its_operations_in_their_order()
    {
        var definition = new Definition { Def = { ByteString.CopyFromUtf8("a"), ByteString.CopyFromUtf8("b") } };

        Assert.Equal(["a", "b"], Definition.Parser.ParseFrom(definition.ToByteArray()).Def.Select(op => op.ToStringUtf8()));
    }
}
