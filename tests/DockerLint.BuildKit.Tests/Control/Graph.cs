using System.Security.Cryptography;
using DockerLint.BuildKit.Protocol;
using Google.Protobuf;

namespace DockerLint.BuildKit.Tests.Control;

/// <summary>Graphs that are written field by field (BuildKit's solver/pb/ops.proto), so that the client is tested without what makes graphs of plans.</summary>
internal static class Graph
{
    private const int Nothing = -1;
    private const int NoNetwork = 2;

    /// <summary>The files of a build context, of one session.</summary>
    public static byte[] Local(string session) =>
        Message((3, Message((1, "local://context"), (2, Message((1, "local.session"), (2, session))))), (11, Message()));

    /// <summary>A folder of other files, in no image.</summary>
    public static byte[] Copy(byte[] from, string source, string target)
    {
        byte[] copy = Message((1, source), (2, target), (4, Nothing), (5, 1), (6, 1), (8, 1), (9, 1), (10, 1), (11, Nothing));
        return Message((1, Input(from)), (4, Message((2, Message((1, Nothing), (2, 0), (3, 0), (4, copy))))), (11, Message()));
    }

    /// <summary>A command.</summary>
    /// <param name="root">Its files.</param>
    /// <param name="secret">A secret that it finds at <c>/secret</c>; null for none.</param>
    /// <param name="command">It and its arguments.</param>
    public static byte[] Run(byte[] root, string? secret, params string[] command)
    {
        var run = new List<(int, object)>
        {
            (1, Message([.. command.Select(static word => (1, (object)word)), (3, "/")])),
            (2, Message((1, 0), (3, "/"), (4, 0))),
        };
        if (secret is not null)
            run.Add((2, Message((1, Nothing), (3, "/secret"), (4, Nothing), (6, 1), (21, Message((1, secret), (4, 0x100))))));
        run.Add((3, NoNetwork));
        return Message((1, Input(root)), (2, Message([.. run])), (10, Message((1, "amd64"), (2, "linux"))), (11, Message()));
    }

    /// <summary>All operations, each after those that it takes from; the last is the result.</summary>
    public static Definition Of(params byte[][] operations) => new()
    {
        Def = { operations.Append(Message((1, Input(operations[^1])))).Select(ByteString.CopyFrom) },
    };

    /// <summary>By what a daemon names an operation.</summary>
    public static string DigestOf(byte[] operation) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(operation))}";

    private static byte[] Input(byte[] operation) => Message((1, DigestOf(operation)), (2, 0));

    private static byte[] Message(params (int Number, object Value)[] fields)
    {
        using var bytes = new MemoryStream();
        var output = new CodedOutputStream(bytes);
        foreach ((int number, object value) in fields)
        {
            output.WriteTag(number, value is int ? WireFormat.WireType.Varint : WireFormat.WireType.LengthDelimited);
            if (value is int integer)
                output.WriteInt64(integer);
            else
                output.WriteBytes(value is string text ? ByteString.CopyFromUtf8(text) : ByteString.CopyFrom((byte[])value));
        }

        output.Flush();
        return bytes.ToArray();
    }
}
