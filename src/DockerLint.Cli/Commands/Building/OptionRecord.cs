using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.References;
using DockerLint.Semantics.Values;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Reads <c>key=value</c> fields with commas between, as options of buildx have them.</summary>
/// <param name="option">The option that has them.</param>
/// <param name="keys">The keys that it knows.</param>
/// <param name="held">What may be said and is so anyway.</param>
internal sealed class OptionRecord(string option, ImmutableArray<string> keys, ImmutableArray<KeyValuePair<string, string>> held)
{
    /// <summary>Reads a record.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fields">Its fields; of a key that is said twice the last.</param>
    /// <param name="error">Why it makes no sense; null where the result is true.</param>
    public bool TryRead(string text, out Dictionary<string, string> fields, [NotNullWhen(false)] out string? error)
    {
        fields = new(StringComparer.Ordinal);
        error = null;
        if (!CsvRecord.TryRead(text, out ImmutableArray<CsvField> record, out ValueError? malformed))
        {
            error = $"{option}: '{text}': {malformed.Message}";
            return false;
        }

        foreach (string[] pair in record.Select(static field => field.Text.Split('=', 2)))
        {
            error = pair is [var key, var value] ? ErrorOf(key, value) : $"{option}: '{pair[0]}' is no field; write {pair[0]}=VALUE, or quotes around names with commas: \"name=a,b\"";
            if (error is not null)
                return false;
            fields[pair[0]] = pair[1];
        }

        return true;
    }

    /// <summary>Reads whether something is so.</summary>
    /// <param name="fields">What was read.</param>
    /// <param name="key">What says so.</param>
    /// <param name="usual">What holds where nothing says so.</param>
    /// <param name="truth">Whether it is.</param>
    /// <returns>Why it makes no sense; null where it does.</returns>
    public string? ReadTruth(Dictionary<string, string> fields, string key, bool usual, out bool truth)
    {
        bool? read = fields.TryGetValue(key, out string? value) ? CommandLine.TruthOf(value) : usual;
        truth = read is true;
        return read is null ? $"{option}: {key} '{value}' is neither true nor false" : null;
    }

    private string? ErrorOf(string key, string value)
    {
        if (keys.Contains(key))
            return null;
        return held.FirstOrDefault(pair => pair.Key == key) is not { Key: not null } known ? $"{option}: '{key}' is none of {string.Join(", ", keys.Concat(held.Select(static pair => pair.Key)))}"
            : known.Value == value || (CommandLine.TruthOf(value) is { } truth && truth == CommandLine.TruthOf(known.Value)) ? null
            : $"{option}: what is written is {key}={known.Value} and cannot be otherwise; leave {key} out";
    }
}
