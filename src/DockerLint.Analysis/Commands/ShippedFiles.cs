using DockerLint.Semantics;
using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Commands;

/// <summary>The files that the layers so far hold, each by its path and by all folders that it is in.</summary>
/// <param name="context">Of the file.</param>
internal sealed class ShippedFiles(RuleContext context)
{
    private readonly Dictionary<string, List<(AddedFile File, InstructionSyntax By)>> _below = new(StringComparer.Ordinal);

    private readonly HashSet<AddedFile> _taken = [];

    /// <summary>What may bring files and has not been looked at: most often nothing is removed after it.</summary>
    private readonly Queue<(Stage Stage, int Index)> _pending = [];

    /// <summary>Notes an instruction that comes next.</summary>
    public void Add(Stage stage, int index)
    {
        if (stage.Instructions[index] is TransferSyntax or RunSyntax)
            _pending.Enqueue((stage, index));
    }

    /// <summary>The first file that a removal meets, and which instruction added it; it is not found again.</summary>
    public (AddedFile File, InstructionSyntax By)? Take(RemovedFile removed)
    {
        while (_pending.TryDequeue(out (Stage Stage, int Index) next))
            Add(FilesOf(next.Stage.Instructions[next.Index], next.Stage.States[next.Index]), next.Stage.Instructions[next.Index]);
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

    private IEnumerable<AddedFile> FilesOf(InstructionSyntax instruction, StageState state) => instruction switch
    {
        TransferSyntax transfer => AddedFiles.Of(transfer, state, context.Model),
        RunSyntax run => AddedFiles.Of(context.ProgramsOf(run, state), state),
        _ => [],
    };

    private void Add(IEnumerable<AddedFile> files, InstructionSyntax by)
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
}
