using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace DockerLint.Oci.Registry;

/// <summary>How registries are talked to. A proxy is taken from the environment (<c>HTTPS_PROXY</c>, <c>NO_PROXY</c>).</summary>
public sealed record RegistryOptions
{
    /// <summary>
    /// Registries, <c>host[:port]</c>, that may be talked to without TLS or with a certificate that nobody vouches for, where
    /// they do not offer better. A host without a port stands for all its ports. Loopback hosts may do without TLS always.
    /// </summary>
    public ImmutableArray<string> InsecureRegistries { get; init; } = [];

    /// <summary>
    /// Mirrors by registry, <c>host[:port][/prefix]</c>, asked in order before the registry itself when something is
    /// pulled. A prefix goes before the names of repositories.
    /// </summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Mirrors { get; init; } =
        ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Authorities whose certificates are trusted beside those of the system (<see cref="X509Certificate2Collection.ImportFromPemFile"/>).</summary>
    public ImmutableArray<X509Certificate2> Authorities { get; init; } = [];

    /// <summary>Certificates, with their private keys, by which registries may know us.</summary>
    public ImmutableArray<X509Certificate2> ClientCertificates { get; init; } = [];

    /// <summary>Who we say that we are.</summary>
    public string UserAgent { get; init; } = "dockerlint";

    /// <summary>How long making a connection may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long nothing may come or go within a request.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a request for anything but a blob may take, its body included.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often something is tried before it has failed. An attempt that brought part of a blob does not count.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>How long the first wait between two attempts is; each one after it is twice as long. Up to half of it is left to chance.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait between two attempts. A registry that demands more is not asked again.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most redirects that are followed for one request.</summary>
    public int Redirects { get; init; } = 5;

    /// <summary>How many items a page of a list is to have; 1000 is as many as registries give.</summary>
    public int PageLength { get; init; } = 1000;

    /// <summary>The most pages of a list that are asked for.</summary>
    public int Pages { get; init; } = 2000;

    /// <summary>Blobs of more bytes than that are uploaded in parts of that length.</summary>
    public int ChunkLength { get; init; } = 32 * 1024 * 1024;

    /// <summary>The most blobs that are transferred at the same time.</summary>
    public int Parallel { get; init; } = 3;

    /// <summary>Docker Hub's search, which needs no account and finds a hundred at most.</summary>
    internal Uri SearchService { get; init; } = new("https://index.docker.io/v1/search");

    /// <summary>Tells the time; for tests.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
