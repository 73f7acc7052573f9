using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry.Headers;

namespace DockerLint.Oci.Registry.Http;

/// <summary>
/// Says who asks, when a registry wants to know: by name and password, or by a token for what is asked for
/// (https://distribution.github.io/distribution/spec/auth/token/). Only the registry itself is told, and once a request.
/// </summary>
internal sealed class AuthenticationHandler(
    RegistryOptions options, ICredentialSource? credentials, Hosts hosts, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string Basic = "Basic";
    private const string Bearer = "Bearer";
    private const string ClientName = "dockerlint";
    private const int LongestTokenAnswer = 1024 * 1024;
    private const int LongestScope = 2048;

    /// <summary>How long a token is good for that does not say so (token specification).</summary>
    private const long UsualLifetime = 60;

    private const long LongestLifetime = 24 * 60 * 60;

    /// <summary>A token is renewed that long before its end, in seconds.</summary>
    private const long Margin = 10;

    private readonly ConcurrentDictionary<string, Login> _logins = new(StringComparer.OrdinalIgnoreCase);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        RequestContext context = RequestContext.Of(request);
        if (context.IsAnonymous || !Hosts.IsSameOrigin(request.RequestUri!, context.Origin))
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

        Login login = _logins.GetOrAdd(context.Registry, static _ => new Login());
        // What it was known to want the last time.
        request.Headers.Authorization = login.Challenge is { } known
            ? await AnswerAsync(login, known, context, refused: null, cancellationToken).ConfigureAwait(false)
            : null;
        string? sent = request.Headers.Authorization?.Parameter;
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        // Who is redirected to may not ask who we are.
        if (response.StatusCode != HttpStatusCode.Unauthorized || !Hosts.IsSameOrigin(response.RequestMessage!.RequestUri!, context.Origin))
            return response;
        if (Choose(response) is not { } challenge)
            return response;
        AuthenticationHeaderValue? answer = await AnswerAsync(login, challenge, context, sent, cancellationToken).ConfigureAwait(false);
        login.Challenge = challenge;
        if (answer is null || answer.Parameter == sent)
            return response;
        response.Dispose();
        request.Headers.Authorization = answer;
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (Login login in _logins.Values)
                login.Gate.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The challenge that is answered: that for a token, which keeps the password from the registry, before the other.</summary>
    private static Challenge? Choose(HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.TryGetValues("WWW-Authenticate", out HeaderStringValues fields))
            return null;
        ImmutableArray<Challenge> challenges = [.. fields.SelectMany(static field => Challenge.Read(field))];
        return challenges.FirstOrDefault(static challenge => challenge.Is(Bearer) && challenge["realm"] is not null)
            ?? challenges.FirstOrDefault(static challenge => challenge.Is(Basic));
    }

    private static AuthenticationHeaderValue? BasicOf(Credential? credential) => credential is { User: { } user, Password: { } password }
        ? new AuthenticationHeaderValue(Basic, Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")))
        : null;

    private async Task<AuthenticationHeaderValue?> AnswerAsync(
        Login login, Challenge challenge, RequestContext context, string? refused, CancellationToken cancellation)
    {
        await login.Gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!login.IsKnown)
            {
                login.Credential = credentials is null ? null : await credentials.FindAsync(context.Registry, cancellation).ConfigureAwait(false);
                login.IsKnown = true;
            }

            context.HasCredential = login.Credential is not null;
            if (login.Credential?.RegistryToken is { } given)
                return new AuthenticationHeaderValue(Bearer, Checked(given, context.Registry));
            if (challenge.Is(Basic))
                return BasicOf(login.Credential);

            string[] scopes = [.. context.Scopes];
            string key = string.Join(' ', scopes.Order(StringComparer.Ordinal));
            // Others may have fetched it while we waited.
            if (login.Tokens.TryGetValue(key, out Token? token) && token.Text != refused && token.IsGood(options.Time))
                return new AuthenticationHeaderValue(Bearer, token.Text);
            if (challenge["scope"] is { Length: > 0 and <= LongestScope } wanted)
                scopes = [.. scopes.Union(wanted.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
            token = await FetchAsync(login.Credential, challenge, scopes, context, cancellation).ConfigureAwait(false);
            login.Tokens[key] = token;
            return new AuthenticationHeaderValue(Bearer, token.Text);
        }
        finally
        {
            login.Gate.Release();
        }
    }

    private async Task<Token> FetchAsync(
        Credential? credential, Challenge challenge, string[] scopes, RequestContext context, CancellationToken cancellation)
    {
        string what = $"the token for {context.Registry}";
        if (!Uri.TryCreate(challenge["realm"], UriKind.Absolute, out Uri? realm) || !hosts.MayAsk(realm))
            throw new RegistryException(RegistryErrorKind.BadContent, $"{what}: the registry names {Printable.Quote(challenge["realm"] ?? "")}, which is not safe to ask for it");

        using HttpRequestMessage request = TokenRequest(realm, challenge["service"], scopes, credential);
        new RequestContext { Registry = context.Registry, Origin = realm, HasCredential = credential is not null }.AttachTo(request);
        try
        {
            using HttpResponseMessage response = await base.SendAsync(request, cancellation).ConfigureAwait(false);
            byte[] body = await Body.ReadAsync(response, LongestTokenAnswer, what, options, cancellation).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw Failures.Of(response, body, what);
            return Token.Read(body, what, options.Time);
        }
        catch (Exception failure) when (Failures.IsOfNetwork(failure))
        {
            throw Failures.Of(failure, what, realm.Authority);
        }
    }

    private static HttpRequestMessage TokenRequest(Uri realm, string? service, string[] scopes, Credential? credential)
    {
        if (credential?.IdentityToken is { } refresh)
        {
            return new HttpRequestMessage(HttpMethod.Post, realm)
            {
                Content = new FormUrlEncodedContent(
                [
                    new("grant_type", "refresh_token"),
                    new("service", service ?? ""),
                    new("client_id", ClientName),
                    new("scope", string.Join(' ', scopes)),
                    new("refresh_token", refresh),
                ]),
            };
        }

        var query = new StringBuilder(realm.Query.TrimStart('?'));
        Add("service", service);
        foreach (string scope in scopes)
            Add("scope", scope);
        Add("account", credential?.User);
        var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(realm) { Query = query.ToString() }.Uri);
        request.Headers.Authorization = BasicOf(credential);
        return request;

        void Add(string name, string? value)
        {
            if (value is not null)
                query.Append(query.Length > 0 ? "&" : "").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    private static string Checked(string token, string what) => token.Length > 0 && !token.AsSpan().ContainsAnyExceptInRange('!', '~')
        ? token
        : throw new RegistryException(RegistryErrorKind.BadContent, $"{what}: it is none");

    /// <summary>What is known of a registry.</summary>
    private sealed class Login
    {
        /// <summary>Held while credential or token are looked for, so that many requests at once fetch one token.</summary>
        public SemaphoreSlim Gate { get; } = new(1);

        /// <summary>What it wanted the last time.</summary>
        public Challenge? Challenge { get; set; }

        public bool IsKnown { get; set; }

        public Credential? Credential { get; set; }

        /// <summary>The tokens by what they are for.</summary>
        public Dictionary<string, Token> Tokens { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>A token for one thing.</summary>
    private sealed record Token(string Text, long Start, long Seconds)
    {
        public static Token Read(byte[] answer, string what, TimeProvider time)
        {
            DocumentResult<Token> token = Document.Read(answer, LongestTokenAnswer, members => new Token(
                members.Text("token") ?? members.Text("access_token") ?? "",
                time.GetTimestamp(),
                members.Has("expires_in") ? Math.Clamp(members.RequiredLength("expires_in"), UsualLifetime, LongestLifetime) : UsualLifetime));
            if (!token.Success)
                throw new RegistryException(RegistryErrorKind.BadContent, $"{what}: the answer {token.Error}");
            Checked(token.Value.Text, what);
            return token.Value;
        }

        public bool IsGood(TimeProvider time) => time.GetElapsedTime(Start).TotalSeconds < Seconds - Margin;

        public override string ToString() => "token";
    }
}
