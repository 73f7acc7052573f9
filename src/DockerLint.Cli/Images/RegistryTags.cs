using System.Collections.Concurrent;
using System.Collections.Immutable;
using DockerLint.Oci.Registry;

namespace DockerLint.Cli.Images;

/// <summary>Asks registries for the tags of repositories, for those of each once. For any number of threads.</summary>
/// <param name="client">Asks them.</param>
internal sealed class RegistryTags(RegistryClient client)
{
    private readonly ConcurrentDictionary<Repository, Lazy<Task<ImmutableArray<string>>>> _tags = [];

    /// <summary>The tags, in the order of the registry; none where it does not tell them, which is no reason to fail.</summary>
    public Task<ImmutableArray<string>> OfAsync(Repository repository) =>
        _tags.GetOrAdd(repository, repository => new Lazy<Task<ImmutableArray<string>>>(() => ListAsync(repository))).Value;

    private async Task<ImmutableArray<string>> ListAsync(Repository repository)
    {
        ImmutableArray<string>.Builder tags = ImmutableArray.CreateBuilder<string>();
        try
        {
            await foreach (string tag in client.ListTagsAsync(repository, CancellationToken.None).ConfigureAwait(false))
                tags.Add(tag);
        }
        catch (RegistryException)
        {
            return [];
        }

        return tags.DrainToImmutable();
    }
}
