using CsCheck;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.Tests.Yaml;

public sealed class KustomizeReaderTests : ReaderTest
{
    private const string Digest = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Theory]
    [InlineData("{name: a, newName: b, newTag: '1.10'}", "b:1.10", "1.10")]
    [InlineData("{name: a, newTag: 1.10}", "a:1.10", "1.10")]
    [InlineData("{name: a, newName: b}", "b:?", "b")]
    [InlineData("{name: a, digest: " + Digest + "}", "a@" + Digest, Digest)]
    [InlineData("{name: a, newTag: v1, digest: " + Digest + "}", "a:v1@" + Digest, Digest)]
    public void Puts_the_reference_together(string image, string expected, string place)
    {
        string text = $"resources: [a.yaml]\nimages:\n- {image}\n";
        ImageDocument document = Read(text);
        Assert.Equal([$"Container {expected}"], Describe(document));
        Assert.Equal(place, text.Substring(document.Images[0].Span.Start, document.Images[0].Span.Length));
    }

    [Theory]
    [InlineData("images: [{name: a}, {newTag: b}, c]")]
    [InlineData("images: a")]
    [InlineData("[]")]
    public void Where_nothing_is_replaced_nothing_is_found(string text) => Assert.Empty(Read(text).Images);

    [Fact]
    public void Any_text_can_be_read() => Mutations.Of("images:\n- name: a\n  newName: b\n  newTag: \"c\"\n  digest: d\n").Sample(AssertSound);

    internal override ImageDocument Read(string text, Func<string, string?> variables) => HostReader.Read(HostKind.Kustomize, new SourceText(text), variables);
}
