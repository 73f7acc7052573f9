using DockerLint.Analysis.Configuration;
using DockerLint.Semantics.Values;

namespace DockerLint.Analysis.Rules;

/// <summary>It leads to the source that was built. A hash has 40 or 64 hexadecimal digits, or 7 and more of them. Acts on labels of kind <c>hash</c>.</summary>
internal sealed class LabelNotGitHash() : LabelValueRule(
    new("DL3055", "LabelNotGitHash", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "A label that is to be a git hash is none.") { IsConditional = true },
    LabelKind.GitHash,
    static value => GitHash.IsValid(value),
    ", no git hash; write what git rev-parse HEAD prints");
