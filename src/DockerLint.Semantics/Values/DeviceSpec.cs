using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Lexing;
using DockerLint.References;

namespace DockerLint.Semantics.Values;

/// <summary>
/// What <c>RUN --device</c> takes: <c>[name=]vendor/class[=device][,required[=boolean]]</c>, fields in any order.
/// </summary>
public sealed record DeviceSpec
{
    private static readonly ImmutableArray<string> Keys = ["name", "required"];

    private DeviceSpec()
    {
    }

    /// <summary>The device's name as the Container Device Interface has it; empty when none is written.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Where <see cref="Name"/> is written; empty when it is not.</summary>
    public TextSpan NameSpan { get; private init; }

    /// <summary>Whether the build fails without the device.</summary>
    public bool IsRequired { get; private init; }

    /// <summary>Reads a device.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out DeviceSpec? value, [NotNullWhen(false)] out ValueError? error)
    {
        value = null;
        if (!CsvRecord.TryRead(text, out ImmutableArray<CsvField> fields, out error))
            return false;

        var device = new DeviceSpec();
        foreach (CsvField field in fields)
        {
            device = device.With(field, out error);
            if (error is not null)
                return false;
        }

        value = device;
        error = null;
        return true;
    }

    private DeviceSpec With(CsvField field, out ValueError? error)
    {
        error = null;
        int equal = field.Text.IndexOf('=', StringComparison.Ordinal);
        string key = (equal < 0 ? field.Text : field.Text[..equal]).ToLowerInvariant();
        string? written = equal < 0 ? null : field.Text[(equal + 1)..];
        TextSpan span = equal < 0 ? field.Span : field.Locate(equal + 1, written!.Length);
        switch (key, written)
        {
            case ("required", null):
                return this with { IsRequired = true };
            case ("required", _):
                if (!GoNumber.TryParseBoolean(written, out bool required))
                    error = new($"\"{written}\" is not a boolean; use true or false", span);
                return this with { IsRequired = required };
            case ("name", not null):
                if (Name.Length > 0)
                    error = new($"the device is already named {Name}; keep one name", span);
                return this with { Name = written, NameSpan = span };
        }

        // The first other field is the name, with or without a device after "=".
        if (Name.Length == 0)
            return this with { Name = field.Text, NameSpan = field.Span };
        error = written is null
            ? new($"\"{field.Text}\" is no key=value field; use required, or keep one name", field.Span)
            : new(
                $"key \"{key}\" is not known; use {Suggestion.Nearest(key, Keys) ?? "name or required"}",
                field.Locate(0, equal));
        return this;
    }
}
