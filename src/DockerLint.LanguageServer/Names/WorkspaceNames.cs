using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using DockerLint.Configuration;
using DockerLint.LanguageServer.Workspace;
using DockerLint.Semantics;

namespace DockerLint.LanguageServer.Names;

/// <summary>A name in a document.</summary>
/// <param name="Document">The document.</param>
/// <param name="Occurrence">Where it stands there, and what for.</param>
/// <param name="IsShared">Whether something of the same name in another Dockerfile is meant there as well.</param>
internal sealed record NamePlace(Document Document, Occurrence Occurrence, bool IsShared = false);

/// <summary>Something that has a name, and the Dockerfile whose it is.</summary>
/// <param name="Dockerfile">The Dockerfile.</param>
/// <param name="Symbol">What has the name.</param>
/// <param name="Span">Where it was asked for: in the Dockerfile, or in the file that asks for its build.</param>
/// <param name="IsWritten">Whether the name is what stands there.</param>
internal sealed record NamedThing(Document Dockerfile, Symbol Symbol, TextSpan Span, bool IsWritten);

/// <summary>
/// The names of stages and build arguments over all files: those of the Dockerfiles, and those by which Compose and bake files
/// ask for builds. For any number of threads.
/// </summary>
internal sealed class WorkspaceNames
{
    private readonly ConditionalWeakTable<Roots, Lazy<ImmutableArray<Document>>> _hosts = [];
    private readonly ConditionalWeakTable<Document, DockerfileNames> _names = [];

    /// <summary>The names of a Dockerfile.</summary>
    /// <param name="dockerfile">A document that is one.</param>
    public DockerfileNames Of(Document dockerfile) => _names.GetValue(dockerfile, static dockerfile => DockerfileNames.Of(dockerfile.Model!));

    /// <summary>What is named at a place of a document; null where nothing is.</summary>
    public NamedThing? At(Document document, int offset, WorkspaceState workspace)
    {
        if (document.Model is not null)
            return Of(document).At(offset) is { } found ? new NamedThing(document, found.Symbol, found.Span, found.IsWritten) : null;
        foreach (BuildUse build in document.Images?.Builds ?? [])
        {
            foreach (WrittenText name in NamesOf(build))
            {
                if (name.Span.Start > offset || offset > name.Span.End || DockerfileOf(document, build, workspace) is not { Model: { } model } dockerfile)
                    continue;
                Symbol? symbol = ReferenceEquals(name, build.Target)
                    ? model.FindStage(name.Text) is { } stage ? DockerfileNames.SymbolOf(stage) : null
                    : new ArgSymbol(name.Text);
                return symbol is null ? null : new NamedThing(dockerfile, symbol, name.Span, document.Source.Slice(name.Span).SequenceEqual(name.Text));
            }
        }

        return null;
    }

    /// <summary>Everywhere that something is named, those in its Dockerfile first.</summary>
    public IEnumerable<NamePlace> Of(Document dockerfile, Symbol symbol, WorkspaceState workspace)
    {
        foreach (Occurrence occurrence in Of(dockerfile).Of(symbol))
            yield return new NamePlace(dockerfile, occurrence);
        if (symbol is EnvSymbol || dockerfile.Path is null)
            yield break;
        foreach (Document host in Hosts(workspace))
        {
            // What targets inherit and anchors repeat stands in one place for several builds.
            foreach (IGrouping<TextSpan, (BuildUse Build, WrittenText Name, bool IsWritten)> place in NamesIn(host, symbol).GroupBy(static name => name.Name.Span))
            {
                ImmutableArray<string?> dockerfiles = [.. place.Select(name => DockerfileOf(host, name.Build, workspace)?.Path)];
                if (!dockerfiles.Contains(dockerfile.Path))
                    continue;
                bool isWritten = place.All(name => name.IsWritten && host.Source.Slice(place.Key).SequenceEqual(name.Name.Text));
                yield return new NamePlace(
                    host,
                    new Occurrence(symbol, place.Key, OccurrenceKind.Read, isWritten),
                    IsShared: dockerfiles.Any(path => path is not null && path != dockerfile.Path));
            }
        }
    }

    /// <summary>The Dockerfile of a build; null where it is not known, or no file.</summary>
    public static Document? DockerfileOf(Document host, BuildUse build, WorkspaceState workspace)
    {
        if (host.Path is not { } path)
            return null;
        foreach (string folder in (string[])[Paths.FolderOf(path), workspace.Roots.For(path).Folder])
        {
            if (BuiltDockerfiles.PathOf(build, folder) is { } dockerfile && workspace.Read(dockerfile) is { } found)
                return found.Model is null ? workspace.ReadAsDockerfile(dockerfile) : found;
        }

        return null;
    }

    private static IEnumerable<WrittenText> NamesOf(BuildUse build)
    {
        IEnumerable<WrittenText> arguments = build.Arguments.Concat(build.InheritedArguments);
        return build.Target is { } target ? arguments.Prepend(target) : arguments;
    }

    private static IEnumerable<(BuildUse Build, WrittenText Name, bool IsWritten)> NamesIn(Document host, Symbol symbol)
    {
        foreach (BuildUse build in host.Images!.Builds)
        {
            foreach (WrittenText name in NamesOf(build))
            {
                if (IsNamed(symbol, name, build, out bool isWritten))
                    yield return (build, name, isWritten);
            }
        }
    }

    private static bool IsNamed(Symbol symbol, WrittenText name, BuildUse build, out bool isWritten)
    {
        bool isTarget = ReferenceEquals(name, build.Target);
        bool isNumber = isTarget && name.Text.Length > 0 && char.IsAsciiDigit(name.Text[0]);
        isWritten = !isNumber;
        return symbol switch
        {
            StageSymbol stage => isTarget && name.Text.Equals(isNumber ? $"{stage.Index}" : stage.Name, StringComparison.OrdinalIgnoreCase),
            ArgSymbol => !isTarget && name.Text == symbol.Name,
            _ => false,
        };
    }

    /// <summary>The files that ask for builds: as they are open, else as they are on the disk.</summary>
    private IEnumerable<Document> Hosts(WorkspaceState workspace)
    {
        HashSet<string> open = new(StringComparer.Ordinal);
        foreach (Document document in workspace.Documents.Values)
        {
            if (document.Path is { } path)
                open.Add(path);
            if (document.Images is { Builds.IsEmpty: false })
                yield return document;
        }

        foreach (Document document in _hosts.GetValue(workspace.Roots, _ => new Lazy<ImmutableArray<Document>>(() => OnDisk(workspace))).Value)
        {
            // Not every change on the disk is told, and nothing may be renamed in a text that is no more.
            if (!open.Contains(document.Path!) && workspace.ReadFromDisk(document.Path!) is { } read)
                yield return read.Source.Value == document.Source.Value ? document : read;
        }
    }

    private static ImmutableArray<Document> OnDisk(WorkspaceState workspace) =>
    [
        .. workspace.Files()
            .Where(static path => !DockerfileName.Is(Paths.NameOf(path)))
            .Select(workspace.ReadFromDisk)
            .OfType<Document>()
            .Where(static document => document.Images is { Builds.IsEmpty: false }),
    ];
}
