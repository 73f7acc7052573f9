using DockerLint.Oci.Registry;
using DockerLint.References;

namespace DockerLint.Oci.Tests.Registry;

/// <summary>Clients that wait for nothing long.</summary>
internal static class Clients
{
    public static RegistryOptions Options { get; } = new() { FirstWait = TimeSpan.FromMilliseconds(2), IdleTimeout = TimeSpan.FromSeconds(30) };

    public static RegistryClient Anonymous() => new(Options);

    public static RegistryClient As(string user, string password, RegistryOptions? options = null) =>
        new(options ?? Options, new OneCredential(new Credential(user, password)));

    public static RegistryClient With(Credential credential) => new(Options, new OneCredential(credential));

    public static ImageReference Image(string text)
    {
        ReferenceResult result = ImageReference.Parse(text);
        Assert.True(result.Success, result.Error?.Message);
        return result.Reference;
    }

    public static Repository RepositoryOf(string text) => DockerLint.Oci.Registry.Repository.Of(Image(text));

    public static async Task<RegistryError> FailureOf(Func<Task> work) => (await Assert.ThrowsAsync<RegistryException>(work)).Error;

    public static async Task<List<T>> All<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (T item in items)
            list.Add(item);
        return list;
    }

    private sealed class OneCredential(Credential credential) : ICredentialSource
    {
        public Task<Credential?> FindAsync(string registry, CancellationToken cancellation) => Task.FromResult<Credential?>(credential);
    }
}
