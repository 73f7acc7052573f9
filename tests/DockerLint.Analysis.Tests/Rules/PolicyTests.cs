using System.Collections.Immutable;
using DockerLint.Analysis.Configuration;
using DockerLint.References;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>Rules that act only on what a team asks of its images.</summary>
public sealed class PolicyTests
{
    [Theory]
    [InlineData("docker.io", "alpine", true)]
    [InlineData("hub.docker.com", "alpine", true)]
    [InlineData("docker.io", "me/a:1", true)]
    [InlineData("docker.io", "docker.io/me/a", true)]
    [InlineData("docker.io", "x.io/a", false)]
    [InlineData("x.io", "alpine", false)]
    [InlineData("*", "x.io/a", true)]
    [InlineData("*.x.io", "a.x.io/b", true)]
    [InlineData("*.x.io", "x.io/b", false)]
    [InlineData("x.*", "x.io/b", true)]
    [InlineData("X.IO", "x.io/b", true)]
    [InlineData("localhost:5000", "localhost:5000/a", true)]
    [InlineData("localhost:5000", "localhost:5001/a", false)]
    [InlineData("docker.io/library/*", "alpine", true)]
    [InlineData("docker.io/library/*", "me/a", false)]
    [InlineData("x.io/team/*", "x.io/team/a/b:1", true)]
    [InlineData("x.io/team/*", "x.io/teams/a", false)]
    [InlineData("x.io/team/a", "x.io/team/a:1", true)]
    [InlineData("x.io/team/a", "x.io/team/b", false)]
    [InlineData("*.x.io/team/*", "evil.io/a.x.io/team/b", false)]
    public void A_registry_is_trusted_by_its_name_or_by_a_path_of_it(string pattern, string image, bool expected) =>
        Assert.Equal(expected, new RegistryPattern(pattern).Matches(ImageReference.Parse(image).Reference!));

    [Theory]
    [InlineData("FROM x.io/a:1\n", "1:6")]
    [InlineData("FROM alpine:3\n")]
    [InlineData("FROM scratch\n")]
    [InlineData("FROM alpine:3 AS b\nFROM b\nCOPY --from=0 x /\n")]
    [InlineData("FROM alpine:3\nCOPY --from=x.io/a:1 x /\n", "2:13")]
    [InlineData("FROM alpine:3\nRUN --mount=type=bind,from=x.io/a:1,target=/a x\n", "2:28")]
    [InlineData("RUN --mount=from=x.io/a:1,target=/a x\n", "1:18")]
    [InlineData("ARG A=x.io/a:1\nFROM $A\n", "2:6")]
    [InlineData("ARG A\nFROM $A\n")]
    [InlineData("FROM ok.io/a:1\n")]
    [InlineData("FROM ok.io/b:1\n", "1:6")]
    [InlineData("# syntax=x.io/a:1\nFROM alpine:3\n")]
    public void UntrustedImage(string text, params string[] expected) => Assert.Equal(expected, Find("DL3026", text, new PolicyOptions
    {
        TrustedRegistries = [new RegistryPattern("docker.io")],
        AllowedImages = [ImagePattern.Parse("ok.io/a:*")!],
    }));

    [Theory]
    [InlineData("python:3.*", "python:3.13", true)]
    [InlineData("python", "python:3.13", true)]
    [InlineData("docker.io/library/*", "python:3.13", true)]
    [InlineData("docker.io/library/python:3.13", "python:3.13", true)]
    [InlineData("python:2.*", "python:3.13", false)]
    public void An_image_is_allowed_by_its_short_or_its_full_name(string pattern, string image, bool expected) =>
        Assert.Equal(expected, new PolicyOptions { AllowedImages = [ImagePattern.Parse(pattern)!] }.Allows(ImageReference.Parse(image).Reference!));

    [Fact]
    public void Without_a_policy_any_image_and_any_label_will_do()
    {
        string[] codes = ["DL3026", "DL3049", "DL3050", "DL3051", "DL3052", "DL3053", "DL3054", "DL3055", "DL3056", "DL3058"];
        Assert.Empty(Findings.Of("FROM x.io/a:1\nLABEL a= b=c\n", Findings.Only(codes)));
    }

    [Theory]
    [InlineData("FROM x\n", "1:1")]
    [InlineData("FROM x\nLABEL a=1\n")]
    [InlineData("FROM x\nLABEL \"a\"=1\n")]
    [InlineData("FROM x\nLABEL A=1\n", "1:1")]
    [InlineData("FROM x AS y\nLABEL a=1\nFROM y\n")]
    [InlineData("FROM x AS y\nFROM y\nLABEL a=1\n")]
    [InlineData("FROM x AS y\nFROM y AS z\nFROM z\nLABEL a=1\n")]
    [InlineData("FROM x AS y\nFROM z\nLABEL a=1\n", "1:1")]
    [InlineData("FROM x AS y\nFROM z\nCOPY --from=y b /\n", "2:1")]
    public void MissingLabel(string text, params string[] expected) => Assert.Equal(expected, Find("DL3049", text, Labels("a", LabelKind.Text)));

    [Fact]
    public void Each_missing_label_is_said()
    {
        PolicyOptions policy = Labels("a", LabelKind.Text);
        Assert.Equal(["1:1", "1:1"], Find("DL3049", "FROM x\n", policy with { Labels = policy.Labels.Add("b", LabelKind.Url) }));
    }

    [Fact]
    public void UnexpectedLabel()
    {
        PolicyOptions strict = Labels("author", LabelKind.Text) with { StrictLabels = true };
        Assert.Equal(["1:18"], Find("DL3050", "LABEL \"author\"=1 auhtor=2\n", strict));
        Assert.Empty(Find("DL3050", "LABEL b=1\n", strict with { StrictLabels = false }));
    }

    [Theory]
    [InlineData("DL3051", LabelKind.Text, "LABEL a=\n", "1:7")]
    [InlineData("DL3051", LabelKind.Url, "LABEL a=\"\"\n", "1:7")]
    [InlineData("DL3051", LabelKind.Text, "LABEL a=1 b=\n")]
    [InlineData("DL3051", LabelKind.Text, "LABEL a=$B\n")]
    [InlineData("DL3051", LabelKind.Text, "FROM x\nARG B=\nLABEL a=$B\n", "3:7")]
    [InlineData("DL3052", LabelKind.Url, "LABEL a=https://x.io\n")]
    [InlineData("DL3052", LabelKind.Url, "LABEL a=\"x.io\"\n", "1:9")]
    [InlineData("DL3052", LabelKind.Text, "LABEL a=x.io\n")]
    [InlineData("DL3053", LabelKind.Time, "LABEL a=2024-02-29T12:30:00Z\n")]
    [InlineData("DL3053", LabelKind.Time, "LABEL b=1 a=2024-02-29\n", "1:13")]
    [InlineData("DL3054", LabelKind.License, "LABEL a=\"MIT OR Apache-2.0\"\n")]
    [InlineData("DL3054", LabelKind.License, "LABEL a=Apache2\n", "1:9")]
    [InlineData("DL3055", LabelKind.GitHash, "LABEL a=43c572f\n")]
    [InlineData("DL3055", LabelKind.GitHash, "LABEL a=main\n", "1:9")]
    [InlineData("DL3056", LabelKind.SemanticVersion, "LABEL a=1.2.3\n")]
    [InlineData("DL3056", LabelKind.SemanticVersion, "LABEL a v1.2.3\n", "1:9")]
    [InlineData("DL3058", LabelKind.Email, "LABEL a=me@x.io\n")]
    [InlineData("DL3058", LabelKind.Email, "LABEL a=me\n", "1:9")]
    public void The_value_of_a_label_is_of_its_kind(string code, LabelKind kind, string text, params string[] expected) =>
        Assert.Equal(expected, Find(code, text, Labels("a", kind)));

    [Fact]
    public void An_empty_label_is_said_to_be_empty_and_no_more() => Assert.Equal(
        ["2:7 DL3051"],
        Findings.Of("FROM x:1\nLABEL a=\n", Findings.Only("DL3051", "DL3052") with { Policy = Labels("a", LabelKind.Url) }));

    [Fact]
    public void Kinds_have_hadolints_words()
    {
        Assert.Equal(["text", "url", "semver", "hash", "rfc3339", "spdx", "email"], LabelKinds.Words);
        Assert.Equal(LabelKind.License, LabelKinds.Find("SPDX"));
        Assert.Null(LabelKinds.Find("number"));
    }

    private static PolicyOptions Labels(string name, LabelKind kind) =>
        new() { Labels = ImmutableDictionary<string, LabelKind>.Empty.Add(name, kind) };

    private static string[] Find(string code, string text, PolicyOptions policy) =>
        [.. Findings.Of(text, Findings.Only(code) with { Policy = policy }).Where(finding => finding.EndsWith(code, StringComparison.Ordinal)).Select(static finding => finding.Split(' ')[0])];
}
