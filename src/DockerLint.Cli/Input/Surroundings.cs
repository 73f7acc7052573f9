using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Facts;
using DockerLint.Configuration;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Cli.Input;

/// <summary>Reads files as what they are, and finds what lies beside them and in their build contexts.</summary>
/// <param name="folder">The build context that was named; null for the folder of each file.</param>
/// <param name="workingFolder">The working folder.</param>
internal sealed class Surroundings(string? folder, string workingFolder)
{
    private readonly NeighbourFiles _neighbours = new(DiskConfiguration.FilesAlone, Disk.FullPath(workingFolder).TrimEnd('/'));
    private readonly string? _context = folder is null ? null : Disk.FullPath(Path.Combine(workingFolder, folder)).TrimEnd('/');

    /// <summary>Whoever lints Dockerfiles alone has no need of what reads other files.</summary>
    private readonly Lazy<HostFiles> _hosts = new(static () => new HostFiles());

    /// <summary>Reads a file.</summary>
    /// <param name="file">What it is.</param>
    /// <param name="source">Its text.</param>
    /// <param name="build">What its build would be called with, where it is a Dockerfile.</param>
    public FileReading Read(InputFile file, SourceText source, BuildOptions build) =>
        file.Host is { } kind ? _hosts.Value.Read(kind, PathOf(file), source) : DockerfileReading.Of(source, build);

    /// <summary>The facts that the rules for a file may ask for.</summary>
    public FactSet FactsFor(InputFile file, FileReading reading)
    {
        string? path = PathOf(file);
        if (reading is not DockerfileReading { Model: var model })
            return _neighbours.FactsFor(path, ((DocumentReading)reading).Document);
        FactSet facts = _neighbours.FactsFor(path, model, _context);
        return folder is not null && model.Syntax.Instructions.Any(static instruction => instruction is TransferSyntax || instruction.Nested is TransferSyntax)
            ? facts with { MissingSources = ContextSources.Missing(model, new FolderContext(folder), facts.Ignore) }
            : facts;
    }

    private string? PathOf(InputFile file) => file.Path is null ? null : Disk.FullPath(Path.Combine(workingFolder, file.Path));
}
