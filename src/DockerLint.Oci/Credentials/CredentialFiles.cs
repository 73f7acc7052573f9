using System.Collections.Immutable;

namespace DockerLint.Oci.Credentials;

/// <summary>Where credentials are kept.</summary>
/// <param name="Main">Docker's <c>config.json</c>, which is read first, and written.</param>
/// <param name="Others">Files of the same form that are only read, in order.</param>
public sealed record CredentialFiles(string Main, ImmutableArray<string> Others)
{
    private const string FileName = "config.json";

    /// <summary>The files of a user.</summary>
    /// <param name="home">The user's folder.</param>
    /// <param name="variable">The value of an environment variable; null where it is not set.</param>
    public static CredentialFiles Of(string home, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        string docker = Given("DOCKER_CONFIG") ?? Path.Combine(home, ".docker");
        string configurations = Given("XDG_CONFIG_HOME") ?? Path.Combine(home, ".config");
        // containers-auth.json(5).
        string[] others = Given("REGISTRY_AUTH_FILE") is { } named
            ? [named]
            : [.. Given("XDG_RUNTIME_DIR") is { } run ? [Podman(run)] : (string[])[], Podman(configurations)];
        return new CredentialFiles(Path.Combine(docker, FileName), [.. others]);

        string? Given(string name) => variable(name) is { Length: > 0 } value ? value : null;

        static string Podman(string folder) => Path.Combine(folder, "containers", "auth.json");
    }
}
