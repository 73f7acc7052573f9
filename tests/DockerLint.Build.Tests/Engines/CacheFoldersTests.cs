using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;
using DockerLint.Build.Snapshots;

namespace DockerLint.Build.Tests.Engines;

[Trait(Machine.Trait, Machine.Runtime)]
public sealed class CacheFoldersTests : IDisposable
{
    private static readonly CacheMount s_mount = new("/c", "c");

    private readonly TemporaryFolder _folder = new();
    private readonly CacheFolders _caches;

    public CacheFoldersTests() => _caches = new CacheFolders(new SnapshotStore(_folder.Path));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_not_filled_to_the_end_is_filled_again()
    {
        await Assert.ThrowsAsync<IOException>(() => TakeAsync(async path =>
        {
            await File.WriteAllTextAsync(Path.Combine(path, "half"), "");
            throw new IOException();
        }));
        Assert.Empty(_caches.List());

        using CacheFolder cache = await TakeAsync(path => File.WriteAllTextAsync(Path.Combine(path, "whole"), ""));
        Assert.Equal(["whole"], Directory.GetFiles(cache.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Who_shares_a_folder_waits_until_it_is_filled()
    {
        var filling = new TaskCompletionSource();
        Task<CacheFolder> first = TakeAsync(async path =>
        {
            await filling.Task;
            await File.WriteAllTextAsync(Path.Combine(path, "a"), "");
        });
        Task<CacheFolder> second = TakeAsync(_ => throw new InvalidOperationException("it is filled twice"));
        await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);

        filling.SetResult();
        using CacheFolder one = await first;
        using CacheFolder other = await second;
        Assert.Equal(one.Path, other.Path);
        Assert.True(File.Exists(Path.Combine(other.Path, "a")));
    }

    private Task<CacheFolder> TakeAsync(Func<string, Task> fill) => _caches.TakeAsync("c", s_mount, fill, TestContext.Current.CancellationToken);
}
