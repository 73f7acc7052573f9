using System.Collections.Immutable;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Snapshots;
using DockerLint.References;

namespace DockerLint.Build.Tests.Engines;

[Trait(Machine.Trait, Machine.Runtime)]
public sealed class BuildCacheTests : IDisposable
{
    private const string Start = "FROM scratch\nCOPY busybox /bin/sh\n";

    private readonly TemporaryFolder _folder = new();
    private readonly BuildCache _cache;

    public BuildCacheTests() => _cache = new BuildCache(_folder.PathOf("engine"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_goes_that_no_build_uses_and_nothing_is_left_of_it()
    {
        await BuildAsync($"{Start}RUN --mount=type=cache,target=/c : > /c/a\nRUN --mount=type=cache,target=/p,sharing=private : > /a\n");
        ImmutableArray<CacheEntry> gone = _cache.Prune(0);

        Assert.Equal(3, gone.Count(static entry => entry.Kind == CacheEntryKind.Snapshot));
        Assert.Equal(2, gone.Count(static entry => entry.Kind == CacheEntryKind.Folder));
        // What is known of the machine stays.
        Assert.Equal(
            ["runtime"],
            Directory.GetFiles(_folder.PathOf("engine"), "*", SearchOption.AllDirectories).Select(Path.GetFileName).Where(static file => !file!.StartsWith("seccomp-", StringComparison.Ordinal)));
        Assert.Equal(["caches", "layers", "snapshots", "work"], Directory.GetDirectories(_folder.PathOf("engine"), "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_running_build_loses_nothing()
    {
        using BuildCase build = Case($"{Start}RUN --mount=type=cache,target=/c echo x > /c/a; echo started; while [ ! -e /c/go ]; do :; done; read x < /c/a && [ $x = x ]\n");
        build.Wrote = line =>
        {
            Assert.Empty(_cache.Prune(0));
            string folder = Directory.GetDirectories(_folder.PathOf("engine/caches")).Single();
            File.WriteAllText(Path.Combine(folder, "go"), "");
        };
        (BuiltImage? image, _, string? reason) = await build.BuildAsync(TestContext.Current.CancellationToken);
        Assert.True(image is not null, reason);
    }

    [Fact]
    public async Task What_was_used_last_stays()
    {
        await BuildAsync($"{Start}RUN : > /first\n");
        await BuildAsync($"{Start}RUN --mount=type=cache,target=/c echo much > /c/a\n");
        using BuildCase again = Case($"{Start}RUN : > /first\n");
        await again.BuildAsync(TestContext.Current.CancellationToken);
        long all = new SnapshotStore(_folder.PathOf("engine")).List().Sum(static snapshot => snapshot.Bytes);

        Assert.Contains(_cache.Prune(all), static entry => entry.Kind == CacheEntryKind.Folder);
        using BuildCase last = Case($"{Start}RUN : > /first\n");
        await last.BuildAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, last.Cached.Count);
    }

    [Fact]
    public async Task A_build_without_cache_takes_the_place_of_what_was_known()
    {
        const string Dockerfile = $"{Start}RUN read x < /proc/sys/kernel/random/uuid; echo $x > /a\nRUN echo again\n";
        Digest first = await BuildAsync(Dockerfile);
        using BuildCase without = Case(Dockerfile, usesCache: false);
        Digest second = await DigestAsync(without);
        Assert.NotEqual(first, second);

        using BuildCase third = Case(Dockerfile);
        Assert.Equal(second, await DigestAsync(third));
        Assert.Equal(3, third.Cached.Count);
    }

    [Fact]
    public void What_is_left_of_downloads_goes()
    {
        _folder.With("engine/downloads/x", "half of it");
        _cache.Prune(long.MaxValue);
        Assert.Empty(Directory.GetFiles(_folder.PathOf("engine/downloads")));
    }

    [Fact]
    public async Task What_was_kept_of_half_a_snapshot_is_made_again()
    {
        const string Dockerfile = $"{Start}RUN : > /a\n";
        await BuildAsync(Dockerfile);
        foreach (string record in Directory.GetFiles(_folder.PathOf("engine/snapshots"), "snapshot", SearchOption.AllDirectories))
            File.Delete(record);
        await BuildAsync(Dockerfile);
        using BuildCase last = Case(Dockerfile);
        await last.BuildAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, last.Cached.Count);
    }

    private BuildCase Case(string dockerfile, bool usesCache = true)
    {
        var build = new BuildCase(_folder, dockerfile) { UsesCache = usesCache };
        File.Copy(Machine.Busybox, build.Context.PathOf("busybox"));
        return build;
    }

    private async Task<Digest> BuildAsync(string dockerfile)
    {
        using BuildCase build = Case(dockerfile);
        return await DigestAsync(build);
    }

    private static async Task<Digest> DigestAsync(BuildCase build)
    {
        (BuiltImage? image, int? line, string? reason) = await build.BuildAsync(TestContext.Current.CancellationToken);
        Assert.True(image is not null, $"line {line}: {reason}\n{string.Join('\n', build.Output)}");
        return image.Manifest.Digest;
    }
}
