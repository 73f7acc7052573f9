using System.Security.Cryptography;
using DockerLint.BuildKit.Protocol;
using Google.Protobuf;

namespace DockerLint.BuildKit.Tests.Control;

internal static class Wire
{
    public static byte[] M(params (int Tag, object Value)[] fields)
    {
        using var memory = new MemoryStream();
        var o = new CodedOutputStream(memory);
        foreach ((int tag, object value) in fields)
        {
            switch (value)
            {
                case string s: o.WriteTag(tag, WireFormat.WireType.LengthDelimited); o.WriteString(s); break;
                case byte[] b: o.WriteTag(tag, WireFormat.WireType.LengthDelimited); o.WriteBytes(ByteString.CopyFrom(b)); break;
                case int i: o.WriteTag(tag, WireFormat.WireType.Varint); o.WriteInt64(i); break;
            }
        }
        o.Flush();
        return memory.ToArray();
    }

    public static string D(byte[] op) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(op));

    public static byte[] In(byte[] op, int index = 0) => M((1, D(op)), (2, index));

    public static byte[] Local(string name) => M((3, M((1, "local://" + name))), (11, Array.Empty<byte>()));

    public static byte[] MkFile(string path, string text) => M((4, M((2, M((1, -1), (2, -1), (3, 0), (5, M((1, path), (2, 0x1A4), (3, text), (5, -1))))))), (11, Array.Empty<byte>()));

    public static byte[] Copy(byte[] from, string src, string dest) => M((1, In(from)), (4, M((2, M((1, -1), (2, 0), (3, 0), (4, M((1, src), (2, dest), (4, -1), (5, 1), (6, 1), (8, 1), (9, 1), (10, 1), (11, -1))))))), (11, Array.Empty<byte>()));

    public static byte[] Exec(byte[] root, params string[] args) => M((1, In(root)), (2, M((1, M([.. args.Select(a => (1, (object)a)), (3, "/")])), (2, M((1, 0), (3, "/"), (4, 0))), (3, 2))), (10, M((1, "amd64"), (2, "linux"))), (11, Array.Empty<byte>()));

    public static Definition Def(params byte[][] ops)
    {
        var d = new Definition();
        foreach (byte[] op in ops)
            d.Def.Add(ByteString.CopyFrom(op));
        d.Def.Add(ByteString.CopyFrom(M((1, In(ops[^1])))));
        return d;
    }
}
