using DockerLint.Analysis.Configuration;
using DockerLint.Semantics.Values;

namespace DockerLint.Analysis.Rules;

/// <summary>Tools make a link of it. An address has a scheme (RFC 3986): <c>https://example.com</c>. Acts on labels of kind <c>url</c>.</summary>
internal sealed class LabelNotUrl() : LabelValueRule(
    new("DL3052", "LabelNotUrl", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "A label that is to be an address is none.") { IsConditional = true },
    LabelKind.Url,
    AbsoluteUri.IsValid,
    ", no address; write one with its scheme, such as https://example.com");
