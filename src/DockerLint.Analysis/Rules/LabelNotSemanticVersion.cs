using DockerLint.Analysis.Configuration;
using DockerLint.Semantics.Values;

namespace DockerLint.Analysis.Rules;

/// <summary>Tools that compare versions read it as Semantic Versioning 2.0.0 has it, without a leading <c>v</c>. Acts on labels of kind <c>semver</c>.</summary>
internal sealed class LabelNotSemanticVersion() : LabelValueRule(
    new("DL3056", "LabelNotSemanticVersion", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "A label that is to be a semantic version is none.") { IsConditional = true },
    LabelKind.SemanticVersion,
    SemanticVersion.IsValid,
    ", no semantic version; write it as 1.2.3 or 1.2.3-rc.1");
