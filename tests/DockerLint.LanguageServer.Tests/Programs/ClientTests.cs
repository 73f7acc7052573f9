namespace DockerLint.LanguageServer.Tests.Programs;

/// <summary>Clients that others have written, with the program as they start it.</summary>
public sealed class ClientTests
{
    [Fact]
    [Trait(Server.Trait, Server.Node)]
    public async Task The_client_library_of_VS_Code_gets_what_it_asks_for()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "client");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            await Server.RunAsync(folder, "npm", "ci", "--no-audit", "--no-fund");
        await Server.RunAsync(folder, "node", "--test", "server.test.mjs", "features.test.mjs");
    }

    [Fact]
    [Trait(Server.Trait, Server.Neovim)]
    public async Task Neovim_shows_findings_while_somebody_types_and_applies_a_fix()
    {
        string folder = Directory.CreateTempSubdirectory("dockerlint-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile"), "FROM alpine\nENV A b\nUSER u\nCMD [\"x\"]\n", TestContext.Current.CancellationToken);
            string script = Path.Combine(AppContext.BaseDirectory, "client", "neovim.lua");
            await Server.RunAsync(folder, "nvim", "--headless", "--clean", "-i", "NONE", "Dockerfile", "-c", $"luafile {script}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
