using System.Text.Json;
using Pidgin;

namespace DockerLint.References.Tests;

/// <summary>
/// The cases of <c>distribution/reference</c>'s own tests, from the folder that DOCKERLINT_SHARED names; without
/// it, there is nothing to run.
/// </summary>
[Trait("Category", "Conformance")]
public sealed class DistributionConformanceTests
{
    [Theory]
    [InlineData("Parse", 52)]
    [InlineData("WithName", 13)]
    [InlineData("With", 11)]
    [InlineData("ParseNamed", 8)]
    [InlineData("ParseNormalizedNamed", 123)]
    [InlineData("ParseAnyReference", 14)]
    [InlineData("ParseDockerRef", 11)]
    [InlineData("FamiliarMatch", 10)]
    [InlineData("DomainRegexp", 30)]
    [InlineData("NameRegexp", 63)]
    [InlineData("ReferenceRegexp", 12)]
    [InlineData("IdentifierRegexp", 5)]
    public void Each_function_gives_what_it_gives_in_Go(string function, int expectedCases)
    {
        if (Environment.GetEnvironmentVariable("DOCKERLINT_SHARED") is not { Length: > 0 } shared)
            return;

        int cases = 0;
        foreach (string line in File.ReadLines(Path.Combine(shared, "cases", "references.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            var expected = new Case(document.RootElement);
            if (expected["fn"] != function)
                continue;
            cases++;
            Outcome outcome = Run(function, expected);
            Assert.True(expected.Ok == outcome.Ok, line);
            foreach ((string name, string value) in outcome.Values)
                Assert.True((expected[name] ?? value) == value, $"{name} is '{value}': {line}");
            if (expected["error"] is { } error && outcome.Error is { } kind)
                Assert.True(IsKind(error, kind), $"{kind}: {line}");
        }

        Assert.True(cases >= expectedCases, $"{cases} cases of {function}");
    }

    private static Outcome Run(string function, Case expected)
    {
        string input = expected["input"] ?? "";
        return function switch
        {
            "Parse" => Parse(input),
            "WithName" => Plain(input) is { Tag: null, Digest: null } parts && parts.Path.Length <= ImageReference.MaxPathLength
                ? Outcome.Of(("domain", Slice(input, parts.Registry)), ("path", Slice(input, parts.Path)))
                : Outcome.Bad,
            "With" => With(input, expected["tag"] ?? "", expected["digest"] ?? ""),
            "ParseNamed" => ImageReference.Parse(input) is { Reference: { } named } && named.ToFullString() == input
                ? Normalized(input)
                : Outcome.Bad,
            "ParseNormalizedNamed" => Normalized(input),
            "ParseAnyReference" => Any(input),
            "ParseDockerRef" => ImageReference.Parse(input) is { Reference: { } reference }
                ? Outcome.Of(("string", reference.ToResolvedString()))
                : Outcome.Bad,
            "FamiliarMatch" => ImagePattern.Parse(expected["pattern"] ?? "") is { } pattern
                ? Outcome.Of(("match", pattern.Matches(Texts.Reference(input)) ? "true" : "false"))
                : Outcome.Bad,
            "DomainRegexp" => Plain($"{input}/a") is { Registry: { } domain } && domain.Length == input.Length
                ? Outcome.Of()
                : Outcome.Bad,
            "NameRegexp" => Plain(input) is { Tag: null, Digest: null } name
                ? Outcome.Of(("subs", Subs(Slice(input, name.Registry), Slice(input, name.Path))))
                : Outcome.Bad,
            "ReferenceRegexp" => Plain(input) is { } all
                ? Outcome.Of(("subs", Subs(input[..all.Path.End], Slice(input, all.Tag), Slice(input, all.Digest))))
                : Outcome.Bad,
            "IdentifierRegexp" => ImageReference.Parse(input).Error?.Kind == ReferenceErrorKind.Identifier
                ? Outcome.Of()
                : Outcome.Bad,
            _ => throw new ArgumentOutOfRangeException(nameof(function), function, "no such function"),
        };
    }

    private static Outcome Parse(string input)
    {
        if (Plain(input) is not { } parts)
            return Outcome.Refused(ReferenceDiagnosis.Explain(input).Kind);
        if (parts.Path.Length > ImageReference.MaxPathLength)
            return Outcome.Refused(ReferenceErrorKind.NameTooLong);
        string digest = Slice(input, parts.Digest);

        // Go knows the algorithms whose packages the program links: its test not sha512, but every Docker tool does.
        if (digest.StartsWith("sha512:", StringComparison.Ordinal) || digest.Length > 0 && Digest.Check(digest, 0) is not null)
            return Outcome.Refused(ReferenceErrorKind.InvalidDigest);
        return Outcome.Of(
            ("name", input[..parts.Path.End]),
            ("domain", Slice(input, parts.Registry)),
            ("tag", Slice(input, parts.Tag)),
            ("digest", digest));
    }

    private static Outcome Normalized(string input) => ImageReference.Parse(input) is { Reference: { } reference }
        ? Outcome.Of(
            ("string", reference.ToFullString()),
            ("familiarString", reference.ToFamiliarString()),
            ("familiarName", reference.Name),
            ("domain", reference.Domain),
            ("path", reference.RepositoryPath))
        : Outcome.Bad;

    /// <summary>Tag and digest put behind a name; whether the digest is as long as its algorithm's isn't asked.</summary>
    private static Outcome With(string input, string tag, string digest)
    {
        string text = input + (tag.Length > 0 ? $":{tag}" : "") + (digest.Length > 0 ? $"@{digest}" : "");
        return Plain(text) is { } parts && Slice(text, parts.Tag) == tag && Slice(text, parts.Digest) == digest
            ? Outcome.Of(("string", text))
            : Outcome.Bad;
    }

    private static Outcome Any(string input)
    {
        ReferenceResult result = ImageReference.Parse(input);
        string text = result.Error?.Kind == ReferenceErrorKind.Identifier ? $"sha256:{input}" : input;
        if (Digest.TryParse(text, out Digest? digest, out _))
            return Outcome.Of(("string", digest.Text), ("isDigest", "true"));
        return result.Success
            ? Outcome.Of(("string", result.Reference.ToFullString()), ("isDigest", "false"))
            : Outcome.Bad;
    }

    private static bool IsKind(string error, ReferenceErrorKind kind) => error switch
    {
        "repository name must have at least one component" => kind is ReferenceErrorKind.Empty,
        "repository name must be lowercase" => kind is ReferenceErrorKind.UppercaseRepository,
        "repository name must not be more than 255 characters" => kind is ReferenceErrorKind.NameTooLong,
        "unsupported digest algorithm" or "invalid checksum digest length" => kind is ReferenceErrorKind.InvalidDigest,
        "invalid reference format" =>
            kind is ReferenceErrorKind.InvalidFormat or ReferenceErrorKind.InvalidTag or ReferenceErrorKind.InvalidDigest,
        _ => false,
    };

    private static ReferenceParts? Plain(string text) =>
        ReferenceGrammar.Plain.Parse(text) is { Success: true, Value: var parts } ? parts : null;

    private static string Slice(string text, TextSpan? span) => span is { } s ? text.Slice(s) : "";

    private static string Subs(params string[] groups) => string.Join('|', groups);

    private readonly record struct Outcome(bool Ok, ReferenceErrorKind? Error, (string Name, string Value)[] Values)
    {
        public static Outcome Bad => new(false, null, []);

        public static Outcome Of(params (string Name, string Value)[] values) => new(true, null, values);

        public static Outcome Refused(ReferenceErrorKind kind) => new(false, kind, []);
    }

    private readonly record struct Case(JsonElement Json)
    {
        public bool Ok => Json.GetProperty("ok").GetBoolean();

        public string? this[string name] => !Json.TryGetProperty(name, out JsonElement value)
            ? null
            : value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => Subs([.. value.EnumerateArray().Select(item => item.GetString() ?? "")]),
            };
    }
}
