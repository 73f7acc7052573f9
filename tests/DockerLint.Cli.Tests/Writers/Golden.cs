namespace DockerLint.Cli.Tests;

/// <summary>What the program is expected to write, as files that people can read.</summary>
internal static class Golden
{
    /// <summary>Compares with a file. With DOCKERLINT_GOLDEN set to the folder of the files, writes it instead.</summary>
    public static void Same(string name, string actual)
    {
        if (Environment.GetEnvironmentVariable("DOCKERLINT_GOLDEN") is { Length: > 0 } folder)
            File.WriteAllText(Path.Combine(folder, name), actual);
        else
            Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name)), actual);
    }
}
