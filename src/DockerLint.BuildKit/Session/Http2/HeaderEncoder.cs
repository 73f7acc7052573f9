using System.Buffers;
using System.Text;

namespace DockerLint.BuildKit.Session.Http2;

/// <summary>Writes headers, each in full: there are few, and none is sent twice.</summary>
internal static class HeaderEncoder
{
    /// <summary>Writes a block.</summary>
    public static byte[] Encode(params ReadOnlySpan<Header> headers)
    {
        var block = new ArrayBufferWriter<byte>();
        foreach (Header header in headers)
        {
            // A literal that nobody keeps, with a new name.
            block.Write<byte>([0]);
            WriteText(block, header.Name);
            WriteText(block, header.Value);
        }

        return block.WrittenSpan.ToArray();
    }

    private static void WriteText(ArrayBufferWriter<byte> block, string text)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        int rest = bytes.Length;
        if (rest < 0x7F)
        {
            block.Write<byte>([(byte)rest]);
        }
        else
        {
            block.Write<byte>([0x7F]);
            for (rest -= 0x7F; rest >= 0x80; rest >>= 7)
                block.Write<byte>([(byte)(rest | 0x80)]);
            block.Write<byte>([(byte)rest]);
        }

        block.Write(bytes);
    }
}
