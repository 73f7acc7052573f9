using DockerLint.Oci.Credentials;
using DockerLint.Oci.Store;

namespace DockerLint.Cli.Images;

/// <summary>What a user has of images and credentials.</summary>
internal static class ImageFolders
{
    /// <summary>The store of the user.</summary>
    public static ContentStore Store(Host host) => new(StoreFolder.Of(Home(host), host.Variable));

    /// <summary>Where the user's builds keep what they have done.</summary>
    public static string BuildCache(Host host) => $"{Store(host).Folder}-build";

    /// <summary>The credentials of the user.</summary>
    public static CredentialStore Credentials(Host host) =>
        new(CredentialFiles.Of(Home(host), host.Variable), new CredentialHelperProgram());

    private static string Home(Host host) =>
        host.Variable("HOME") is { Length: > 0 } home ? home : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
}
