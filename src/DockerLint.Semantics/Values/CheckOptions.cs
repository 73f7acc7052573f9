using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Lexing;
using DockerLint.References;

namespace DockerLint.Semantics.Values;

/// <summary>The name of a BuildKit check, letter case as written.</summary>
/// <param name="Name">The name, never empty; it need not be one that exists.</param>
/// <param name="Span">Where it is written.</param>
public readonly record struct CheckName(string Name, TextSpan Span);

/// <summary>
/// Options of the <c># check=</c> directive, of the same comment above an instruction, and of the build argument
/// BUILDKIT_DOCKERFILE_CHECK: up to three <c>key=value</c> parts with semicolons between them, keys skip, experimental
/// and error. A directive's value ends at its first space; that is cut off before.
/// </summary>
public sealed record CheckOptions
{
    private const int MaximumParts = 3;
    private const string All = "all";

    private static readonly ImmutableArray<string> Keys = ["skip", "experimental", "error"];

    private CheckOptions()
    {
    }

    /// <summary>No options: no check is skipped, none is experimental, none fails the build.</summary>
    public static CheckOptions None { get; } = new();

    /// <summary>Whether <c>skip=all</c> is given; it does not reach experimental checks.</summary>
    public bool SkipsAll { get; private init; }

    /// <summary>The checks of the last skip list.</summary>
    public ImmutableArray<CheckName> Skipped { get; private init; } = [];

    /// <summary>Whether <c>experimental=all</c> is given.</summary>
    public bool EnablesAllExperimental { get; private init; }

    /// <summary>The experimental checks of the last list that enables some.</summary>
    public ImmutableArray<CheckName> Experimental { get; private init; } = [];

    /// <summary>Whether any finding fails the build.</summary>
    public bool FailsBuild { get; private init; }

    /// <summary>Reads options; an empty text has none.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out CheckOptions? value, [NotNullWhen(false)] out ValueError? error)
    {
        value = null;
        CheckOptions options = None;
        TextSpan rest = Trim(text, new TextSpan(0, text.Length));
        for (int part = 1; rest.Length > 0 || part > 1; part++)
        {
            // The last part that is read keeps whatever follows it.
            int semicolon = part == MaximumParts ? -1 : text.Slice(rest).IndexOf(';');
            options = options.With(text, semicolon < 0 ? rest : new TextSpan(rest.Start, semicolon), out error);
            if (error is not null)
                return false;
            if (semicolon < 0)
                break;
            rest = TextSpan.Between(rest.Start + semicolon + 1, rest.End);
        }

        value = options;
        error = null;
        return true;
    }

    private CheckOptions With(string text, TextSpan part, out ValueError? error)
    {
        error = null;
        int equal = text.Slice(part).IndexOf('=');
        if (equal < 0)
        {
            error = new(
                $"\"{text.Slice(part)}\" is no option; write skip=…, experimental=… or error=…, without spaces",
                part);
            return this;
        }

        TextSpan keySpan = Trim(text, new TextSpan(part.Start, equal));
        TextSpan valueSpan = Trim(text, TextSpan.Between(part.Start + equal + 1, part.End));
        ReadOnlySpan<char> value = text.Slice(valueSpan);
        switch (text.Slice(keySpan))
        {
            case "skip" when value is All:
                return this with { SkipsAll = true };
            case "skip":
                return this with { Skipped = Names(text, valueSpan) };
            case "experimental" when value is All:
                return this with { EnablesAllExperimental = true };
            case "experimental":
                return this with { Experimental = Names(text, valueSpan) };
            case "error":
                if (!GoNumber.TryParseBoolean(value, out bool fails))
                    error = new($"\"{value}\" is not a boolean; use true or false", valueSpan);
                return this with { FailsBuild = fails };
            default:
                string key = text.Slice(keySpan).ToString();
                error = new(
                    $"option \"{key}\" is not known; use {Suggestion.Nearest(key, Keys) ?? "skip, experimental or error"}",
                    keySpan);
                return this;
        }
    }

    private static ImmutableArray<CheckName> Names(string text, TextSpan list)
    {
        var names = ImmutableArray.CreateBuilder<CheckName>();
        int start = list.Start;
        while (start <= list.End)
        {
            int comma = text.AsSpan(start, list.End - start).IndexOf(',');
            int end = comma < 0 ? list.End : start + comma;
            TextSpan name = Trim(text, TextSpan.Between(start, end));
            if (name.Length > 0)
                names.Add(new CheckName(text.Slice(name).ToString(), name));
            start = end + 1;
        }

        return names.DrainToImmutable();
    }

    private static TextSpan Trim(string text, TextSpan span)
    {
        ReadOnlySpan<char> part = text.Slice(span);
        int leading = part.Length - part.TrimStart().Length;
        return new TextSpan(span.Start + leading, part.Trim().Length);
    }
}
