namespace DockerLint.Oci.Registry;

/// <summary>Why a registry did not do what it was asked for.</summary>
/// <param name="Kind">What went wrong, for programs.</param>
/// <param name="Message">
/// What went wrong and where, and what to do, for people: a clause in lower case without a full stop. It never holds a secret
/// or the query of a URL, and no character that cannot be seen, whatever the registry has answered.
/// </param>
public sealed record RegistryError(RegistryErrorKind Kind, string Message);

/// <summary>The ways in which a registry fails.</summary>
public enum RegistryErrorKind
{
    /// <summary>There is no such repository, tag, manifest or blob.</summary>
    NotFound,

    /// <summary>It wants to know who asks, or does not believe it.</summary>
    Unauthorized,

    /// <summary>Who asks may not do that.</summary>
    Denied,

    /// <summary>It has been asked too often.</summary>
    RateLimited,

    /// <summary>There is no connection: no such host, nobody listens, it broke off, or the registry fails (5xx).</summary>
    Unreachable,

    /// <summary>There is no secure connection, or its certificate cannot be trusted.</summary>
    Tls,

    /// <summary>It did not answer in time.</summary>
    Timeout,

    /// <summary>What it sent is not what it said or what the protocol demands; the digest does not match.</summary>
    BadContent,

    /// <summary>What it sent is larger than it may be.</summary>
    TooLarge,

    /// <summary>It cannot do that.</summary>
    Unsupported,

    /// <summary>It refuses what was sent to it.</summary>
    Refused,

    /// <summary>The image has no part for the platform.</summary>
    NoPlatform,

    /// <summary>What is to be pushed is not all there, or no image.</summary>
    Incomplete,
}

/// <summary>
/// A registry did not do what it was asked for. All that <see cref="RegistryClient"/> and <see cref="ImageTransfer"/> throw is
/// this, <see cref="OperationCanceledException"/> where the caller has cancelled, and what an <see cref="IContentStore"/>
/// or <see cref="ICredentialSource"/> throws.
/// </summary>
public sealed class RegistryException : Exception
{
    /// <summary>An exception for an error.</summary>
    public RegistryException(RegistryError error, Exception? inner = null)
        : base(error?.Message, inner) => Error = error ?? throw new ArgumentNullException(nameof(error));

    internal RegistryException(RegistryErrorKind kind, string message, Exception? inner = null)
        : this(new RegistryError(kind, message), inner)
    {
    }

    /// <summary>What went wrong.</summary>
    public RegistryError Error { get; }
}
