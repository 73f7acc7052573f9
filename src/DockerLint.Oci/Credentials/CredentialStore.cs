using System.Text;
using System.Text.Json;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry;
using DockerLint.Oci.Store;

namespace DockerLint.Oci.Credentials;

/// <summary>
/// The credentials of a user as <c>docker login</c> keeps them: in Docker's <c>config.json</c>, or where the credential
/// helpers that it names put them.
/// </summary>
/// <remarks>Its methods throw <see cref="CredentialException"/> and nothing else of their own.</remarks>
/// <param name="files">The files.</param>
/// <param name="helpers">Runs credential helpers.</param>
public sealed class CredentialStore(CredentialFiles files, ICredentialHelper helpers) : ICredentialSource
{
    /// <summary>The name of the user where the secret is an identity token (docker-credential-helpers).</summary>
    private const string TokenUser = "<token>";

    /// <summary>What a helper says that knows nothing of a registry.</summary>
    private const string NotFound = "credentials not found in native keychain";

    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(20);

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The file that credentials are kept in.</summary>
    public string File => files.Main;

    /// <summary>What is known of a registry; null where nothing is.</summary>
    /// <param name="registry">As <see cref="ServerName.KeyOf"/> takes it.</param>
    /// <param name="cancellation">Ends the search.</param>
    public async Task<Credential?> FindAsync(string registry, CancellationToken cancellation)
    {
        string key = ServerName.KeyOf(registry);
        foreach (string file in files.Others.Insert(0, files.Main))
        {
            DockerConfig config = Parse(file, ReadText(file));
            Credential? login = config.HelperOf(key) is { } helper
                ? await AskAsync(helper, key, cancellation).ConfigureAwait(false) ?? config.LoginOf(key)
                : config.LoginOf(key);
            if (login is not (null or { User: null, IdentityToken: null, RegistryToken: null }))
                return login;
        }

        return null;
    }

    /// <summary>Keeps a credential in place of what is known of the registry.</summary>
    /// <returns>The credential helper that keeps it; null where it now stands in <see cref="CredentialFiles.Main"/>.</returns>
    public async Task<string?> KeepAsync(string server, Credential login, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(login);
        string key = ServerName.KeyOf(server);
        string? helper = Parse(files.Main, ReadText(files.Main)).HelperOf(key);
        if (helper is not null)
            await TellAsync(helper, "store", WriteHelperInput(key, login), cancellation).ConfigureAwait(false);
        Change((json, _) => helper is null ? With(json, key, login) : JsonText.Set(Without(json, key), ["auths", key], null));
        return helper;
    }

    /// <summary>Forgets what is known of a registry.</summary>
    /// <returns>Whether anything was.</returns>
    public async Task<bool> ForgetAsync(string server, CancellationToken cancellation)
    {
        string key = ServerName.KeyOf(server);
        DockerConfig now = Parse(files.Main, ReadText(files.Main));
        bool isKnown = now.KeysOf(key).Any();
        if (now.HelperOf(key) is { } helper && await AskAsync(helper, key, cancellation).ConfigureAwait(false) is not null)
        {
            isKnown = true;
            await TellAsync(helper, "erase", key, cancellation).ConfigureAwait(false);
        }

        if (now.KeysOf(key).Any())
        {
            Change((json, config) =>
            {
                foreach (string known in config.KeysOf(key))
                    json = JsonText.Remove(json, ["auths", known]);
                return json;
            });
        }

        return isKnown;
    }

    private static string With(string json, string key, Credential login)
    {
        json = Option(json, "auth", login.User is null ? null : Encode(login));
        json = Option(json, "identitytoken", login.IdentityToken);
        json = Option(json, "registrytoken", login.RegistryToken);
        // They would be read where 'auth' is not there; Docker writes neither.
        return Option(Option(json, "username", null), "password", null);

        string Option(string text, string name, string? value) =>
            value is null ? JsonText.Remove(text, ["auths", key, name]) : JsonText.Set(text, ["auths", key, name], value);
    }

    private static string Without(string json, string key)
    {
        foreach (string name in (ReadOnlySpan<string>)["auth", "identitytoken", "registrytoken", "username", "password"])
            json = JsonText.Remove(json, ["auths", key, name]);
        return json;
    }

    private static string Encode(Credential login) =>
        // With an identity token Docker keeps the name alone.
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.User}:{(login.IdentityToken is null ? login.Password : "")}"));

    private static string WriteHelperInput(string key, Credential login) => Encoding.UTF8.GetString(JsonWriting.Write(writer =>
    {
        writer.WriteString("ServerURL"u8, key);
        writer.WriteString("Username"u8, login.IdentityToken is null ? login.User : TokenUser);
        writer.WriteString("Secret"u8, login.IdentityToken ?? login.Password);
    }));

    private static string ProgramOf(string helper)
    {
        string program = $"docker-credential-{helper}";
        return helper.All(static unit => char.IsAsciiLetterOrDigit(unit) || unit is '-' or '_' or '.')
            ? program
            : throw new CredentialException($"'{program}' is not the name of a credential helper");
    }

    private static DockerConfig Parse(string file, string? json)
    {
        if (json is null)
            return DockerConfig.Empty;
        return DockerConfig.TryRead(json, out DockerConfig? config, out string? error)
            ? config
            : throw new CredentialException($"{file}: {error}");
    }

    /// <summary>The text of a file; null where there is no file, or nothing in it.</summary>
    private static string? ReadText(string file)
    {
        try
        {
            string text = s_strict.GetString(System.IO.File.ReadAllBytes(file)).TrimStart('\uFEFF');
            return string.IsNullOrWhiteSpace(text) ? null : text;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (DecoderFallbackException)
        {
            throw new CredentialException($"{file}: is no valid UTF-8");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"{file}: {failure.Message}");
        }
    }

    private async Task<Credential?> AskAsync(string helper, string key, CancellationToken cancellation)
    {
        string program = ProgramOf(helper);
        HelperAnswer answer = await helpers.RunAsync(program, "get", key, cancellation).ConfigureAwait(false);
        if (answer.ExitCode != 0)
        {
            return answer.Output.Trim() == NotFound
                ? null
                : throw new CredentialException($"{program} get: {Reason(answer)}");
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(answer.Output);
            string? user = json.RootElement.GetProperty("Username"u8).GetString();
            string? secret = json.RootElement.GetProperty("Secret"u8).GetString();
            return user == TokenUser ? new Credential(null, null, secret) : new Credential(user, secret);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Without what it wrote, which may hold a secret.
            throw new CredentialException($"{program} get: its answer is not that of a credential helper");
        }
    }

    private async Task TellAsync(string helper, string action, string input, CancellationToken cancellation)
    {
        string program = ProgramOf(helper);
        HelperAnswer answer = await helpers.RunAsync(program, action, input, cancellation).ConfigureAwait(false);
        if (answer.ExitCode != 0)
            throw new CredentialException($"{program} {action}: {Reason(answer)}");
    }

    private static string Reason(HelperAnswer answer) =>
        answer.Output.Trim() is { Length: > 0 } said ? said.Split('\n')[0].TrimEnd('\r') : $"exit code {answer.ExitCode}";

    /// <summary>Rewrites the file, one at a time with all others who do so here.</summary>
    private void Change(Func<string, DockerConfig, string> change)
    {
        string file = files.Main;
        try
        {
            file = AtomicFile.TargetOf(file);
            string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
            if (!Directory.Exists(folder))
                CreatePrivate(folder);
            using FileLock? taken = FileLock.Take($"{file}.lock", s_longestWait, isKept: false);
            if (taken is null)
                throw new CredentialException($"{file}: another process keeps it locked; try again");
            string json = ReadText(file) ?? "{}\n";
            string changed = change(json, Parse(file, json));
            AtomicFile.Write(file, Encoding.UTF8.GetBytes(changed), AtomicFile.Private);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"{file}: {failure.Message}");
        }
    }

    private static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
