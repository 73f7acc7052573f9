using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace DockerLint.Oci.Tests.Registry;

/// <summary>
/// Gives tokens as Docker Hub does: everybody may read, who gives name and password may do all.
/// They are signed, and docker-registry checks that.
/// </summary>
internal sealed class TokenServer : IAsyncDisposable
{
    public const string Service = "test-registry";
    public const string Issuer = "test-issuer";
    public const string RefreshToken = "refresh";

    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _certificate;
    private readonly RawServer _server;
    private readonly string _authorization;

    public TokenServer(string user, string password)
    {
        _authorization = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}";
        var request = new CertificateRequest("CN=tokens", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        _certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        _server = new RawServer(Answer);
    }

    /// <summary>How long tokens are good for. The registry allows a minute more or less, which is added to none.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(5);

    public string Host => _server.Host;

    public string CertificatePem => _certificate.ExportCertificatePem();

    /// <summary>What tokens were asked for.</summary>
    public ConcurrentQueue<string> Scopes { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
        _key.Dispose();
    }

    private RawAnswer Answer(RawRequest request)
    {
        bool isForm = request.Method == "POST";
        string query = isForm ? Encoding.ASCII.GetString(request.Body) : request.Target[(request.Target.IndexOf('?') + 1)..];
        (string Name, string Value)[] parameters =
        [
            .. query.Split('&').Select(static pair => (pair.Split('=')[0], Uri.UnescapeDataString(pair[(pair.IndexOf('=') + 1)..].Replace('+', ' ')))),
        ];
        string[] scopes = [.. parameters.Where(static pair => pair.Name == "scope" && pair.Value.Length > 0).SelectMany(static pair => pair.Value.Split(' '))];
        bool isKnown = isForm
            ? parameters.Contains(("grant_type", "refresh_token")) && parameters.Contains(("refresh_token", RefreshToken))
            : request["Authorization"] == _authorization;
        if (!isKnown && (isForm || request["Authorization"] is not null))
            return RawAnswer.Text(401, """{"details":"incorrect username or password"}""");
        Scopes.Enqueue($"{isKnown} {string.Join(' ', scopes)}");
        return RawAnswer.Text(200, $$"""{"{{(isForm ? "access_token" : "token")}}":"{{Token(scopes, isKnown)}}","expires_in":{{(int)Lifetime.TotalSeconds}}}""");
    }

    private string Token(string[] scopes, bool isKnown)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        DateTimeOffset start = Lifetime > TimeSpan.Zero ? now.AddSeconds(-10) : now.AddHours(-2);
        string head = Json(writer =>
        {
            writer.WriteString("typ", "JWT");
            writer.WriteString("alg", "RS256");
            writer.WriteStartArray("x5c");
            writer.WriteStringValue(Convert.ToBase64String(_certificate.RawData));
            writer.WriteEndArray();
        });
        string claims = Json(writer =>
        {
            writer.WriteString("iss", Issuer);
            writer.WriteString("sub", isKnown ? "me" : "");
            writer.WriteString("aud", Service);
            writer.WriteString("jti", Guid.NewGuid().ToString("N"));
            writer.WriteNumber("iat", start.ToUnixTimeSeconds());
            writer.WriteNumber("nbf", start.ToUnixTimeSeconds());
            writer.WriteNumber("exp", (start + Lifetime + TimeSpan.FromSeconds(20)).ToUnixTimeSeconds());
            writer.WriteStartArray("access");
            foreach (string scope in scopes)
            {
                string[] parts = scope.Split(':');
                writer.WriteStartObject();
                writer.WriteString("type", parts[0]);
                writer.WriteString("name", string.Join(':', parts[1..^1]));
                writer.WriteStartArray("actions");
                foreach (string action in parts[^1].Split(',').Where(action => isKnown || action == "pull"))
                    writer.WriteStringValue(action);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
        string signed = $"{head}.{claims}";
        return $"{signed}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Json(Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return Base64Url.EncodeToString(stream.ToArray());
    }
}
