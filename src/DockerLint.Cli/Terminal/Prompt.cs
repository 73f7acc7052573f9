using System.Text;

namespace DockerLint.Cli.Terminal;

/// <summary>Asks the user.</summary>
internal static class Prompt
{
    private const int LongestAnswer = 64 * 1024;

    /// <summary>Asks for a line.</summary>
    /// <returns>The line; null where the input is at its end.</returns>
    public static string? Line(Host host, string question)
    {
        host.Error.Write(Encoding.UTF8.GetBytes(question));
        return ReadLine(host.Input());
    }

    /// <summary>Asks for a line that is not shown. Standard input must be a terminal.</summary>
    public static string Secret(Host host, string question)
    {
        host.Error.Write(Encoding.UTF8.GetBytes(question));
        var answer = new StringBuilder();
        while (true)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    host.SayAsIs("");
                    return answer.ToString();
                case ConsoleKey.Backspace:
                    answer.Length = Math.Max(answer.Length - 1, 0);
                    break;
                default:
                    if (!char.IsControl(key.KeyChar))
                        answer.Append(key.KeyChar);
                    break;
            }
        }
    }

    /// <summary>Reads standard input to its end, as a secret that somebody hands over; less the line end.</summary>
    public static string SecretOf(Stream input)
    {
        using var reader = new StreamReader(input, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        char[] buffer = new char[LongestAnswer];
        int length = reader.ReadBlock(buffer, 0, buffer.Length);
        return new string(buffer, 0, length).TrimEnd('\r', '\n');
    }

    private static string? ReadLine(Stream input)
    {
        // Byte for byte: what follows the line is for somebody else.
        var line = new List<byte>();
        for (int read = input.ReadByte(); read != '\n' && line.Count < LongestAnswer; read = input.ReadByte())
        {
            if (read < 0)
                return line.Count == 0 ? null : Text();
            line.Add((byte)read);
        }

        return Text();

        string Text() => Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
    }
}
