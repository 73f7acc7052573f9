using DockerLint.References;

namespace DockerLint.Oci.Credentials;

/// <summary>Names of registries as the keys of Docker's configuration have them.</summary>
public static class ServerName
{
    /// <summary>The key of Docker Hub.</summary>
    public const string DockerHub = "https://index.docker.io/v1/";

    private static readonly string[] s_hubHosts = [ImageReference.DockerHub, "index.docker.io", "registry-1.docker.io"];

    /// <summary>The key for a registry: its host, but for Docker Hub.</summary>
    /// <param name="server">A host with or without scheme and path, such as <c>ghcr.io</c>, <c>https://registry.example.com/v2/</c>.</param>
    public static string KeyOf(string server)
    {
        string host = HostOf(server);
        return s_hubHosts.Contains(host) ? DockerHub : host;
    }

    /// <summary>Host and port of a key.</summary>
    public static string HostOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ReadOnlySpan<char> rest = key;
        foreach (string scheme in (ReadOnlySpan<string>)["https://", "http://"])
        {
            if (rest.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                rest = rest[scheme.Length..];
        }

        int slash = rest.IndexOf('/');
        return (slash < 0 ? rest : rest[..slash]).ToString();
    }
}
