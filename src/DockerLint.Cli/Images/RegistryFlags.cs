using System.Collections.Immutable;
using System.CommandLine;
using DockerLint.Cli.Commands;
using DockerLint.Oci.Registry;
using DockerLint.References;

namespace DockerLint.Cli.Images;

/// <summary>The options of commands that talk to registries, and the environment variables that stand for them.</summary>
internal sealed class RegistryFlags
{
    /// <summary>Registries that may do without TLS, with commas between.</summary>
    public const string InsecureVariable = "DOCKERLINT_INSECURE_REGISTRIES";

    /// <summary>Mirrors, with commas between.</summary>
    public const string MirrorVariable = "DOCKERLINT_REGISTRY_MIRRORS";

    private readonly CommandLine _line;
    private readonly Option<string[]> _insecure;
    private readonly Option<string[]>? _mirrors;

    /// <summary>Adds the options to a command.</summary>
    /// <param name="line">The command.</param>
    /// <param name="hasMirrors">Whether it may ask mirrors.</param>
    public RegistryFlags(CommandLine line, bool hasMirrors)
    {
        _line = line;
        _insecure = line.Option("--insecure-registry", null, "HOST", "A registry that may do without TLS, as loopback hosts may anyway; repeatable");
        if (hasMirrors)
            _mirrors = line.Option("--registry-mirror", null, "[REGISTRY=]HOST", "A mirror, of Docker Hub where no registry is named, asked first; repeatable");
    }

    /// <summary>A client that does what they say.</summary>
    /// <param name="host">Has the environment.</param>
    /// <param name="credentials">Knows the credentials of registries.</param>
    public RegistryClient Connect(Host host, ICredentialSource credentials) => new(
        new RegistryOptions
        {
            InsecureRegistries = [.. Given(host, _insecure, InsecureVariable).Select(WithoutScheme)],
            Mirrors = Mirrors(host),
            UserAgent = $"dockerlint/{App.Version}",
        },
        credentials);

    private static string WithoutScheme(string registry) =>
        registry[(registry.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0)..].TrimEnd('/');

    private ImmutableDictionary<string, ImmutableArray<string>> Mirrors(Host host)
    {
        IEnumerable<string> given = _mirrors is null ? [] : Given(host, _mirrors, MirrorVariable);
        return given
            .Select(static mirror => mirror.Split('=', 2) is [var registry, var of] ? (registry, of) : (ImageReference.DockerHub, mirror))
            .GroupBy(static pair => pair.Item1, static pair => WithoutScheme(pair.Item2), StringComparer.OrdinalIgnoreCase)
            .ToImmutableDictionary(static group => group.Key, static group => group.ToImmutableArray(), StringComparer.OrdinalIgnoreCase);
    }

    private IEnumerable<string> Given(Host host, Option<string[]> option, string variable) =>
        _line.All(option).Concat(Words.InList(host.Variable(variable) ?? ""));
}
