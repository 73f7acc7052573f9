using System.Security.Cryptography;
using DockerLint.BuildKit.Protocol;
using Google.Protobuf;

namespace DockerLint.BuildKit.Control;

/// <summary>The smallest graph that lays layers over each other. Not every daemon can, and none says so unasked.</summary>
internal static class MergeProbe
{
    private const int Nothing = -1;
    private const int Rights = 0x1ED;

    /// <summary>The graph.</summary>
    public static Definition Definition
    {
        get
        {
            ByteString lower = Folder("/a"), upper = Folder("/b");
            ByteString merged = Bytes(new Op
            {
                Inputs = { InputOf(lower), InputOf(upper) },
                Merge = new MergeOp { Inputs = { new MergeInput(), new MergeInput { Input = 1 } } },
            });
            return new Definition { Def = { lower, upper, merged, new Op { Inputs = { InputOf(merged) } }.ToByteString() } };
        }
    }

    private static ByteString Folder(string path) => Bytes(new Op
    {
        File = new FileOp
        {
            Actions =
            {
                new FileAction { Input = Nothing, SecondaryInput = Nothing, Mkdir = new FileActionMkDir { Path = path, Mode = Rights, Timestamp = Nothing } },
            },
        },
    });

    private static ByteString Bytes(Op operation)
    {
        operation.Constraints = new WorkerConstraints();
        return operation.ToByteString();
    }

    private static Input InputOf(ByteString operation) => new() { Digest = $"sha256:{Convert.ToHexString(SHA256.HashData(operation.Span)).ToLowerInvariant()}" };
}
