using System.Collections.Immutable;
using System.Text;

namespace DockerLint.Hosts;

/// <summary>
/// A <c>.env</c> file, from which Compose takes the variables of the files beside it (Compose documentation, "Set, use, and
/// manage variables in a Compose file with interpolation").
/// </summary>
public sealed class EnvironmentFile
{
    /// <summary>What the file is called.</summary>
    public const string Name = ".env";

    private readonly ImmutableDictionary<string, string> _values;

    private EnvironmentFile(ImmutableDictionary<string, string> values) => _values = values;

    /// <summary>No variables.</summary>
    public static EnvironmentFile Empty { get; } = new(ImmutableDictionary<string, string>.Empty);

    /// <summary>The value of a variable; null where the file gives none.</summary>
    public string? ValueOf(string name) => _values.GetValueOrDefault(name);

    /// <summary>Reads a text. A line that is no <c>NAME=VALUE</c> is passed over; the last of a name counts.</summary>
    /// <remarks>A value that other variables are part of is not known.</remarks>
    public static EnvironmentFile Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ImmutableDictionary<string, string>.Builder values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (ReadOnlySpan<char> line in text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            ReadOnlySpan<char> rest = line.Trim();
            if (rest.StartsWith("export "))
                rest = rest["export ".Length..].TrimStart();
            int equals = rest.IndexOf('=');
            if (equals <= 0 || rest[0] == '#')
                continue;
            string name = rest[..equals].TrimEnd().ToString();
            if (ValueIn(rest[(equals + 1)..].TrimStart()) is { } value)
                values[name] = value;
            else
                values.Remove(name);
        }

        return new EnvironmentFile(values.ToImmutable());
    }

    private static string? ValueIn(ReadOnlySpan<char> text)
    {
        if (text is ['\'', ..])
            return text[1..].IndexOf('\'') is var end and >= 0 ? text.Slice(1, end).ToString() : null;
        if (text is ['"', ..])
            return Quoted(text[1..]);
        int comment = text.IndexOf(" #");
        ReadOnlySpan<char> plain = (comment < 0 ? text : text[..comment]).Trim();
        return plain is ['#', ..] ? "" : plain.Contains('$') ? null : plain.ToString();
    }

    private static string? Quoted(ReadOnlySpan<char> text)
    {
        var value = new StringBuilder();
        for (int index = 0; index < text.Length; index++)
        {
            switch (text[index])
            {
                case '"':
                    return value.ToString();
                case '$':
                    return null;
                case '\\' when index + 1 < text.Length:
                    value.Append(text[++index] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', var other => other });
                    break;
                default:
                    value.Append(text[index]);
                    break;
            }
        }

        return null;
    }
}
