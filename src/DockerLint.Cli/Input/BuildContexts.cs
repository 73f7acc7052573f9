using DockerLint.Analysis.Facts;
using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Tree;

namespace DockerLint.Cli.Input;

/// <summary>What is known of the build contexts of files, and of the images that are pinned for them.</summary>
/// <param name="folder">The one that was named; null for the folder of each file.</param>
internal sealed class BuildContexts(string? folder)
{
    private readonly LockFiles _locks = new(Directory.GetCurrentDirectory());

    /// <summary>The facts that the rules for a file may ask for.</summary>
    public FactSet FactsFor(InputFile file, DockerfileSyntax syntax)
    {
        // Only what is copied can be ignored.
        bool copies = syntax.Instructions.Any(static instruction => instruction is TransferSyntax || instruction.Nested is TransferSyntax);
        return FactSet.None with { Ignore = copies ? IgnoreFileOf(file) : null, Pins = _locks.PinsFor(file) };
    }

    /// <summary>The file of the Dockerfile's own is stronger than that of the context (Docker's documentation of build contexts).</summary>
    private IgnoreFile? IgnoreFileOf(InputFile file)
    {
        if (file.Path is not null && Read(file.Path + ".dockerignore") is { } own)
            return own;
        string? context = folder ?? (file.Path is null ? null : Path.GetDirectoryName(Path.GetFullPath(file.Path)));
        return context is null ? null : Read(Path.Combine(context, ".dockerignore"));
    }

    private static IgnoreFile? Read(string path) =>
        File.Exists(path) && Disk.TryDo(() => File.ReadAllText(path), out string? text, out _) ? IgnoreFile.Parse(text) : null;
}
