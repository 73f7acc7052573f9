using System.Net;
using System.Security.Authentication;
using DockerLint.Oci.Model;

namespace DockerLint.Oci.Registry.Http;

/// <summary>What went wrong, in words.</summary>
internal static class Failures
{
    /// <summary>Whether a failure may be gone the next time.</summary>
    public static bool MayPass(Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } => false,
        HttpRequestException or IOException or TimeoutException => true,
        RegistryException { Error.Kind: RegistryErrorKind.Unreachable or RegistryErrorKind.Timeout } => true,
        _ => false,
    };

    /// <summary>Whether an exception says that the network failed.</summary>
    public static bool IsOfNetwork(Exception failure) => failure is HttpRequestException or IOException or TimeoutException;

    /// <summary>The error for a failure of the network.</summary>
    /// <param name="failure">An exception that <see cref="IsOfNetwork"/>.</param>
    /// <param name="what">What was asked for, with the registry.</param>
    /// <param name="host">Who was asked.</param>
    public static RegistryException Of(Exception failure, string what, string host) => failure switch
    {
        TimeoutException => new(RegistryErrorKind.Timeout, $"{what}: {host} does not answer; try again later", failure),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            new(RegistryErrorKind.Unreachable, $"{what}: there is no host {host}; check the name and the network", failure),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } or { InnerException: AuthenticationException } =>
            new(
                RegistryErrorKind.Tls,
                $"{what}: no secure connection to {host}: {Printable.Sentence(Innermost(failure).Message)}; trust its authority, or name it an insecure registry",
                failure),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } =>
            new(RegistryErrorKind.BadContent, $"{what}: {host} does not answer by HTTP: {Printable.Sentence(Innermost(failure).Message)}", failure),
        _ => new(RegistryErrorKind.Unreachable, $"{what}: the connection to {host} failed: {Printable.Sentence(Innermost(failure).Message)}", failure),
    };

    /// <summary>The error for an answer that is none of success.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="body">Its body, or the start of it.</param>
    /// <param name="what">What was asked for, with the registry.</param>
    public static RegistryException Of(HttpResponseMessage response, ReadOnlyMemory<byte> body, string what)
    {
        RequestContext context = RequestContext.Of(response.RequestMessage!);
        (RegistryErrorKind kind, string clause) = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized when context.HasCredential =>
                (RegistryErrorKind.Unauthorized, $"the credential for {context.Registry} is not accepted for it; log in again, or ask for access"),
            HttpStatusCode.Unauthorized => (RegistryErrorKind.Unauthorized, $"it is not there, or not for everybody; log in to {context.Registry}"),
            HttpStatusCode.Forbidden => (RegistryErrorKind.Denied, "access is denied; ask for it, or log in as somebody else"),
            HttpStatusCode.NotFound => (RegistryErrorKind.NotFound, "not found; check the name"),
            HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented => (RegistryErrorKind.Unsupported, "the registry does not allow or know that"),
            HttpStatusCode.RequestEntityTooLarge => (RegistryErrorKind.TooLarge, "it is larger than the registry takes"),
            HttpStatusCode.TooManyRequests => (RegistryErrorKind.RateLimited, "the registry has been asked too often; wait, or log in for a higher limit"),
            >= HttpStatusCode.InternalServerError => (RegistryErrorKind.Unreachable, $"the registry fails ({(int)response.StatusCode}); try again later"),
            >= HttpStatusCode.BadRequest => (RegistryErrorKind.Refused, $"the registry refuses it ({(int)response.StatusCode})"),
            _ => (RegistryErrorKind.BadContent, $"the answer of the registry ({(int)response.StatusCode}) is not one that it may give"),
        };
        string? said = OwnWords(body);
        return new RegistryException(kind, said is null ? $"{what}: {clause}" : $"{what}: {clause} (it says: {said})");
    }

    /// <summary>What a registry says of an error (OCI distribution specification, "Error codes"); null where it says nothing.</summary>
    private static string? OwnWords(ReadOnlyMemory<byte> body)
    {
        if (body.Span.Trim((byte)' ') is not [(byte)'{', ..])
            return null;
        DocumentResult<string> words = Document.Read(body, Document.LongestManifest, static members =>
        {
            string said = string.Join("; ", members.Objects("errors", static error => error.Text("message") ?? error.Text("code") ?? ""));
            return said.Length > 0 ? said : members.Text("details") ?? members.Text("message") ?? "";
        });
        return words.Value is { Length: > 0 } text && Printable.Sentence(text) is { Length: > 0 } sentence ? sentence : null;
    }

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
