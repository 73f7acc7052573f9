using System.Diagnostics;

namespace DockerLint.Cli.Tests;

/// <summary>Linting loads nothing of what the other commands need.</summary>
public sealed class StartUpTests
{
    private static readonly string[] s_unneeded = ["DockerLint.Oci.dll", "DockerLint.Hosts.dll", "DockerLint.Yaml.dll", "YamlDotNet.dll"];

    [Fact]
    public void Linting_a_Dockerfile_needs_nothing_of_other_files_images_and_registries()
    {
        using var folder = new TemporaryFolder();
        folder.With("Dockerfile", "FROM debian:12\n");
        foreach (string file in Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Append(Path.Combine(AppContext.BaseDirectory, "dockerlint.runtimeconfig.json")))
        {
            if (!s_unneeded.Contains(Path.GetFileName(file)))
                File.Copy(file, folder.PathOf(Path.GetFileName(file)));
        }

        Assert.Equal((0, "No problems in 1 file\n"), Call("Dockerfile"));
        (int exitCode, string error) = Call("images");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("DockerLint.Oci", error, StringComparison.Ordinal);

        (int ExitCode, string Error) Call(string argument)
        {
            ProcessStartInfo start = Run.Start(folder.Path, [], [argument]);
            start.ArgumentList[0] = folder.PathOf("dockerlint.dll");
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, error + output.Result);
        }
    }
}
