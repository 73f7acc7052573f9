using System.Collections.Immutable;
using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Facts;
using DockerLint.Cli.Images;
using DockerLint.Configuration;
using DockerLint.Hosts;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Cli.Input;

/// <summary>Reads files as what they are, and finds what lies beside them and in their build contexts.</summary>
/// <param name="folder">The build context that was named; null for the folder of each file.</param>
/// <param name="workingFolder">The working folder.</param>
/// <param name="built">Looks into the images of builds; null where that is not wanted.</param>
internal sealed class Surroundings(string? folder, string workingFolder, BuiltImages? built = null)
{
    private readonly NeighbourFiles _neighbours = new(DiskConfiguration.FilesAlone, Disk.FullPath(workingFolder).TrimEnd('/'));
    private readonly string? _context = folder is null ? null : Disk.FullPath(Path.Combine(workingFolder, folder)).TrimEnd('/');

    private HostFiles? _hosts;

    /// <summary>The kustomizations among the files that are looked at together.</summary>
    public ImmutableArray<InputFile> Kustomizations { get; init; } = [];

    /// <summary>The only file, where it was brought; null where files are the user's.</summary>
    public BroughtDockerfile? Brought { get; init; }

    /// <summary>Reads a file.</summary>
    /// <param name="file">What it is.</param>
    /// <param name="source">Its text.</param>
    /// <param name="build">What its build would be called with, where it is a Dockerfile.</param>
    public FileReading Read(InputFile file, SourceText source, BuildOptions build) =>
        file.Host is { } kind ? Read(kind, PathOf(file), source) : DockerfileReading.Of(source, build);

    /// <summary>The facts that the rules for a file may ask for.</summary>
    public FactSet FactsFor(InputFile file, FileReading reading)
    {
        FactSet facts = Brought is null
            ? _neighbours.FactsFor(PathOf(file), reading, _context)
            : _neighbours.FactsFor(null, reading) with { Ignore = Brought.Ignored };
        if (built is not null && reading is DockerfileReading { Model: var dockerfile })
            facts = facts with { Built = built.Of(file.Name, PathOf(file), dockerfile) };
        return folder is not null && reading is DockerfileReading { Model: var model } && model.Syntax.Instructions.Any(static instruction => instruction is TransferSyntax || instruction.Nested is TransferSyntax)
            ? facts with { MissingSources = ContextSources.Missing(model, new FolderContext(folder), facts.Ignore) }
            : facts;
    }

    /// <summary>Apart, so that whoever lints Dockerfiles alone does not load what reads other files.</summary>
    private DocumentReading Read(HostKind kind, string? path, SourceText source)
    {
        HostFiles hosts = LazyInitializer.EnsureInitialized(ref _hosts, () => new HostFiles(static path => DiskConfiguration.FilesAlone.Read(path)?.Text, () => Kustomizations.Select(PathOf).OfType<string>()));
        return DocumentReading.Of(source, text => hosts.Read(kind, path, text));
    }

    private string? PathOf(InputFile file) => file.Path is null ? null : Disk.FullPath(Path.Combine(workingFolder, file.Path));
}
