using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Lexing;
using Pidgin;
using static Pidgin.Parser;

namespace DockerLint.References;

/// <summary>
/// A platform as containerd/platforms reads it: <c>os[(version+feature…)][/architecture[/variant]]</c>, or one word
/// that is a known operating system or architecture. Names are in lower case and normalised.
/// </summary>
/// <param name="Os">The operating system, such as "linux".</param>
/// <param name="Architecture">The architecture as Go names it, such as "amd64".</param>
/// <param name="Variant">The variant of the architecture, such as "v7"; null for its usual one.</param>
public sealed record Platform(string Os, string Architecture, string? Variant = null)
{
    private const int MaximumParts = 3;
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Operating systems that one word may name.</summary>
    private static readonly ImmutableHashSet<string> KnownSystems =
    [
        "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "nacl", "netbsd",
        "openbsd", "plan9", "solaris", "windows", "zos",
    ];

    /// <summary>Architectures that one word may name.</summary>
    private static readonly ImmutableHashSet<string> KnownArchitectures =
    [
        "386", "amd64", "amd64p32", "arm", "arm64", "arm64be", "armbe", "loong64", "mips", "mips64", "mips64le",
        "mips64p32", "mips64p32le", "mipsle", "ppc", "ppc64", "ppc64le", "riscv", "riscv64", "s390", "s390x", "sparc",
        "sparc64", "wasm",
    ];

    private static readonly SearchValues<char> InSystem = SearchValues.Create(LettersAndDigits + "_-");
    private static readonly SearchValues<char> InPart = SearchValues.Create(LettersAndDigits + "_.-");
    private static readonly SearchValues<char> InOption = SearchValues.Create(LettersAndDigits + "_.%-");

    private static readonly Parser<char, Options> OptionsGrammar = Map(
        static (_, version, features, _) => new Options(version, features),
        Char('('),
        Lex.TakeWhile(InOption),
        Lex.Many(Char('+').Then(Lex.TakeWhile1(InOption))),
        Char(')'));

    private static readonly Parser<char, Written> PlatformGrammar = Map(
        static (system, options, parts, _) => new Written(system, options.GetValueOrDefault(Options.None), parts),
        Lex.TakeWhile1(InSystem),
        OptionsGrammar.Optional(),
        Lex.Many(Char('/').Then(Lex.TakeWhile1(InPart))),
        Parser<char>.End);

    /// <summary>The platform that fills in what one word leaves out, unless another is given.</summary>
    public static Platform LinuxAmd64 { get; } = new("linux", "amd64");

    /// <summary>The version of the operating system, such as "10.0.17763"; null for any.</summary>
    public string? OsVersion { get; init; }

    /// <summary>Features that the operating system must have, as written.</summary>
    public ImmutableArray<string> OsFeatures { get; init; } = [];

    /// <inheritdoc cref="TryParse(string, Platform, out Platform?, out ValueError?)"/>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out Platform? value, [NotNullWhen(false)] out ValueError? error) =>
        TryParse(text, LinuxAmd64, out value, out error);

    /// <summary>Reads a platform.</summary>
    /// <param name="text">The platform after expansion.</param>
    /// <param name="builder">The platform of the builder, which fills in what one word leaves out.</param>
    /// <param name="value">The platform; null unless the result is true.</param>
    /// <param name="error">What is wrong; null when the result is true.</param>
    public static bool TryParse(
        string text,
        Platform builder,
        [NotNullWhen(true)] out Platform? value,
        [NotNullWhen(false)] out ValueError? error)
    {
        value = null;
        Result<char, Written> parsed = PlatformGrammar.Parse(text);
        if (!parsed.Success)
        {
            error = Explain(text, parsed.Error!.ErrorOffset);
            return false;
        }

        Written written = parsed.Value;
        if (written.Parts.Length >= MaximumParts)
        {
            TextSpan surplus = TextSpan.Between(written.Parts[MaximumParts - 1].Start - 1, text.Length);
            error = new("a platform has at most three parts; write os/architecture/variant", surplus);
            return false;
        }

        if (!TryDecode(text, written.Options, out string? version, out ImmutableArray<string> features, out error))
            return false;

        string system = NormalizeSystem(Slice(text, written.System));
        Platform? platform = written.Parts switch
        {
            [] => FromWord(text, system, builder),
            [var architecture] => FromArchitecture(system, Slice(text, architecture)),
            [var architecture, var variant] => FromVariant(system, Slice(text, architecture), Slice(text, variant)),
            _ => null,
        };
        if (platform is null)
        {
            string? near = Suggestion.Nearest(system, KnownSystems.Concat(KnownArchitectures).Order(StringComparer.Ordinal));
            error = new(
                $"\"{text}\" is neither a known operating system nor a known architecture; " +
                (near is null ? "write os/architecture" : $"did you mean {near}?"),
                new TextSpan(0, text.Length));
            return false;
        }

        value = platform with { OsVersion = version, OsFeatures = features };
        error = null;
        return true;
    }

    /// <summary>
    /// The same platform under its one canonical name: arm has the variant that it stands for, arm64 and amd64 lose the
    /// one that they always have.
    /// </summary>
    public Platform Normalize()
    {
        (string architecture, string variant) = NormalizeArchitecture(Architecture, Variant);
        return this with
        {
            Os = NormalizeSystem(Os),
            Architecture = architecture,
            Variant = variant.Length == 0 ? null : variant,
            OsFeatures = [.. OsFeatures.Distinct().Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>The platform as text, <c>os/architecture[/variant]</c>, without version and features.</summary>
    public string Format() => Variant is null ? $"{Os}/{Architecture}" : $"{Os}/{Architecture}/{Variant}";

    /// <inheritdoc cref="Format"/>
    public override string ToString() => Format();

    private static ReadOnlySpan<char> Slice(string text, TextSpan span) => text.AsSpan(span.Start, span.Length);

    private static Platform? FromWord(string text, string system, Platform builder)
    {
        if (KnownSystems.Contains(system))
            return new Platform(system, builder.Architecture, builder.Variant);
        Platform named = FromArchitecture(builder.Os, text);
        return KnownArchitectures.Contains(named.Architecture) ? named : null;
    }

    private static Platform FromArchitecture(string system, ReadOnlySpan<char> written)
    {
        (string architecture, string variant) = NormalizeArchitecture(written, "");
        // Without a variant, arm is version 7 but does not say so.
        return new Platform(system, architecture, variant is "" || (architecture is "arm" && variant is "v7") ? null : variant);
    }

    private static Platform FromVariant(string system, ReadOnlySpan<char> written, ReadOnlySpan<char> writtenVariant)
    {
        (string architecture, string variant) = NormalizeArchitecture(written, writtenVariant);
        // A variant that is written stays written for arm64, whose usual one is version 8.
        return new Platform(system, architecture, variant is not "" ? variant : architecture is "arm64" ? "v8" : null);
    }

    private static string NormalizeSystem(ReadOnlySpan<char> written)
    {
        string system = written.ToString().ToLowerInvariant();
        return system is "macos" ? "darwin" : system;
    }

    private static (string Architecture, string Variant) NormalizeArchitecture(
        ReadOnlySpan<char> architecture, ReadOnlySpan<char> variant) =>
        (architecture.ToString().ToLowerInvariant(), variant.ToString().ToLowerInvariant()) switch
        {
            ("i386", _) => ("386", ""),
            ("x86_64" or "x86-64" or "amd64", var level) => ("amd64", level is "v1" ? "" : level),
            ("aarch64" or "arm64", var version) => ("arm64", version is "8" or "v8" ? "" : version),
            ("armhf", _) => ("arm", "v7"),
            ("armel", _) => ("arm", "v6"),
            ("arm", "" or "7") => ("arm", "v7"),
            ("arm", "5" or "6" or "8") => ("arm", "v" + variant.ToString()),
            var other => other,
        };

    private static bool TryDecode(
        string text,
        Options options,
        out string? version,
        out ImmutableArray<string> features,
        [NotNullWhen(false)] out ValueError? error)
    {
        ImmutableArray<string>.Builder decoded = ImmutableArray.CreateBuilder<string>(options.Features.Length);
        error = null;
        version = null;
        if (options.Version.Length > 0 && !PercentEncoding.TryDecode(Slice(text, options.Version), out version))
            error = BadEscape(options.Version);
        foreach (TextSpan span in options.Features)
        {
            if (PercentEncoding.TryDecode(Slice(text, span), out string? feature))
                decoded.Add(feature);
            else
                error ??= BadEscape(span);
        }

        features = decoded.DrainToImmutable();
        return error is null;

        static ValueError BadEscape(TextSpan span) => new("% is not followed by two hexadecimal digits; write %25", span);
    }

    private static ValueError Explain(string text, int offset)
    {
        if (offset < text.Length && text[offset] != '/')
        {
            return new ValueError(
                $"\"{text[offset]}\" cannot stand here in a platform; write os/architecture, such as linux/amd64",
                new TextSpan(offset, 1));
        }

        return new ValueError(
            text.Length == 0
                ? "the platform is empty; write os/architecture, such as linux/amd64"
                : "a part of the platform is empty; write os/architecture, such as linux/amd64",
            new TextSpan(offset, 0));
    }

    private readonly record struct Options(TextSpan Version, ImmutableArray<TextSpan> Features)
    {
        public static Options None { get; } = new(default, []);
    }

    private readonly record struct Written(TextSpan System, Options Options, ImmutableArray<TextSpan> Parts);
}
