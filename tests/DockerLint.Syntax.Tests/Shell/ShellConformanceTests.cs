using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DockerLint.Syntax.Tests.Shell;

/// <summary>The RUN instructions of real Dockerfiles, as BuildKit joins their lines.</summary>
[Trait("Category", "Conformance")]
public sealed class ShellConformanceTests
{
    [Fact]
    public void The_scripts_of_real_Dockerfiles_are_read()
    {
        if (Environment.GetEnvironmentVariable("DOCKERLINT_SHARED") is not { Length: > 0 } shared)
            return;
        List<string> refused = [];
        int count = 0;
        foreach ((string place, string script) in Scripts(Path.Combine(shared, "corpus")))
        {
            count++;
            if (Script.Read(script).Errors is [var error])
                refused.Add($"{place}: {error.Message}");
        }

        Assert.True(count >= 7500, $"only {count} scripts were found");
        Assert.True(refused.Count * 100 <= count, string.Join('\n', refused));
        // Templates that some other program fills in are no shell scripts, and bash refuses them too.
        Assert.All(refused, static place => Assert.Contains("dockerfile-templates/", place, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Place, string Script)> Scripts(string corpus)
    {
        foreach (string line in File.ReadLines(Path.Combine(corpus, "buildkit.jsonl")))
        {
            using var file = JsonDocument.Parse(line);
            string name = file.RootElement.GetProperty("file").GetString()!;
            if (!file.RootElement.TryGetProperty("instructions", out JsonElement instructions) || instructions.ValueKind != JsonValueKind.Array)
                continue;
            string source = File.ReadAllText(Path.Combine(corpus, name));
            if (IsForWindows(source))
                continue;
            string[] lines = source.Split('\n');
            foreach (JsonElement instruction in instructions.EnumerateArray())
            {
                if (ShellForm(instruction[2].GetString()!) is not string command)
                    continue;
                int start = instruction[0].GetInt32();
                yield return ($"{name}:{start}", WithHeredocs(command, lines[start..instruction[1].GetInt32()]));
            }
        }
    }

    private static bool IsForWindows(string source) => new[] { "powershell", "pwsh", "windowsservercore", "nanoserver", "escape=`" }
        .Any(mark => source.Contains(mark, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text of <c>run ["--flag"] "text"</c>; null for another instruction and for the exec form.</summary>
    private static string? ShellForm(string dump)
    {
        if (!dump.StartsWith("run ", StringComparison.Ordinal))
            return null;
        int offset = 4;
        if (dump[offset] == '[')
        {
            for (offset++; dump[offset] != ']';)
            {
                if (dump[offset] == '"')
                    Unquote(dump, ref offset);
                else
                    offset++;
            }

            offset += 2;
        }

        if (offset >= dump.Length || dump[offset] != '"')
            return null;
        string text = Unquote(dump, ref offset);
        return offset == dump.Length ? text : null;
    }

    /// <summary>A string as Go's <c>%q</c> writes it.</summary>
    private static string Unquote(string dump, ref int offset)
    {
        StringBuilder text = new();
        for (offset++; dump[offset] != '"'; offset++)
        {
            if (dump[offset] != '\\')
            {
                text.Append(dump[offset]);
                continue;
            }

            char kind = dump[++offset];
            int digits = kind switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
            if (digits > 0)
            {
                text.Append(char.ConvertFromUtf32(int.Parse(dump.AsSpan(offset + 1, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
                offset += digits;
                continue;
            }

            text.Append(kind switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'a' => '\a', 'b' => '\b', 'f' => '\f', 'v' => '\v', _ => kind });
        }

        offset++;
        return text.ToString();
    }

    /// <summary>A heredoc alone is the script; other heredocs follow the command, as BuildKit hands them to the shell.</summary>
    private static string WithHeredocs(string command, string[] following)
    {
        if (!command.Contains("<<", StringComparison.Ordinal) || command.Contains("<<<", StringComparison.Ordinal))
            return command;
        return command.StartsWith("<<", StringComparison.Ordinal) && !command.Contains(' ', StringComparison.Ordinal)
            ? string.Join('\n', following[..^1])
            : command + "\n" + string.Join('\n', following);
    }
}
