using DockerLint.Analysis.Configuration;
using DockerLint.Semantics.Values;

namespace DockerLint.Analysis.Rules;

/// <summary>Whoever has a question writes there. Of RFC 5322 the address alone, no name before it. Acts on labels of kind <c>email</c>.</summary>
internal sealed class LabelNotEmail() : LabelValueRule(
    new("DL3058", "LabelNotEmail", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "A label that is to be an e-mail address is none.") { IsConditional = true },
    LabelKind.Email,
    EmailAddress.IsValid,
    ", no e-mail address; write it as name@example.com");
