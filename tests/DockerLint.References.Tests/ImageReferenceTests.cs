using static DockerLint.References.Tests.Texts;

namespace DockerLint.References.Tests;

public sealed class ImageReferenceTests
{
    [Theory]
    [InlineData("redis", null, "redis", null)]
    [InlineData("redis:7.2", null, "redis", "7.2")]
    [InlineData("library/redis", null, "library/redis", null)]
    [InlineData("bitnami/redis:7", null, "bitnami/redis", "7")]
    [InlineData("docker.io/redis", "docker.io", "redis", null)]
    [InlineData("quay.io/a/b:c", "quay.io", "a/b", "c")]
    [InlineData("localhost/app", "localhost", "app", null)]
    [InlineData("localhost:5000/app", "localhost:5000", "app", null)]
    [InlineData("localhost:5000", null, "localhost", "5000")]
    [InlineData("example.com", null, "example.com", null)]
    [InlineData("host:5000/app:1", "host:5000", "app", "1")]
    [InlineData("TEAM/app", "TEAM", "app", null)]
    [InlineData("[::1]:5000/app:1", "[::1]:5000", "app", "1")]
    [InlineData("[2001:DB8::1]/app", "[2001:DB8::1]", "app", null)]
    [InlineData("my_host.io/app", null, "my_host.io/app", null)]
    [InlineData("a--b__c.d_e/f", null, "a--b__c.d_e/f", null)]
    [InlineData("redis:_x.Y-z", null, "redis", "_x.Y-z")]
    public void A_reference_has_the_parts_that_are_written(string text, string? registry, string path, string? tag)
    {
        ImageReference reference = Reference(text);

        Assert.Equal((registry, path, tag), (reference.Registry, reference.Path, reference.Tag));
        Assert.Equal(registry, reference.RegistrySpan is { } r ? text.Slice(r) : null);
        Assert.Equal(path, text.Slice(reference.PathSpan));
        Assert.Equal(tag, reference.TagSpan is { } t ? text.Slice(t) : null);
        Assert.Null(reference.Digest);
        Assert.Null(reference.DigestSpan);
        Assert.Equal(text, reference.ToString());
    }

    [Theory]
    [InlineData("redis", "docker.io", "library/redis", "redis")]
    [InlineData("library/redis", "docker.io", "library/redis", "redis")]
    [InlineData("docker.io/redis", "docker.io", "library/redis", "redis")]
    [InlineData("docker.io/library/redis", "docker.io", "library/redis", "redis")]
    [InlineData("index.docker.io/redis", "docker.io", "library/redis", "redis")]
    [InlineData("index.docker.io/bitnami/redis", "docker.io", "bitnami/redis", "bitnami/redis")]
    [InlineData("library/a/b", "docker.io", "library/a/b", "library/a/b")]
    [InlineData("example.com", "docker.io", "library/example.com", "example.com")]
    [InlineData("Docker.io/redis", "Docker.io", "redis", "Docker.io/redis")]
    [InlineData("localhost/redis", "localhost", "redis", "localhost/redis")]
    [InlineData("quay.io/library/redis", "quay.io", "library/redis", "quay.io/library/redis")]
    [InlineData("ghcr.io/a/b:1", "ghcr.io", "a/b", "ghcr.io/a/b")]
    [InlineData("my_host.io/app", "", "my_host.io/app", "my_host.io/app")]
    public void A_name_means_Docker_Hub_unless_it_says_otherwise(string text, string domain, string path, string name)
    {
        ImageReference reference = Reference(text);

        Assert.Equal((domain, path, name), (reference.Domain, reference.RepositoryPath, reference.Name));
        Assert.Equal(domain.Length == 0 ? path : $"{domain}/{path}", reference.FullName);
    }

    [Fact]
    public void A_tag_and_a_digest_may_stand_together()
    {
        string text = $"redis:7@{Sha256}";

        ImageReference reference = Reference(text);

        Assert.Equal("7", reference.Tag);
        Assert.Equal(Sha256, reference.Digest?.Text);
        Assert.Equal(Sha256, text.Slice(reference.DigestSpan!.Value));
    }

    [Fact]
    public void Every_registered_algorithm_is_accepted()
    {
        Assert.Equal("sha256", Reference($"a@{Sha256}").Digest?.Algorithm);
        Assert.Equal("sha384", Reference($"a@{Sha384}").Digest?.Algorithm);
        Assert.Equal("sha512", Reference($"a@{Sha512}").Digest?.Algorithm);
    }

    [Theory]
    [InlineData("redis", "", "docker.io/library/redis:latest")]
    [InlineData("redis:7", ":7", "docker.io/library/redis:7")]
    public void An_untagged_image_resolves_to_latest(string text, string suffix, string resolved)
    {
        ImageReference reference = Reference(text);

        Assert.Equal($"redis{suffix}", reference.ToFamiliarString());
        Assert.Equal($"docker.io/library/redis{suffix}", reference.ToFullString());
        Assert.Equal(resolved, reference.ToResolvedString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(":7")]
    public void A_digest_is_resolved_whatever_the_tag(string tag)
    {
        ImageReference reference = Reference($"docker.io/redis{tag}@{Sha256}");

        Assert.Equal($"redis{tag}@{Sha256}", reference.ToFamiliarString());
        Assert.Equal($"docker.io/library/redis{tag}@{Sha256}", reference.ToFullString());
        Assert.Equal($"docker.io/library/redis@{Sha256}", reference.ToResolvedString());
    }

    [Theory]
    [InlineData(255, "ghcr.io/")]
    [InlineData(255, "a/")]
    [InlineData(247, "")]
    [InlineData(247, "docker.io/")]
    public void The_longest_path_counts_the_implied_library_but_no_registry(int longest, string start)
    {
        int written = start == "a/" ? longest - start.Length : longest;

        Assert.True(ImageReference.Parse(start + new string('a', written)).Success);
        Assert.Equal(ReferenceErrorKind.NameTooLong, Error(start + new string('a', written + 1)).Kind);
    }

    [Fact]
    public void The_longest_tag_has_128_characters()
    {
        Assert.True(ImageReference.Parse("a:" + new string('t', 128)).Success);
        Assert.Equal(ReferenceErrorKind.InvalidTag, Error("a:" + new string('t', 129)).Kind);
    }

    [Theory]
    [InlineData("redis", "redis:latest")]
    [InlineData("quay.io/a/redis:7", "quay.io/a/redis:7")]
    public void Without_its_digest_a_reference_has_a_tag(string text, string expected)
    {
        Assert.Equal(expected, Reference($"{text}@{Sha256}").WithoutDigest().Text);
        Assert.Equal(text, Reference(text).WithoutDigest().Text);
    }

    [Fact]
    public void Equal_texts_are_equal_references()
    {
        Assert.Equal(Reference("redis:7"), Reference("redis:7"));
        Assert.Equal(Reference("redis:7").GetHashCode(), Reference("redis:7").GetHashCode());
        Assert.NotEqual(Reference("redis:7"), Reference("docker.io/redis:7"));
        Assert.False(Reference("redis").Equals(null));
    }
}
