namespace DockerLint.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("dockerlint-").FullName;

    /// <summary>Writes a file, its folders included.</summary>
    public TemporaryFolder With(string name, string text = "FROM debian:latest\n")
    {
        string path = PathOf(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public string PathOf(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
        {
            // .NET cannot name files whose names are no UTF-8.
            using var remove = System.Diagnostics.Process.Start("rm", ["-rf", "--", Path]);
            remove.WaitForExit();
        }

        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
