using DockerLint.Analysis;
using DockerLint.LanguageServer.Features;
using DockerLint.LanguageServer.Protocol;

namespace DockerLint.LanguageServer.Tests.Features;

public sealed class FindingDiagnosticsTests
{
    [Fact]
    public void Rules_with_a_tag_are_rules() => Assert.All(FindingDiagnostics.TaggedRules, static code => Assert.NotNull(RuleCatalog.Find(code)));

    [Fact]
    public void What_is_outdated_and_what_is_not_needed_is_marked_as_such()
    {
        IReadOnlyList<LspDiagnostic> found = FindingDiagnostics.Of(Documents.Of("FROM golang:1\nRUN go build\nFROM alpine:3\nMAINTAINER me\n"));
        Assert.Equal([1], found.Single(static finding => finding.Code == "DK1022").Tags!);
        Assert.Equal([2], found.Single(static finding => finding.Code == "DL4000").Tags!);
    }

    [Fact]
    public void Other_places_that_explain_a_finding_are_named()
    {
        LspDiagnostic found = FindingDiagnostics.Of(Documents.Of("FROM alpine:3\nHEALTHCHECK CMD a\nHEALTHCHECK CMD b\n")).First(static finding => finding.RelatedInformation is not null);
        Assert.Equal("file:///project/Dockerfile", found.RelatedInformation![0].Location.Uri);
    }
}
