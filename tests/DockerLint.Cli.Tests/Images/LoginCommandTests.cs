using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DockerLint.TestData;

namespace DockerLint.Cli.Tests.Images;

/// <summary>Logins are tried before they are kept, and used from then on.</summary>
[Trait(RealRegistry.Trait, RealRegistry.Needed)]
public sealed class LoginCommandTests : IAsyncLifetime
{
    /// <summary>The password "secret" (bcrypt).</summary>
    internal const string Users = "user:$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n";

    private readonly ImagePlace _place = new();
    private RealRegistry? _registry;

    private string Registry => _registry!.Host;

    public async ValueTask InitializeAsync()
    {
        _place.Folder.With("htpasswd", Users);
        _registry = await RealRegistry.StartAsync($"auth:\n  htpasswd:\n    realm: test\n    path: {_place.Folder.PathOf("htpasswd")}\n");
    }

    public async ValueTask DisposeAsync()
    {
        await _registry!.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public void A_login_is_kept_used_and_forgotten()
    {
        TestImage.Make(_place.Store, $"{Registry}/hello", "x");
        Assert.Equal(2, _place.Run("push", $"{Registry}/hello").ExitCode);
        Run login = _place.RunWith("secret\n", "login", "-u", "user", "--password-stdin", Registry);
        Assert.Equal((0, "Login Succeeded\n"), (login.ExitCode, login.Output));
        Assert.Equal($"WARNING! Your credentials are stored unencrypted in '{_place.Config}'.\n", login.Error);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_place.Config));
        _place.Ok("push", $"{Registry}/hello");
        _place.Ok("pull", $"{Registry}/hello");
        Assert.Equal("Authenticating with existing credentials...\nLogin Succeeded\n", _place.Ok("login", Registry));
        Assert.Equal($"Removing login credentials for {Registry}\n", _place.Ok("logout", Registry));
        Assert.Equal(2, _place.Run("pull", $"{Registry}/hello").ExitCode);
    }

    [Fact]
    public void A_wrong_password_is_told_and_not_kept()
    {
        Run run = _place.RunWith("wrong", "login", "-u", "user", "--password-stdin", Registry);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"dockerlint: {Registry}: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("wrong", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_place.Config));
    }

    [Fact]
    public void A_person_at_a_terminal_is_asked_and_the_password_is_not_shown()
    {
        ProcessStartInfo start = Run.Start(_place.Folder.Path, _place.Variables, ["login", Registry]);
        string command = string.Join(' ', start.ArgumentList.Prepend(start.FileName).Select(static part => $"'{part}'"));
        // From util-linux: gives the program a terminal of its own.
        start.FileName = "script";
        start.ArgumentList.Clear();
        foreach (string argument in (string[])["-qec", command, "/dev/null"])
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        string shown = ReadTo("Username: ");
        process.StandardInput.Write("user\n");
        shown += ReadTo("Password: ");
        process.StandardInput.Write("secret\n");
        shown += process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("Login Succeeded", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", shown, StringComparison.Ordinal);

        string ReadTo(string end)
        {
            string text = "";
            while (!text.EndsWith(end, StringComparison.Ordinal) && process.StandardOutput.Read() is >= 0 and int character)
                text += (char)character;
            return text;
        }
    }

    [Fact]
    public void A_password_on_the_command_line_is_warned_of()
    {
        Run run = _place.Run("login", "-u", "user", "-p", "secret", Registry);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("WARNING! Using --password via the CLI is insecure. Use --password-stdin.\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("login: --password-stdin needs --username", "--password-stdin")]
    [InlineData("login: --password and --password-stdin cannot both be given", "-u", "x", "-p", "y", "--password-stdin")]
    [InlineData("login: there is no terminal to ask for name and password; use --username and --password-stdin")]
    [InlineData("login: the name of the user is empty", "-u", "", "-p", "y")]
    public void What_is_missing_is_said(string reason, params string[] args)
    {
        Run run = _place.Run(["login", .. args, Registry]);
        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith($"dockerlint: {reason}\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_credential_helper_keeps_what_it_is_told_to()
    {
        if (OperatingSystem.IsWindows())
            return;
        _place.Folder
            .With("home/.docker/config.json", "{\"credsStore\":\"test\"}")
            .With("bin/docker-credential-test", """
                #!/bin/sh
                cd "$HOME"
                case $1 in
                store) cat > kept;;
                get) if [ -e kept ]; then cat kept; else echo "credentials not found in native keychain"; exit 1; fi;;
                erase) rm kept;;
                esac
                """);
        File.SetUnixFileMode(_place.Folder.PathOf("bin/docker-credential-test"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        (string, string)[] variables = [.. _place.Variables, ("PATH", $"{_place.Folder.PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}")];
        Run login = Run.Process(_place.Folder.Path, "secret"u8.ToArray(), variables, "login", "-u", "user", "--password-stdin", Registry);
        Assert.Equal((0, "Login Succeeded\n", ""), (login.ExitCode, login.Output, login.Error));
        Assert.Contains("\"Secret\":\"secret\"", _place.Folder.Read("home/kept"), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", File.ReadAllText(_place.Config), StringComparison.Ordinal);
        TestImage.Make(_place.Store, $"{Registry}/hello", "x");
        Assert.Equal(0, Run.Process(_place.Folder.Path, null, variables, "push", $"{Registry}/hello").ExitCode);
        Assert.Equal(0, Run.Process(_place.Folder.Path, null, variables, "logout", Registry).ExitCode);
        Assert.False(File.Exists(_place.Folder.PathOf("home/kept")));
    }

    [Fact]
    public async Task An_interrupt_ends_a_pull_at_once()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        string name = $"127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/hello";
        using var process = new Process { StartInfo = Run.Start(_place.Folder.Path, _place.Variables, ["pull", name]) };
        process.Start();
        using TcpClient accepted = await silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, process.ExitCode);
    }
}
