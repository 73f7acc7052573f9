using System.Collections.Immutable;

namespace DockerLint.Oci.Registry.Http;

/// <summary>What the handlers know of a request.</summary>
internal sealed class RequestContext
{
    private static readonly HttpRequestOptionsKey<RequestContext> s_key = new("DockerLint.RequestContext");

    /// <summary>The registry, as credentials are kept for it.</summary>
    public required string Registry { get; init; }

    /// <summary>Where the registry is: credentials go to no other scheme, host or port.</summary>
    public required Uri Origin { get; init; }

    /// <summary>What the request needs a token for, such as <c>repository:library/redis:pull</c>.</summary>
    public ImmutableArray<string> Scopes { get; init; } = [];

    /// <summary>Whether the request may be sent again where it is not known if it has been done.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>Whether the handler may say who asks.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>Whether a credential was sent that the registry did not take.</summary>
    public bool HasCredential { get; set; }

    /// <summary>Called when bytes of the request go out, so that a long upload is not taken for a standstill.</summary>
    public Action? Alive { get; set; }

    /// <summary>That of a request.</summary>
    public static RequestContext Of(HttpRequestMessage request) => request.Options.TryGetValue(s_key, out RequestContext? context)
        ? context
        : throw new InvalidOperationException("the request has no context");

    /// <summary>Makes it that of a request.</summary>
    public void AttachTo(HttpRequestMessage request) => request.Options.Set(s_key, this);
}
