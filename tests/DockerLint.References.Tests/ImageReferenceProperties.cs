using CsCheck;

namespace DockerLint.References.Tests;

public sealed class ImageReferenceProperties
{
    private const int Iterations = 2000;

    private static readonly Gen<string> Noise = Gen.Char.Array[0, 40].Select(chars => new string(chars));

    /// <summary>Signs of the grammar in any order: often nearly a reference.</summary>
    private static readonly Gen<string> Pieces = Gen.OneOf(
        "a", "B", "7", "redis", "localhost", "docker.io", "[", "]", "::1", ".", "..", "-", "_", "__", "/", ":", "@", " ", "$",
        "sha256:", "\0", "\ud800", "é", Texts.Hex64, Texts.Sha256).Array[0, 10].Select(string.Concat);

    private static readonly Gen<string> Texted = Gen.Frequency((1, Noise), (4, Pieces));

    private static readonly Gen<string> References = Gen.Select(
        Gen.OneOf("", "docker.io/", "index.docker.io/", "localhost/", "quay.io/", "Host:80/", "[::1]:5000/", "my_h.io/"),
        Gen.OneOf("a", "redis", "a.b", "c__d", "e---f", "library", "x9").Array[1, 4],
        Gen.OneOf("", ":7", ":La_t.e-st"),
        Gen.OneOf("", "@" + Texts.Sha256, "@" + Texts.Sha384, "@" + Texts.Sha512),
        (registry, path, tag, digest) => registry + string.Join('/', path) + tag + digest);

    [Fact]
    public void Any_text_gives_either_a_reference_or_an_error_within_it() => Texted.Sample(
        text =>
        {
            ReferenceResult result = ImageReference.Parse(text);
            Assert.NotEqual(result.Reference is null, result.Error is null);
            if (result.Error is { } error)
            {
                Assert.True(new TextSpan(0, text.Length).Contains(error.Span));
                Assert.True(error.Span.Length > 0 || text.Length == 0);
                Assert.NotEmpty(error.Message);
            }
        },
        iter: Iterations);

    [Fact]
    public void A_reference_is_read_back_from_its_own_text() => References.Sample(
        text =>
        {
            ImageReference reference = Texts.Reference(text);
            Assert.Equal(text, reference.ToString());
            Assert.Equal(reference, Texts.Reference(reference.ToString()));
        },
        iter: Iterations);

    [Fact]
    public void The_parts_put_together_are_the_text() => References.Sample(
        text =>
        {
            ImageReference reference = Texts.Reference(text);
            Assert.Equal(reference.Registry, reference.RegistrySpan is { } registry ? text.Slice(registry) : null);
            Assert.Equal(reference.Path, text.Slice(reference.PathSpan));
            Assert.Equal(reference.Tag, reference.TagSpan is { } tag ? text.Slice(tag) : null);
            Assert.Equal(reference.Digest?.Text, reference.DigestSpan is { } digest ? text.Slice(digest) : null);
            Assert.Equal(
                text,
                (reference.Registry is null ? "" : $"{reference.Registry}/") + reference.Path
                    + (reference.Tag is null ? "" : $":{reference.Tag}")
                    + (reference.Digest is null ? "" : $"@{reference.Digest}"));
        },
        iter: Iterations);

    [Fact]
    public void The_full_form_means_the_same_and_stays_as_it_is() => References.Sample(
        text =>
        {
            ImageReference reference = Texts.Reference(text);
            ImageReference full = Texts.Reference(reference.ToFullString());
            Assert.Equal((reference.FullName, reference.Tag, reference.Digest), (full.FullName, full.Tag, full.Digest));
            Assert.Equal(full.Text, full.ToFullString());
            Assert.Equal(reference.ToResolvedString(), full.ToResolvedString());
        },
        iter: Iterations);

    [Fact]
    public void Any_pattern_is_either_malformed_or_answers() =>
        Gen.Select(Gen.OneOf('*', '?', '[', ']', '^', '-', '\\', '/', 'a', 'r', ':', '\ud800').Array[0, 12], References)
            .Sample((pattern, text) => _ = ImagePattern.Parse(new string(pattern))?.Matches(Texts.Reference(text)), iter: Iterations);

    [Theory]
    [InlineData("", "a")]
    [InlineData("", "a/")]
    [InlineData("", "a.")]
    [InlineData("", "-")]
    [InlineData("", "A")]
    [InlineData("", ":")]
    [InlineData("", "@")]
    [InlineData("", "[")]
    [InlineData("", "_")]
    [InlineData("[", ":")]
    [InlineData("a:", "0")]
    [InlineData("a@", "a+")]
    [InlineData("a@sha256:", "0")]
    [InlineData("", "a.b:")]
    [InlineData("", "\ud800")]
    public void A_megabyte_is_refused_at_once(string start, string repeated)
    {
        string text = start + string.Concat(Enumerable.Repeat(repeated, 1_000_000 / repeated.Length));

        Assert.False(ImageReference.Parse(text).Success);
    }

    [Fact]
    public void A_pattern_of_stars_stays_polynomial()
    {
        ImagePattern? pattern = ImagePattern.Parse(string.Concat(Enumerable.Repeat("a*", 100)) + "b");

        Assert.NotNull(pattern);
        Assert.False(pattern.Matches(Texts.Reference(new string('a', 200))));
    }
}
