using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace DockerLint.LanguageServer.Tests;

/// <summary>Messages as they go over the wire (LSP, "Base Protocol").</summary>
internal static class Wire
{
    private const string Length = "Content-Length:";

    /// <summary>The bytes of a message, what says how many there are before them.</summary>
    public static byte[] BytesOf(string message)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(message);
        return [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Length} {bytes.Length}\r\n\r\n")), .. bytes];
    }

    /// <summary>The next message; null where there is none any more.</summary>
    public static async Task<JsonNode?> ReadAsync(Stream input)
    {
        int length = 0;
        while (await ReadLineAsync(input) is { } line)
        {
            if (line.Length == 0)
            {
                byte[] bytes = new byte[length];
                await input.ReadExactlyAsync(bytes);
                return JsonNode.Parse(bytes);
            }

            if (line.StartsWith(Length, StringComparison.OrdinalIgnoreCase))
                length = int.Parse(line.AsSpan(Length.Length), CultureInfo.InvariantCulture);
        }

        return null;
    }

    private static async Task<string?> ReadLineAsync(Stream input)
    {
        var line = new StringBuilder();
        byte[] one = new byte[1];
        while (await input.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }

        return null;
    }
}
