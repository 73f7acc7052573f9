using DockerLint.References;
using DockerLint.Semantics.Values;

namespace DockerLint.Semantics.Tests.Values;

public sealed class GitReferenceTests
{
    [Theory]
    [InlineData("HTTPS://h/a.git", "https://h/a.git", null, null)]
    [InlineData("https://h/a%2Egit#main", "https://h/a%2Egit", "main", null)]
    [InlineData("ssh://git@h:22/a", "ssh://git@h:22/a", null, null)]
    [InlineData("git@h:a#b:../c/./d", "git@h:a", "b", "c/d")]
    [InlineData("git@h:", "git@h:", null, null)]
    [InlineData("https://h/a.git?", "https://h/a.git", null, null)]
    [InlineData("https://h/a.git?ref=a+b#", "https://h/a.git", "a b", null)]
    [InlineData("https://h/a.git?branch=refs/heads/x&commit=1", "https://h/a.git", "refs/heads/x", null)]
    [InlineData("https://h/a.git?%zz=1&a;b", "https://h/a.git", null, null)]
    public void A_git_source_is_read(string text, string remote, string? reference, string? folder)
    {
        Assert.True(GitReference.TryParse(text, out GitReference? git, out _));
        Assert.Equal((remote, reference, folder), (git.Remote, git.Ref, git.Folder));
    }

    [Theory]
    [InlineData("https://h/a.git?foo=1", 16, 3, "\"foo\"")]
    [InlineData("https://h/a.git?subdri=1", 16, 6, "subdir")]
    [InlineData("https://h/a.git?ref=", 16, 3, "no value")]
    [InlineData("https://h/a.git?ref=a&ref=a", 22, 3, "twice")]
    [InlineData("https://h/a.git?ref=a#b", 20, 1, "differ")]
    [InlineData("https://h/a.git?tag=a&branch=b", 29, 1, "keep one")]
    [InlineData("https://h/a.git?subdir=a#:b", 23, 1, "folders")]
    [InlineData("https://h/a.git?submodules=maybe", 27, 5, "boolean")]
    [InlineData("https://h/a.git?mtime=now", 22, 3, "mtime")]
    public void A_wrong_query_is_named_where_it_stands(string text, int start, int length, string message)
    {
        Assert.False(GitReference.TryParse(text, out _, out ValueError? error));
        Assert.Equal(new TextSpan(start, length), error!.Span);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://h/a.git", SourceKind.Git)]
    [InlineData("https://h/a.git?foo=1", SourceKind.Git)]
    [InlineData("git@github.com:a/b", SourceKind.Git)]
    [InlineData("https://h/a.tar.gz", SourceKind.Http)]
    [InlineData("https://h/%zz.git", SourceKind.Http)]
    [InlineData("https://h:x/a.git", SourceKind.Http)]
    [InlineData("HTTPS://h/a.tar.gz", SourceKind.Local)]
    [InlineData("ftp://h/a.git", SourceKind.Local)]
    [InlineData("github.com/a/b", SourceKind.Local)]
    [InlineData("a.git", SourceKind.Local)]
    [InlineData("./git@h:a", SourceKind.Local)]
    [InlineData("", SourceKind.Local)]
    public void A_source_has_the_kind_that_BuildKit_gives_it(string text, SourceKind kind) =>
        Assert.Equal(kind, CopySource.KindOf(text));
}
