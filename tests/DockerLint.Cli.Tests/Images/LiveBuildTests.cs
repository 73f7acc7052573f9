using System.Diagnostics;

namespace DockerLint.Cli.Tests.Images;

/// <summary>A build at a terminal is shown as a picture that changes, and at none as lines.</summary>
[Trait("Category", "Runtime")]
public sealed class LiveBuildTests : IDisposable
{
    private const int Columns = 80;

    private readonly ImagePlace _place = new();
    private readonly TemporaryFolder _context = new();

    public LiveBuildTests()
    {
        _context.With("Dockerfile", "FROM scratch\nCOPY busybox /bin/sh\nARG CODE\nRUN printf 'seen\\033[2J\\n'; exit $CODE # and a comment that goes on and on\n");
        File.Copy("/usr/bin/busybox", _context.PathOf("busybox"));
    }

    public void Dispose()
    {
        _place.Dispose();
        _context.Dispose();
    }

    [Fact]
    public void The_last_picture_stays()
    {
        string shown = AtTerminal([], "--build-arg", "CODE=0", "-t", "app:1");
        string[] rows = new Screen(Columns).Write(shown).Rows;

        Assert.Matches(@"^Built in [0-9.]+s \(2/2 steps\)$", rows[0]);
        Assert.Equal("the embedded engine builds: it can build here", rows[1]);
        Assert.Matches(@"^ => \[1/2\] COPY busybox /bin/sh +[0-9.]+s$", rows[2]);
        Assert.Matches(@"^ => \[2/2\] RUN .*… +[0-9.]+s$", rows[3]);
        Assert.StartsWith("built sha256:", rows[4], StringComparison.Ordinal);
        Assert.Equal(["named docker.io/library/app:1", ""], rows[5..]);
        Assert.Contains("\u001b[1m", shown, StringComparison.Ordinal);
        Assert.Contains(" => CACHED [1/2] COPY", AtTerminal([], "--build-arg", "CODE=0"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_stands_below_the_picture()
    {
        string[] rows = new Screen(1000).Write(AtTerminal([("NO_COLOR", "1")], "--build-arg", "CODE=3")).Rows;

        Assert.StartsWith("Failed after ", rows[0], StringComparison.Ordinal);
        Assert.StartsWith(" => ERROR [2/2] RUN", rows[3], StringComparison.Ordinal);
        Assert.Equal("  > seen␛[2J", rows[4]);
        Assert.Contains("Dockerfile:4:1: error: ", rows[5], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM", "dumb")]
    [InlineData("CI", "true")]
    public void Where_nothing_can_be_replaced_there_are_lines(string variable, string value) =>
        Assert.Contains("#1 [1/2] COPY busybox /bin/sh\n", AtTerminal([(variable, value)], "--build-arg", "CODE=0"), StringComparison.Ordinal);

    private string AtTerminal((string, string)[] variables, params string[] args)
    {
        ProcessStartInfo start = Run.Start(_context.Path, [("TERM", "xterm"), ("CI", ""), .. _place.Variables, .. variables], ["build", "--no-config", "--profile", "none", .. args, "."]);
        string command = string.Join(' ', start.ArgumentList.Prepend(start.FileName).Select(static part => $"'{part}'"));
        // From util-linux: gives the program a terminal of its own.
        start.FileName = "script";
        start.ArgumentList.Clear();
        foreach (string argument in (string[])["-qec", $"stty cols {Columns} rows 20; {command}", "/dev/null"])
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string shown = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return shown.Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
