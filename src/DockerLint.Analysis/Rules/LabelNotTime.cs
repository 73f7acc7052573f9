using DockerLint.Analysis.Configuration;
using DockerLint.Semantics.Values;

namespace DockerLint.Analysis.Rules;

/// <summary>Tools read it as a time of RFC 3339: <c>2024-02-29T12:30:00Z</c>. Acts on labels of kind <c>rfc3339</c>.</summary>
internal sealed class LabelNotTime() : LabelValueRule(
    new("DL3053", "LabelNotTime", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "A label that is to be a time is none.") { IsConditional = true },
    LabelKind.Time,
    static value => Rfc3339Time.IsValid(value),
    ", no time of RFC 3339; write it as 2024-02-29T12:30:00Z");
