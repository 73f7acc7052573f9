using DockerLint.Analysis.Facts;
using DockerLint.Configuration;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Cli.Input;

/// <summary>What is known of the build contexts of files, and of the images that are pinned for them.</summary>
/// <param name="folder">The one that was named; null for the folder of each file.</param>
/// <param name="workingFolder">The working folder.</param>
internal sealed class BuildContexts(string? folder, string workingFolder)
{
    private readonly NeighbourFiles _neighbours = new(new DiskConfiguration(static _ => null), Disk.FullPath(workingFolder).TrimEnd('/'));
    private readonly string? _context = folder is null ? null : Disk.FullPath(Path.Combine(workingFolder, folder)).TrimEnd('/');

    /// <summary>The facts that the rules for a file may ask for.</summary>
    public FactSet FactsFor(InputFile file, DockerfileModel model)
    {
        string? path = file.Path is null ? null : Disk.FullPath(Path.Combine(workingFolder, file.Path));
        FactSet facts = _neighbours.FactsFor(path, model, _context);
        return folder is not null && model.Syntax.Instructions.Any(static instruction => instruction is TransferSyntax || instruction.Nested is TransferSyntax)
            ? facts with { MissingSources = ContextSources.Missing(model, new FolderContext(folder), facts.Ignore) }
            : facts;
    }
}
