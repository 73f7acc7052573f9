using System.Collections.Concurrent;
using System.Collections.Immutable;
using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Facts;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Tree;

namespace DockerLint.Configuration;

/// <summary>
/// What lies beside a file and speaks to its rules: <c>.dockerignore</c>, <c>dockerlint.lock</c> and the Dockerfiles of the
/// builds that it asks for. For any number of threads.
/// </summary>
/// <param name="source">Where files come from.</param>
/// <param name="workingFolder">The full path of the working folder, with slashes.</param>
public sealed class NeighbourFiles(IConfigurationSource source, string workingFolder)
{
    private const string IgnoreName = ".dockerignore";

    private readonly ConcurrentDictionary<string, ImmutableDictionary<string, LockedImage>?> _pins = new(StringComparer.Ordinal);
    private readonly BuiltDockerfiles _dockerfiles = new(source);

    /// <summary>The facts that the rules for a file may ask for.</summary>
    /// <param name="path">Its full path, with slashes; null where it has none.</param>
    /// <param name="model">What it means.</param>
    /// <param name="context">The full path of the build context; null where it is not known, so that the folder of the file stands for it.</param>
    public FactSet FactsFor(string? path, DockerfileModel model, string? context = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        FactSet facts = FactSet.None with { Pins = PinsFor(path) };
        // Only what is copied can be ignored.
        return model.Syntax.Instructions.Any(static instruction => instruction is TransferSyntax || instruction.Nested is TransferSyntax)
            ? facts with { Ignore = IgnoreFileOf(path, context) }
            : facts;
    }

    /// <summary>The facts that the rules for another file that names images may ask for.</summary>
    /// <param name="path">Its full path, with slashes; null where it has none.</param>
    /// <param name="document">What it says of images.</param>
    public FactSet FactsFor(string? path, ImageDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        FactSet facts = FactSet.None with { Pins = PinsFor(path) };
        return document.Builds.IsEmpty
            ? facts
            : facts with { Dockerfiles = _dockerfiles.Of(document.Builds, path is null ? [workingFolder] : [Paths.FolderOf(path), workingFolder]) };
    }

    /// <summary>The facts that the rules for a file may ask for.</summary>
    /// <param name="path">Its full path, with slashes; null where it has none.</param>
    /// <param name="file">It as it was read.</param>
    /// <param name="context">The full path of the build context of a Dockerfile; null where it is not known.</param>
    public FactSet FactsFor(string? path, FileReading file, string? context = null) => file is DockerfileReading { Model: var model }
        ? FactsFor(path, model, context)
        : FactsFor(path, ((DocumentReading)file).Document);

    /// <summary>The pinned images, by what is fetched: of the nearest lock file above the file, else of the working folder.</summary>
    public ImmutableDictionary<string, LockedImage> PinsFor(string? path) =>
        (path is null ? null : PinsAbove(Paths.FolderOf(path))) ?? PinsAbove(workingFolder) ?? ImmutableDictionary<string, LockedImage>.Empty;

    /// <summary>The file of the Dockerfile's own is stronger than that of the context (Docker's documentation of build contexts).</summary>
    private IgnoreFile? IgnoreFileOf(string? path, string? context)
    {
        string? text = path is null ? null : source.Read(path + IgnoreName)?.Text;
        context ??= path is null ? null : Paths.FolderOf(path);
        if (text is null && context is not null)
            text = source.Read($"{context}/{IgnoreName}")?.Text;
        return text is null ? null : IgnoreFile.Parse(text);
    }

    private ImmutableDictionary<string, LockedImage>? PinsAbove(string folder)
    {
        if (_pins.TryGetValue(folder, out ImmutableDictionary<string, LockedImage>? known))
            return known;
        ImmutableDictionary<string, LockedImage>? pins = source.Read($"{folder}/{LockFile.Name}")?.Text is { } text ? LockFile.Read(text) : null;
        if (pins is null && folder.Length > 0)
            pins = PinsAbove(Paths.FolderOf(folder));
        return _pins[folder] = pins;
    }
}
