using DockerLint.Analysis.Configuration;
using DockerLint.Semantics.Values;

namespace DockerLint.Analysis.Rules;

/// <summary>Tools that look after licenses know those of the SPDX list, and expressions of them such as <c>MIT OR Apache-2.0</c>. Acts on labels of kind <c>spdx</c>.</summary>
internal sealed class LabelNotLicense() : LabelValueRule(
    new("DL3054", "LabelNotLicense", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "A label that is to be an SPDX license is none.") { IsConditional = true },
    LabelKind.License,
    SpdxExpression.IsValid,
    ", no license of SPDX; use an identifier of spdx.org/licenses");
