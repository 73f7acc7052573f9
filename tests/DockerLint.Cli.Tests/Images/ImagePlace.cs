using DockerLint.Oci.Store;

namespace DockerLint.Cli.Tests.Images;

/// <summary>A user's store and credentials, gone after the test.</summary>
internal sealed class ImagePlace : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ImagePlace() => Store = new ContentStore(_folder.PathOf("store"));

    /// <summary>The store.</summary>
    public ContentStore Store { get; }

    /// <summary>Docker's configuration file.</summary>
    public string Config => _folder.PathOf("home/.docker/config.json");

    /// <summary>The user's folder.</summary>
    public TemporaryFolder Folder => _folder;

    /// <summary>What tells the program of them.</summary>
    public (string Name, string Value)[] Variables => [("DOCKERLINT_STORE", Store.Folder), ("HOME", _folder.PathOf("home"))];

    /// <summary>Calls the program in this process.</summary>
    public Run Run(params string[] args) => Tests.Run.Here("", Variables, args);

    /// <summary>Calls the program in this process.</summary>
    public Run RunWith(string input, params string[] args) => Tests.Run.Here(input, Variables, args);

    /// <summary>Calls the program, which must do its work and say nothing of trouble.</summary>
    public string Ok(params string[] args)
    {
        Run run = Run(args);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Output;
    }

    public void Dispose() => _folder.Dispose();
}
