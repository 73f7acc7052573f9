using DockerLint.Build.Runtimes;
using DockerLint.Build.Snapshots;

namespace DockerLint.Build.Tests.Runtimes;

/// <summary>The runtimes of this machine, each of which was tried once.</summary>
public sealed class WorkingRuntimes : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, RuntimeChoice> _choices = [];

    /// <summary>Whether a runtime keeps devices from programs on this machine, else it is tested without that.</summary>
    public bool KeepsDevices(string name) => _choices[name].Runtime is not null;

    public async ValueTask InitializeAsync()
    {
        var store = new SnapshotStore(_folder.PathOf("store"));
        foreach (string name in (string[])["crun", "runc"])
            _choices.Add(name, await RuntimeChoice.FindAsync(store, null, name));
    }

    public ContainerRuntime Find(string name)
    {
        RuntimeChoice choice = _choices[name];
        Assert.True(choice.Runtime is not null || choice.Reason.Contains("devices", StringComparison.Ordinal), choice.Reason);
        return choice.Runtime ?? new ContainerRuntime(name, RuntimeChoice.Locate(name, null)!, RuntimeChoice.Guard(null), hasControlGroup: false, _folder.PathOf("store"));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
