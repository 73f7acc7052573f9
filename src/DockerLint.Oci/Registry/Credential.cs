namespace DockerLint.Oci.Registry;

/// <summary>
/// What a registry knows a user by: a name and password, or an identity token that access tokens are given for, or an access
/// token itself.
/// </summary>
/// <param name="User">The name of the user; null where a token says it.</param>
/// <param name="Password">The password; null where there is none.</param>
/// <param name="IdentityToken">An OAuth 2 refresh token, as <c>docker login</c> may be given; null where there is none.</param>
/// <param name="RegistryToken">An access token, sent as it is; null where there is none.</param>
public sealed record Credential(string? User, string? Password, string? IdentityToken = null, string? RegistryToken = null)
{
    /// <summary>Says nothing of the secrets.</summary>
    public override string ToString() => $"credential of {User ?? "a token"}";
}

/// <summary>Knows the credentials of registries.</summary>
public interface ICredentialSource
{
    /// <summary>The credential for a registry; null where there is none.</summary>
    /// <param name="registry">Host and port as references have them, such as <c>docker.io</c> or <c>localhost:5000</c>.</param>
    /// <param name="cancellation">Ends the search.</param>
    Task<Credential?> FindAsync(string registry, CancellationToken cancellation);
}
