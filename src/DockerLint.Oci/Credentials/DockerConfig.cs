using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using DockerLint.Oci.Registry;

namespace DockerLint.Oci.Credentials;

/// <summary>
/// What Docker's <c>config.json</c> says of credentials (docker/cli, cli/config/configfile); podman's <c>auth.json</c>
/// has the same form.
/// </summary>
public sealed class DockerConfig
{
    /// <summary>A configuration that says nothing.</summary>
    public static readonly DockerConfig Empty = new();

    /// <summary>Credentials that stand in the file, by registry. Where a credential helper keeps the secret they are empty.</summary>
    public ImmutableDictionary<string, Credential> Logins { get; private init; } =
        ImmutableDictionary.Create<string, Credential>(StringComparer.Ordinal);

    /// <summary>The credential helper of all registries; null where there is none.</summary>
    public string? DefaultHelper { get; private init; }

    /// <summary>Credential helpers by registry.</summary>
    public ImmutableDictionary<string, string> Helpers { get; private init; } =
        ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Reads the file.</summary>
    /// <param name="json">Its content.</param>
    /// <param name="config">What it says; null unless the result is true.</param>
    /// <param name="error">Why it cannot be read; null when the result is true.</param>
    public static bool TryRead(string json, [NotNullWhen(true)] out DockerConfig? config, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(json);
        config = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            error = Read(document.RootElement, out config);
        }
        catch (JsonException failure)
        {
            error = $"is no valid JSON (line {failure.LineNumber + 1})";
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException)
        {
            // Half of a surrogate pair is JSON, but no text.
            error = "is no valid JSON: it holds half a character";
        }

        return error is null;
    }

    /// <summary>The credential that the file itself holds for a registry; null where it holds none.</summary>
    /// <param name="key">As <see cref="ServerName.KeyOf"/> gives it.</param>
    public Credential? LoginOf(string key)
    {
        string? known = KnownKey(Logins.Keys, key);
        return known is null ? null : Logins[known];
    }

    /// <summary>All keys under which the file holds something for a registry.</summary>
    public IEnumerable<string> KeysOf(string key) => Logins.Keys.Where(known => known == key || ServerName.KeyOf(known) == key);

    /// <summary>The credential helper that keeps what is known of a registry; null where the file does.</summary>
    /// <param name="key">As <see cref="ServerName.KeyOf"/> gives it.</param>
    public string? HelperOf(string key)
    {
        string? known = KnownKey(Helpers.Keys, key);
        string? helper = known is null ? DefaultHelper : Helpers[known];
        return string.IsNullOrEmpty(helper) ? null : helper;
    }

    private static string? KnownKey(IEnumerable<string> keys, string key)
    {
        string? near = null;
        foreach (string known in keys.Order(StringComparer.Ordinal))
        {
            if (known == key)
                return known;
            if (near is null && ServerName.KeyOf(known) == key)
                near = known;
        }

        return near;
    }

    private static string? Read(JsonElement root, out DockerConfig? config)
    {
        config = null;
        if (root.ValueKind != JsonValueKind.Object)
            return "is no JSON object";
        ImmutableDictionary<string, Credential>.Builder logins = Empty.Logins.ToBuilder();
        if (root.TryGetProperty("auths"u8, out JsonElement auths) && auths.ValueKind != JsonValueKind.Null)
        {
            if (auths.ValueKind != JsonValueKind.Object)
                return "'auths' is no object";
            foreach (JsonProperty entry in auths.EnumerateObject())
            {
                if (Read(entry.Value, out Credential? login) is { } wrong)
                    return $"'auths' for '{entry.Name}': {wrong}";
                logins[entry.Name] = login!;
            }
        }

        ImmutableDictionary<string, string>.Builder helpers = Empty.Helpers.ToBuilder();
        if (root.TryGetProperty("credHelpers"u8, out JsonElement table) && table.ValueKind != JsonValueKind.Null)
        {
            if (table.ValueKind != JsonValueKind.Object)
                return "'credHelpers' is no object";
            foreach (JsonProperty entry in table.EnumerateObject())
            {
                if (entry.Value.ValueKind != JsonValueKind.String)
                    return $"'credHelpers' for '{entry.Name}' is no text";
                helpers[entry.Name] = entry.Value.GetString()!;
            }
        }

        config = new DockerConfig { Logins = logins.ToImmutable(), DefaultHelper = Text(root, "credsStore"u8), Helpers = helpers.ToImmutable() };
        return null;
    }

    private static string? Read(JsonElement entry, out Credential? login)
    {
        login = new Credential(null, null);
        if (entry.ValueKind != JsonValueKind.Object)
            return entry.ValueKind == JsonValueKind.Null ? null : "no object";
        string? user = Text(entry, "username"u8);
        string? password = Text(entry, "password"u8);
        if (Text(entry, "auth"u8) is { Length: > 0 } auth && !TryDecode(auth, out user, out password))
            return "'auth' is not 'user:password' in base64";
        login = new Credential(user, password, Text(entry, "identitytoken"u8), Text(entry, "registrytoken"u8));
        return null;
    }

    private static bool TryDecode(string auth, [NotNullWhen(true)] out string? user, [NotNullWhen(true)] out string? password)
    {
        user = password = null;
        byte[] bytes = new byte[auth.Length];
        if (!Convert.TryFromBase64String(auth, bytes, out int length))
            return false;
        string pair = Encoding.UTF8.GetString(bytes, 0, length);
        int colon = pair.IndexOf(':');
        if (colon <= 0)
            return false;
        user = pair[..colon];
        password = pair[(colon + 1)..].Trim('\0');
        return true;
    }

    private static string? Text(JsonElement element, ReadOnlySpan<byte> name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
