using System.Collections.Frozen;

namespace DockerLint.Analysis.Secrets;

/// <summary>Files that programs keep secrets in, by name.</summary>
internal static class SecretFiles
{
    private static readonly FrozenDictionary<string, string> s_names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["id_rsa"] = "a private key of SSH",
        ["id_dsa"] = "a private key of SSH",
        ["id_ecdsa"] = "a private key of SSH",
        ["id_ed25519"] = "a private key of SSH",
        [".ssh"] = "keys of SSH",
        [".npmrc"] = "tokens of npm registries",
        [".pypirc"] = "passwords of package indexes",
        [".netrc"] = "passwords of hosts",
        ["_netrc"] = "passwords of hosts",
        [".git-credentials"] = "passwords of git hosts",
        [".pgpass"] = "passwords of databases",
        [".my.cnf"] = "passwords of databases",
        [".dockercfg"] = "passwords of registries",
        [".aws"] = "keys of AWS",
        [".kube"] = "credentials of a cluster",
        ["kubeconfig"] = "credentials of a cluster",
        [".vault-token"] = "a token of Vault",
        [".htpasswd"] = "passwords",
        ["terraform.tfstate"] = "the secrets of what Terraform made",
        [".env"] = "settings with secrets",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] s_templates = ["example", "sample", "template", "dist", "defaults", "default", "test", "schema"];

    /// <summary>What a file holds, for a message; null where its name says nothing.</summary>
    /// <param name="path">Its path, with slashes.</param>
    public static string? ContentOf(string path)
    {
        path = path.TrimEnd('/');
        string name = path[(path.LastIndexOf('/') + 1)..];
        if (s_names.TryGetValue(name, out string? content))
            return content;
        string lower = name.ToLowerInvariant();
        if (path.EndsWith(".aws/credentials", StringComparison.Ordinal))
            return s_names[".aws"];
        if (path.EndsWith(".docker/config.json", StringComparison.Ordinal))
            return s_names[".dockercfg"];
        if (path.EndsWith(".kube/config", StringComparison.Ordinal))
            return s_names[".kube"];
        if (lower.StartsWith(".env.", StringComparison.Ordinal))
            return s_templates.Any(lower.EndsWith) ? null : s_names[".env"];
        return IsPrivateKey(lower) ? "a private key" : null;
    }

    private static bool IsPrivateKey(string name) =>
        name.EndsWith(".p12", StringComparison.Ordinal)
        || name.EndsWith(".pfx", StringComparison.Ordinal)
        || name.EndsWith(".ppk", StringComparison.Ordinal)
        || name is "privkey.pem" or "server.key" or "private.key" or "private.pem" or "tls.key"
        || name.EndsWith("-key.pem", StringComparison.Ordinal)
        || name.EndsWith("_key.pem", StringComparison.Ordinal);
}
