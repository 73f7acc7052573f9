using System.Collections.Immutable;
using DockerLint.Analysis.Facts;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Tree;

namespace DockerLint.Cli.Input;

/// <summary>What is known of the build contexts of files, and of the images that are pinned for them.</summary>
/// <param name="folder">The one that was named; null for the folder of each file.</param>
internal sealed class BuildContexts(string? folder)
{
    private readonly LockFiles _locks = new(Directory.GetCurrentDirectory());

    /// <summary>The facts that the rules for a file may ask for.</summary>
    public FactSet FactsFor(InputFile file, DockerfileModel model)
    {
        ImmutableDictionary<string, Digest> pins = _locks.PinsFor(file);
        // Only what is copied can be ignored or missing.
        if (!model.Syntax.Instructions.Any(static instruction => instruction is TransferSyntax || instruction.Nested is TransferSyntax))
            return FactSet.None with { Pins = pins };
        IgnoreFile? ignore = IgnoreFileOf(file);
        return FactSet.None with
        {
            Ignore = ignore,
            MissingSources = folder is null ? null : ContextSources.Missing(model, new FolderContext(folder), ignore),
            Pins = pins,
        };
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
