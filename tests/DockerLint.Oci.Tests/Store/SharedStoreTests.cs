using System.Diagnostics;
using DockerLint.Oci.Store;

namespace DockerLint.Oci.Tests.Store;

/// <summary>Threads and processes use a store at once, and may be killed.</summary>
public sealed class SharedStoreTests : IDisposable
{
    private const int ImagesOfWorker = 8;

    private readonly TemporaryFolder _folder = new();
    private readonly ContentStore _store;

    public SharedStoreTests() => _store = new ContentStore(_folder.PathOf("store"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Names_given_at_the_same_time_are_all_there()
    {
        const int Threads = 6;
        const int Names = 10;
        using var done = new CancellationTokenSource();
        Task reader = Task.Run(
            () =>
            {
                while (!done.IsCancellationRequested)
                {
                    foreach (StoredImage image in _store.Images())
                        _store.Open(image.Digest).Dispose();
                }
            },
            TestContext.Current.CancellationToken);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (int number = 0; number < Names; number++)
                Images.Add(_store, $"a{thread}:{number}", $"layer {number}");
        })));
        done.Cancel();
        await reader;
        Assert.Equal(Threads * Names, _store.Images().Length);
        Assert.Empty(Images.FaultsOf(_store));
    }

    [Fact]
    public void A_lock_that_goes_with_its_file_is_held_by_one_at_a_time()
    {
        string path = _folder.PathOf("lock");
        int inside = 0;
        int most = 0;
        Parallel.For(0, 300, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using FileLock taken = FileLock.Take(path, TimeSpan.FromMinutes(1), isKept: false)!;
            most = Math.Max(most, Interlocked.Increment(ref inside));
            Thread.Yield();
            Interlocked.Decrement(ref inside);
        });
        Assert.Equal(1, most);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Processes_at_the_same_time_lose_nothing()
    {
        Process[] workers = [StoreWorker.Start(_store, "a", ImagesOfWorker), StoreWorker.Start(_store, "b", ImagesOfWorker)];
        Assert.All(workers, Finish);
        Assert.Equal(2 * ImagesOfWorker, _store.Images().Length);
        Assert.Empty(Images.FaultsOf(_store));
    }

    [Fact]
    public void A_killed_process_leaves_the_store_whole() => KillAndFinish(4);

    [Fact]
    [Trait("Category", "Long")]
    public void Killed_processes_leave_the_store_whole_each_time() => KillAndFinish(50);

    /// <summary>Two processes work; one is killed, again and again; then it is let to come to its end.</summary>
    private void KillAndFinish(int kills)
    {
        for (int kill = 0; kill < kills; kill++)
        {
            using Process other = StoreWorker.Start(_store, "other", 2);
            using Process process = StoreWorker.Start(_store, $"killed{kill % 3}", ImagesOfWorker);
            Thread.Sleep(Random.Shared.Next(60, 500));
            process.Kill();
            process.WaitForExit();
            Assert.Empty(Images.FaultsOf(_store));
            Finish(other);
        }

        Finish(StoreWorker.Start(_store, "killed0", ImagesOfWorker));
        Assert.Equal(ImagesOfWorker, _store.Images().Count(static image => image.Name!.Name == "killed0"));
        Assert.Empty(Images.FaultsOf(_store));
        _store.Prune(PruneScope.Dangling);
        Assert.Empty(Directory.GetFiles(_folder.PathOf("store", "ingest")));
        Assert.Empty(Images.FaultsOf(_store));
    }

    private static void Finish(Process process)
    {
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }
}
