using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Commands;

/// <summary>The files that the layers so far hold, each by its path and by all folders that it is in.</summary>
internal sealed class ShippedFiles
{
    private readonly Dictionary<string, List<(AddedFile File, InstructionSyntax By)>> _below = new(StringComparer.Ordinal);

    private readonly HashSet<AddedFile> _taken = [];

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _below.Count == 0;

    /// <summary>Notes what an instruction adds.</summary>
    public void Add(IEnumerable<AddedFile> files, InstructionSyntax by)
    {
        foreach (AddedFile file in files)
        {
            for (string path = file.Path; ; path = ContextPath.Parent(path))
            {
                if (!_below.TryGetValue(path, out List<(AddedFile, InstructionSyntax)>? known))
                    _below.Add(path, known = []);
                known.Add((file, by));
                if (path is "/" or ".")
                    break;
            }
        }
    }

    /// <summary>The first file that a removal meets, and which instruction added it; it is not found again.</summary>
    public (AddedFile File, InstructionSyntax By)? Take(RemovedFile removed)
    {
        if (!_below.TryGetValue(removed.Folder ?? removed.Path, out List<(AddedFile File, InstructionSyntax By)>? candidates))
            return null;
        (AddedFile, InstructionSyntax)? first = null;
        foreach ((AddedFile File, InstructionSyntax By) candidate in candidates)
        {
            if (removed.Covers(candidate.File.Path) && _taken.Add(candidate.File))
                first ??= candidate;
        }

        return first;
    }
}
