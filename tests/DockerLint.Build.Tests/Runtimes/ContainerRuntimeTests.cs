using System.Collections.Immutable;
using System.Diagnostics;
using DockerLint.Build.Runtimes;
using DockerLint.Build.Snapshots;
using DockerLint.Build.Tests.Tar;
using DockerLint.Oci.Registry;
using DockerLint.References;

namespace DockerLint.Build.Tests.Runtimes;

[Trait(Machine.Trait, Machine.Runtime)]
public sealed class ContainerRuntimeTests(WorkingRuntimes runtimes) : IClassFixture<WorkingRuntimes>, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SnapshotStore Store => field ??= new SnapshotStore(_folder.PathOf("store"));

    private Snapshot Busybox => field ??= Step(
        "busybox",
        null,
        $"mkdir bin etc tmp; cp {Machine.Busybox} bin/busybox; for t in sh cat echo id ls mkdir mknod mount ps rm sleep stat touch env ln wc head dd nc ip chroot unshare hostname grep ; do ln -s busybox bin/$t; done; echo root:x:0:0:::/bin/sh > etc/passwd; touch -d @1000 etc bin");

    public static TheoryData<string> Runtimes => ["crun", "runc"];

    public void Dispose()
    {
        Busybox.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task A_program_runs_and_what_it_changes_is_in_the_layer(string name)
    {
        (ContainerExit exit, string output, string[] layer) = await Run(name, "echo out; echo err >&2; pwd; echo $A; echo hi > /tmp/new; id -u");
        Assert.Equal(new ContainerExit(0, null), exit);
        Assert.Equal("!err /tmp 0 b out", string.Join(' ', output.Split('\n').Order(StringComparer.Ordinal)));
        Assert.Equal(["dev", "proc", "sys", "tmp", "tmp/new"], layer);
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task Nothing_of_the_runtime_is_in_the_layer(string name)
    {
        using Snapshot first = Step("dev", Busybox, "mkdir -p dev proc sys; touch -d @1000 dev proc sys");
        (ContainerExit exit, string output, string[] layer) = await Run(
            name, "cat /etc/hosts /cache/deep/file; wc -c /etc/resolv.conf", first, new FolderMount("/cache/deep", Shared("file", "cached\n"), IsReadOnly: true));
        Assert.Equal(0, exit.Code);
        Assert.Contains("127.0.0.1\tlocalhost buildkitsandbox", output, StringComparison.Ordinal);
        Assert.Contains("cached", output, StringComparison.Ordinal);
        Assert.Empty(layer);
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task The_exit_code_is_the_programs(string name)
    {
        Assert.Equal(new ContainerExit(7, null), (await Run(name, "exit 7")).Exit);
        Assert.Equal(128 + 15, (await Run(name, "sh -c 'kill -15 $$'; exit $?")).Exit.Code);
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task A_program_that_is_not_there_is_said(string name)
    {
        ContainerRuntime runtime = runtimes.Find(name);
        using Workspace workspace = Store.Begin(Busybox);
        ContainerExit exit = await runtime.RunAsync(workspace, new ContainerRun { Arguments = ["/missing"], Environment = ["PATH=/bin"] }, static _ => { }, TestContext.Current.CancellationToken);
        Assert.NotEqual(0, exit.Code);
        Assert.Contains("missing", exit.Failure!, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task Mounts_are_seen_with_their_rights(string name)
    {
        using Snapshot other = Step("other", Busybox, "mkdir -p a/b; echo there > a/b/c; ln -s /a/b/c link");
        (ContainerExit exit, string output, string[] layer) = await Run(
            name,
            """
            echo $(cat /secret) $(stat -c '%a %u:%g' /secret)
            cat /from/c /file
            echo lost > /from/c && cat /from/c
            (echo no > /readonly/c) 2>&1 || echo refused
            echo yes > /cache/kept
            echo in > /memory/x
            """,
            Busybox,
            new SecretMount("/secret", "token"u8.ToArray(), 0x124, 5, 6),
            new SnapshotMount("/from", other, "/a/b", IsReadOnly: false),
            new SnapshotMount("/file", other, "/link", IsReadOnly: true),
            new SnapshotMount("/readonly", other, "/a/b", IsReadOnly: true),
            new FolderMount("/cache", Shared("x", ""), IsReadOnly: false),
            new TmpfsMount("/memory", 1 << 20));
        Assert.Equal(0, exit.Code);
        Assert.Contains("token 444 5:6\nthere\nthere\nlost\n", output, StringComparison.Ordinal);
        Assert.Contains("refused", output, StringComparison.Ordinal);
        Assert.Equal("yes\n", File.ReadAllText(_folder.PathOf("shared", "kept")));
        Assert.Equal(["dev", "proc", "sys"], layer);
        Assert.DoesNotContain("token", Machine.Shell(Store.Folder, "grep -rla token . || true"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task A_mount_whose_source_is_missing_is_said(string name)
    {
        (ContainerExit exit, _, _) = await Run(name, "true", Busybox, new SnapshotMount("/x", Busybox, "/nowhere", IsReadOnly: true));
        Assert.Equal("'/nowhere', which is to be mounted at /x, is not there", exit.Failure);
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task A_program_stays_where_it_is(string name)
    {
        string secret = _folder.PathOf("outside");
        File.WriteAllText(secret, "secret of the machine");
        // What a program tries, and what it prints where it did not succeed.
        (string Script, string Expected)[] attempts =
        [
            ($"cat /../../../..{secret} || echo refused", "refused"),
            ($"cat /proc/1/root{secret} || echo refused", "refused"),
            ($"chroot . cat {secret} || echo refused", "refused"),
            ("mount -t tmpfs none /tmp || echo refused", "refused"),
            ("unshare -U true || echo refused", "refused"),
            (runtimes.KeepsDevices(name) ? "mknod /tmp/log c 1 11; (exec > /tmp/log) || echo refused" : "echo refused", "refused"),
            ("mknod /dev/log c 1 11; (exec > /dev/log) || echo refused", "refused"),
            ("mknod /dev/shm/log c 1 11; (exec > /dev/shm/log) || echo refused", "refused"),
            ("echo 1 > /proc/sys/kernel/panic || echo refused", "refused"),
            ("echo b > /proc/sysrq-trigger || echo refused", "refused"),
            ("wc -c < /proc/keys", "0"),
            ("touch /sys/x || echo refused", "refused"),
            ("hostname evil || echo refused", "refused"),
            ("sh -c 'echo $PPID'", "1"),
            ("echo ok > /dev/null && head -c 3 /dev/zero | wc -c", "3"),
            ("head -c 5 /dev/urandom | wc -c", "5"),
        ];
        string script = string.Join('\n', attempts.Select(static attempt => $"({attempt.Script}) 2>/dev/null"));
        (ContainerExit exit, string output, _) = await Run(name, script);
        Assert.Equal(0, exit.Code);
        Assert.Equal(
            attempts.Select(static attempt => $"{attempt.Script}: {attempt.Expected}"),
            attempts.Zip(output.Split('\n'), static (attempt, line) => $"{attempt.Script}: {line.Trim()}"));
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task Without_a_network_there_is_only_the_machine_itself(string name)
    {
        ContainerRuntime runtime = runtimes.Find(name);
        using Workspace workspace = Store.Begin(Busybox);
        var lines = new List<string>();
        ContainerRun run = Script("ip -o link | wc -l; ip link") with { Network = ContainerNetwork.None };
        await runtime.RunAsync(workspace, run, line => lines.Add(line.Text), TestContext.Current.CancellationToken);
        Assert.Equal("1", lines[0]);
        Assert.Contains("LOOPBACK,UP", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task Cancelling_ends_all_that_runs_and_leaves_nothing(string name)
    {
        ContainerRuntime runtime = runtimes.Find(name);
        string mark = $"61.{Random.Shared.Next(100000, 999999)}";
        using (Workspace workspace = Store.Begin(Busybox))
        {
            using var cancel = new CancellationTokenSource();
            long cancelled = 0;
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runtime.RunAsync(
                workspace,
                Script($"sleep {mark} & sleep {mark} & echo started; wait"),
                _ =>
                {
                    cancelled = Stopwatch.GetTimestamp();
                    cancel.Cancel();
                },
                cancel.Token));
            Assert.NotEqual(0, cancelled);
        }

        Assert.DoesNotContain(Processes(), command => command.Contains(mark, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(Store.Folder, "work")));
        Assert.Empty(ControlGroupsLeft());
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task What_a_program_leaves_running_ends_with_it(string name)
    {
        string mark = $"61.{Random.Shared.Next(100000, 999999)}";
        (ContainerExit exit, _, _) = await Run(name, $"sleep {mark} >/dev/null 2>&1 & echo done");
        Assert.Equal(0, exit.Code);
        Assert.DoesNotContain(Processes(), command => command.Contains(mark, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_agent_is_reached_by_its_socket()
    {
        string agent = _folder.PathOf("agent");
        using var listener = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        listener.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(agent));
        listener.Listen();
        Task answer = Task.Run(async () =>
        {
            using System.Net.Sockets.Socket client = await listener.AcceptAsync();
            await client.SendAsync("from the agent\n"u8.ToArray());
        });
        (ContainerExit exit, string output, string[] layer) = await Run(
            "runc", "stat -c '%F %a %u:%g' /run/agent; sh -c 'busybox nc local:/run/agent' </dev/null", Busybox, new SshMount("/run/agent", agent, 0x1A4, 5, 6));
        Assert.Contains("socket 644 5:6", output, StringComparison.Ordinal);
        Assert.Equal(["dev", "proc", "sys"], layer);
        Assert.True(exit.Code is 0 or 1);
        GC.KeepAlive(answer);
    }

    [Fact]
    public async Task The_choice_says_why()
    {
        RuntimeChoice choice = await RuntimeChoice.FindAsync(Store, null, cancellation: TestContext.Current.CancellationToken);
        Assert.EndsWith($"{choice.Runtime!.Name} works", choice.Reason, StringComparison.Ordinal);
        RuntimeChoice again = await RuntimeChoice.FindAsync(Store, null, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((choice.Runtime.Name, choice.Reason), (again.Runtime!.Name, again.Reason));
        RuntimeChoice none = await RuntimeChoice.FindAsync(Store, null, "podman", TestContext.Current.CancellationToken);
        Assert.Null(none.Runtime);
    }

    private async Task<(ContainerExit Exit, string Output, string[] Layer)> Run(string name, string script, Snapshot? parent = null, params ContainerMount[] mounts)
    {
        ContainerRuntime runtime = runtimes.Find(name);
        using Workspace workspace = Store.Begin(parent ?? Busybox);
        var lines = new List<string>();
        ContainerExit exit = await runtime.RunAsync(
            workspace, Script(script) with { Mounts = [.. mounts] }, line => lines.Add(line.IsError ? $"!{line.Text}" : line.Text), TestContext.Current.CancellationToken);
        using Snapshot snapshot = workspace.Commit(KeyOf(Guid.NewGuid().ToString()));
        using var archive = new MemoryStream();
        snapshot.WriteArchive(archive);
        return (exit, string.Join('\n', lines), [.. Archives.Read(archive.ToArray()).Entries.Select(static item => item.Entry.Name.ToString())]);
    }

    private static ContainerRun Script(string script) => new()
    {
        Arguments = ["/bin/sh", "-c", script],
        Environment = ["PATH=/bin", "A=b"],
        WorkingDirectory = "/tmp",
    };

    private string Shared(string file, string content)
    {
        _folder.With($"shared/{file}", content);
        return _folder.PathOf("shared");
    }

    private static IEnumerable<string> Processes() => Directory.GetDirectories("/proc").Select(static folder =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    });

    private static ImmutableArray<string> ControlGroupsLeft() =>
    [
        .. Directory.GetDirectories("/sys/fs/cgroup").Prepend("/sys/fs/cgroup").Select(static folder => Path.Combine(folder, "dockerlint"))
            .Where(Directory.Exists).SelectMany(Directory.GetDirectories),
    ];

    private static Digest KeyOf(string name) => ContentDigest.Of(System.Text.Encoding.UTF8.GetBytes(name));

    private Snapshot Step(string key, Snapshot? parent, string script)
    {
        using Workspace workspace = Store.Begin(parent);
        workspace.Space.Run(() => Machine.Shell(workspace.RootPath, script));
        return workspace.Commit(KeyOf(key));
    }
}
