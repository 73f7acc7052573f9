namespace DockerLint.Oci.Registry.Http;

/// <summary>Where a registry or a mirror of one is.</summary>
/// <param name="Registry">Host and port, as credentials are kept for it.</param>
/// <param name="Origin">Its URL without a path.</param>
/// <param name="Prefix">What goes before the names of repositories: empty, or ends with a slash.</param>
internal sealed record Endpoint(string Registry, Uri Origin, string Prefix)
{
    /// <summary>The name of a repository here.</summary>
    public string NameOf(Repository repository) => Prefix + repository.Path;

    /// <summary>A URL below that of a repository.</summary>
    public Uri UrlOf(Repository repository, string rest) => new(Origin, $"/v2/{NameOf(repository)}/{rest}");

    /// <summary>What a token must be for.</summary>
    public string ScopeOf(Repository repository, string actions) => $"repository:{NameOf(repository)}:{actions}";
}
