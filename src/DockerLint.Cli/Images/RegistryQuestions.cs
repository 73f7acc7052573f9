using System.Collections.Concurrent;
using System.Collections.Immutable;
using DockerLint.Analysis.Facts;
using DockerLint.Oci.Credentials;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry;
using DockerLint.References;
using DockerLint.Semantics;

namespace DockerLint.Cli.Images;

/// <summary>What is asked of a registry.</summary>
/// <param name="Image">The image.</param>
/// <param name="Platform">The platform whose configuration is wanted; null for none.</param>
/// <param name="WantsTags">Whether the tags of its repository are wanted too.</param>
internal sealed record ImageQuestion(ImageReference Image, Platform? Platform = null, bool WantsTags = false)
{
    /// <summary>What is fetched for the image.</summary>
    public string Key => Image.ToResolvedString();
}

/// <summary>What a registry answered.</summary>
/// <param name="Image">What it knows of the image.</param>
/// <param name="Config">The configuration for the platform that was asked for; null where there is none.</param>
internal sealed record ImageAnswer(RegistryImage Image, ImageConfig? Config)
{
    /// <summary>What it says to a build that starts from the image; null where there is no configuration.</summary>
    public BaseImage? Base => Config is null ? null : new BaseImage(
        Config.Platform.Format(),
        Config.Runtime.Environment
            .Select(static variable => variable.Split('=', 2))
            .GroupBy(static parts => parts[0], StringComparer.Ordinal)
            .ToImmutableDictionary(static group => group.Key, static group => group.Last() is [_, var value] ? value : "", StringComparer.Ordinal),
        Config.Runtime.Shell is not null);
}

/// <summary>Asks registries about many images, several at a time, about each once.</summary>
/// <param name="client">Asks them.</param>
/// <param name="failures">Where it is said which of them cannot be asked.</param>
internal sealed class RegistryQuestions(RegistryClient client, FailureLog failures)
{
    /// <summary>Questions that are open at the same time; registries take more for an attack.</summary>
    private const int MostOpen = 8;

    private readonly RegistryTags _tags = new(client);
    private readonly ConcurrentDictionary<string, RegistryError> _silent = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _refused = new(StringComparer.Ordinal);
    private readonly ImageLookup _lookup = new(client);

    /// <summary>Asks. What cannot be found out is missing in the answers, and is said, of a registry that does not answer once.</summary>
    /// <returns>The answers, by what is fetched for an image.</returns>
    public ImmutableDictionary<string, ImageAnswer> Ask(IEnumerable<ImageQuestion> questions)
    {
        ConcurrentDictionary<string, ImageAnswer> answers = new(StringComparer.Ordinal);
        Parallel.ForEachAsync(
            questions.GroupBy(static question => question.Key, StringComparer.Ordinal).Select(Join),
            new ParallelOptions { MaxDegreeOfParallelism = MostOpen },
            async (question, cancellation) =>
            {
                if (await AskAsync(question, cancellation).ConfigureAwait(false) is { } answer)
                    answers[question.Key] = answer;
            }).GetAwaiter().GetResult();
        foreach ((string registry, RegistryError error) in _silent.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
            failures.Add(registry, error.Message);
        foreach ((string image, string reason) in _refused.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
            failures.Add(image, reason);
        _silent.Clear();
        _refused.Clear();
        return answers.ToImmutableDictionary(StringComparer.Ordinal);
    }

    private static ImageQuestion Join(IEnumerable<ImageQuestion> same) => same.Aggregate(static (one, other) =>
        one with { Platform = one.Platform ?? other.Platform, WantsTags = one.WantsTags || other.WantsTags });

    private async Task<ImageAnswer?> AskAsync(ImageQuestion question, CancellationToken cancellation)
    {
        ImageReference image = question.Image;
        if (_silent.ContainsKey(image.Domain))
            return null;
        try
        {
            ImageSummary? summary = await _lookup.FindAsync(image, question.Platform, cancellation).ConfigureAwait(false);
            ImmutableArray<string> tags = question.WantsTags || (summary is null && image.Digest is null)
                ? await _tags.OfAsync(Repository.Of(image)).ConfigureAwait(false)
                : [];
            return new ImageAnswer(
                new RegistryImage { Digest = summary?.Digest, Platforms = [.. summary?.Platforms.Select(static platform => platform.Format()) ?? []], Tags = tags },
                summary?.Config);
        }
        catch (RegistryException failure)
        {
            if (failure.Error.Kind is RegistryErrorKind.Unreachable or RegistryErrorKind.Tls or RegistryErrorKind.Timeout or RegistryErrorKind.RateLimited)
                _silent.TryAdd(image.Domain, failure.Error);
            else
                _refused.TryAdd(image.ToFamiliarString(), failure.Message);
        }
        catch (CredentialException failure)
        {
            _refused.TryAdd(image.Domain, failure.Message);
        }

        return null;
    }
}
