using System.Collections.Immutable;
using DockerLint.Analysis.Engine;
using DockerLint.Cli.Fixing;
using DockerLint.Cli.Images;
using DockerLint.Cli.Input;
using DockerLint.Cli.Terminal;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Pinning;

/// <summary>Pins the images of files to digests, or looks whether they are.</summary>
/// <param name="mode">What is to be done.</param>
/// <param name="locks">The lock files.</param>
/// <param name="registries">Asks registries; null where the lock files alone count.</param>
/// <param name="host">Where the program runs.</param>
/// <param name="failures">Where it is said what cannot be pinned.</param>
internal sealed class PinRun(PinMode mode, LockFiles locks, RegistryQuestions? registries, Host host, FailureLog failures)
{
    private readonly DateOnly _today = DateOnly.FromDateTime(DateTime.UtcNow);
    private ImmutableDictionary<string, ImageAnswer> _answers = ImmutableDictionary<string, ImageAnswer>.Empty;

    /// <summary>How many images were pinned, or found to be not pinned as they should be.</summary>
    public int Count { get; private set; }

    /// <summary>In how many files.</summary>
    public int Files { get; private set; }

    /// <summary>Does the work.</summary>
    public void Run(ImmutableArray<PinFile> files)
    {
        if (registries is not null)
        {
            _answers = registries.Ask(files.SelectMany(file => file.Images.Where(image => MustAsk(file, image.Reference!)))
                .Select(static image => new ImageQuestion(image.Reference!.WithoutDigest())));
        }

        foreach (PinFile file in files)
        {
            int count = mode.IsCheck ? Check(file) : Write(file);
            Count += count;
            Files += count > 0 ? 1 : 0;
        }

        if (!mode.IsCheck)
            locks.Write(failures);
    }

    /// <summary>Whether only a registry can say what is to be done.</summary>
    private bool MustAsk(PinFile file, ImageReference image)
    {
        // A digest without a tag is of nothing that could move.
        if (image is { Digest: not null, Tag: null })
            return false;
        bool isPinned = image.Digest is not null;
        return mode.IsCheck ? isPinned : mode.Updates || (!isPinned && locks.Find(file.LockPath, image) is null);
    }

    /// <summary>What an image is to be pinned to; null where that is not known.</summary>
    private LockedImage? TargetOf(PinFile file, ImageReference image)
    {
        ImageReference tagged = image.WithoutDigest();
        if (!_answers.TryGetValue(tagged.ToResolvedString(), out ImageAnswer? answer))
            return registries is null || !mode.AsksAll ? locks.Find(file.LockPath, image) : null;
        return answer.Image.Digest is { } digest ? new LockedImage(tagged, digest, _today, answer.Image.Platforms) : null;
    }

    private int Check(PinFile file)
    {
        int count = 0;
        foreach (ImageUse image in file.Images)
        {
            ImageReference reference = image.Reference!;
            string? wrong = null;
            if (reference.Digest is null)
            {
                wrong = $"'{image.Text}' is not pinned; run dockerlint pin";
            }
            else if (reference.Tag is not null && TargetOf(file, reference) is { } target && target.Digest != reference.Digest)
            {
                string where = registries is null ? LockFile.Name : "its registry";
                wrong = $"'{reference.Tagged}' is pinned to {reference.Digest}, and is {target.Digest} in {where}; run dockerlint pin{(registries is null ? "" : " --update")}";
            }
            else if (IsMissing(reference))
            {
                Miss(file, image, reference);
            }

            if (wrong is null)
                continue;
            Tell($"{file.PlaceOf(image)}: {wrong}");
            count++;
        }

        return count;
    }

    private int Write(PinFile file)
    {
        Dictionary<TextSpan, TextEdit> edits = [];
        List<string> lines = [];
        foreach (ImageUse image in file.Images)
        {
            ImageReference reference = image.Reference!;
            if (reference.Digest is not null && (reference.Tag is null || !mode.Changes))
                continue;
            if (TargetOf(file, reference) is not { } target)
            {
                if (reference.Digest is null || IsMissing(reference))
                    Miss(file, image, reference);
                continue;
            }

            locks.Set(file.LockPath, target);
            if (target.Digest == reference.Digest)
                continue;
            if (ImagePin.For(image, file.Source, target.Digest) is not { } edit)
                host.Complain(file.PlaceOf(image), $"'{image.Text}' is put together from parts; left as it is");
            else if (edits.TryAdd(edit.Span, edit))
                lines.Add($"{file.PlaceOf(image)}: {target.Reference.Tagged}@{target.Digest}");
        }

        if (edits.Count == 0)
            return 0;
        string? reason = file.Text.Flaw;
        if (reason is not null || !InPlace.TryWrite(file.File.Path!, file.Text.Encode(Fixer.Apply(file.Source, edits.Values)), out reason))
        {
            failures.Add(file.File.Name, $"left as it was: {reason}");
            return 0;
        }

        lines.ForEach(Tell);
        return lines.Count;
    }

    /// <summary>Says why an image cannot be pinned, unless the registry did not answer, which is said already.</summary>
    private void Miss(PinFile file, ImageUse image, ImageReference reference)
    {
        if (registries is null)
            failures.Add(file.PlaceOf(image), $"'{reference.Tagged}' is not in {LockFile.Name}; run dockerlint pin without --offline");
        else if (IsMissing(reference))
            failures.Add(file.PlaceOf(image), $"the registry has no '{reference.Tagged}'; name an image that it has");
    }

    private bool IsMissing(ImageReference reference) =>
        _answers.TryGetValue(reference.WithoutDigest().ToResolvedString(), out ImageAnswer? answer) && !answer.Image.Exists;

    private void Tell(string line) => host.Write(SafeText.Of(line) + "\n");
}

/// <summary>What a call of <c>pin</c> is to do.</summary>
/// <param name="IsCheck">Whether it only looks.</param>
/// <param name="Updates">Whether what is pinned is pinned anew, to what the registry has now.</param>
/// <param name="IsOffline">Whether the lock files alone count.</param>
internal sealed record PinMode(bool IsCheck, bool Updates, bool IsOffline)
{
    /// <summary>Whether the digest of an image that is pinned may be replaced.</summary>
    public bool Changes => Updates || IsOffline;

    /// <summary>Whether what the lock files say does not count.</summary>
    public bool AsksAll => IsCheck || Updates;
}

/// <summary>A file whose images are pinned.</summary>
/// <param name="File">The file.</param>
/// <param name="Text">Its text and encoding.</param>
/// <param name="Images">The images that it fetches.</param>
/// <param name="LockPath">Its lock file.</param>
internal sealed record PinFile(InputFile File, FileText Text, ImmutableArray<ImageUse> Images, string LockPath)
{
    /// <summary>Its text.</summary>
    public SourceText Source => Text.Source;

    /// <summary>Where an image stands, for messages.</summary>
    public string PlaceOf(ImageUse image)
    {
        TextPosition at = Source.PositionOf(image.Span.Start);
        return $"{File.Name}:{at.Line}:{at.Column}";
    }
}
