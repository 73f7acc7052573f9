using System.Collections.Immutable;
using DockerLint.Build.Engines.Embedded;
using DockerLint.BuildKit.Control;
using DockerLint.Oci.Registry;

namespace DockerLint.BuildKit.Tests.Control;

[Trait(RealDaemon.Trait, RealDaemon.Needed)]
public sealed class SolverTests
{
    [Fact]
    public async Task A_daemon_solves()
    {
        await using RealDaemon docker = await RealDaemon.StartAsync();
        try
        {
            await RunAsync(docker);
        }
        catch
        {
            Console.WriteLine(docker.Log);
            throw;
        }
    }

    private static async Task RunAsync(RealDaemon docker)
    {
        Assert.True(DaemonAddress.TryParse("docker://", docker.Host, out DaemonAddress? address, out string? error), error);
        using DaemonConnection daemon = await DaemonConnection.OpenAsync(address, null, default);
        Console.WriteLine(daemon.Worker);
        using var context = new TemporaryFolder();
        context.With("a/hello", "hello").With("b").With("busy");
        File.CreateSymbolicLink(context.PathOf("a/link"), "hello");
        File.Copy("/bin/busybox", context.PathOf("busybox"));
        byte[] local = Wire.Local("context");
        byte[] copy = Wire.Copy(local, "/", "/x");
        byte[] run = Wire.Exec(copy, "/x/busybox", "ls", "-lR", "/x");
        using var tar = new MemoryStream();
        string output = context.PathOf("out");
        foreach (BuildOutput to in new BuildOutput[] { new("tar", ImmutableDictionary<string, string>.Empty) { Archive = tar }, new("local", ImmutableDictionary<string, string>.Empty) { Folder = output },
            new("moby", ImmutableDictionary<string, string>.Empty.Add("name", "x:1")) })
        {
            var settings = new SolveSettings(new EngineSettings("/nowhere"), new Anonymous()) { Outputs = [to] };
            var job = new SolveJob(Wire.Def(local, copy, run), new Dictionary<string, DockerLint.Build.Plan.BuildStep>())
            {
                Contexts = ImmutableDictionary<string, BuildContext>.Empty.Add("context", new BuildContext(context.PathOf("."), null)),
                Config = """{"architecture":"amd64","os":"linux","config":{"Cmd":["/x/bin"]},"rootfs":{"type":"layers"}}""",
            };
            try
            {
                var r = await new Solver(daemon, job, settings).SolveAsync(s => Console.WriteLine(s), default);
                Console.WriteLine("RESULT " + r);
            }
            catch (Exception e)
            {
                Console.WriteLine(e.ToString());
            }
        }

        Console.WriteLine(tar.Length);
        Console.WriteLine(Directory.Exists(output) ? string.Join(' ', Directory.EnumerateFileSystemEntries(output, "*", SearchOption.AllDirectories)) : "none");
        Console.WriteLine(await docker.RunAsync("images"));
    }

    private sealed class Anonymous : ICredentialSource
    {
        public Task<Credential?> FindAsync(string registry, CancellationToken cancellation) => Task.FromResult<Credential?>(null);
    }
}
