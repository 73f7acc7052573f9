using System.Collections.Immutable;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Commands;

/// <summary>What the COPYs and ADDs right before a RUN bring.</summary>
internal sealed class CopiedFiles
{
    private readonly ImmutableArray<TransferSyntax> _transfers;
    private readonly HashSet<string> _files;
    private readonly HashSet<string> _folders;

    private readonly int _first;

    private CopiedFiles(int first, ImmutableArray<TransferSyntax> transfers, HashSet<string> files, HashSet<string> folders)
    {
        _first = first;
        _transfers = transfers;
        _files = files;
        _folders = folders;
    }

    /// <summary>Whether nothing is copied there.</summary>
    public bool IsEmpty => _transfers.IsEmpty;

    /// <summary>The last of them.</summary>
    public TransferSyntax Last => _transfers[^1];

    /// <summary>Those before the instruction that is visited; between them stands nothing that changes a file.</summary>
    public static CopiedFiles Before(RuleContext context)
    {
        int first = context.Index;
        while (first > 0 && context.Stage.Instructions[first - 1] is TransferSyntax or EnvSyntax or ArgSyntax or WorkdirSyntax or LabelSyntax or ExposeSyntax)
            first--;
        HashSet<string> files = new(StringComparer.Ordinal);
        HashSet<string> folders = new(StringComparer.Ordinal);
        ImmutableArray<TransferSyntax>.Builder transfers = ImmutableArray.CreateBuilder<TransferSyntax>();
        for (int index = first; index < context.Index; index++)
        {
            if (context.Stage.Instructions[index] is not TransferSyntax transfer)
                continue;
            transfers.Add(transfer);
            AddedFile[] added = [.. AddedFiles.Of(transfer, context.Stage.States[index], context.Model)];
            if (added is not [var target, .. var below])
                continue;
            bool isFolder = transfer.Sources.Length > 1 || context.Model.ValueOf(transfer.Destination!) is [.., '/'] or "." or ".." or [.., '/', '.'];
            if (!isFolder)
                files.Add(target.Path);
            files.UnionWith(below.Select(static file => file.Path));
            folders.Add(target.Path);
        }

        return new CopiedFiles(first, transfers.DrainToImmutable(), files, folders);
    }

    /// <summary>Whether a path is one that they brought; a folder only where all in it is.</summary>
    public bool Holds(string path, bool isRecursive, RuleContext context) =>
        isRecursive ? _folders.Contains(path) && !IsFilledBefore(path, _first, context) : _files.Contains(path);

    /// <summary>Gives the flag to the COPY and takes the RUN away, where that is all there is to do.</summary>
    public Fix? FixOf(RunSyntax run, string?[] paths, string flag, RuleContext context)
    {
        string name = flag[2..flag.IndexOf('=', StringComparison.Ordinal)];
        string source = context.Source.Value;
        int end = source.IndexOf('\n', run.Extent.End);
        if (_transfers is not [var transfer]
            || transfer.Sources.Length != paths.Length
            || transfer.Flag(name) is not null
            || !run.Flags.IsEmpty
            || run.Script?.Commands.Length != 1
            || context.ProgramsOf(run).Length != 1
            || !run.CommentsAbove.IsEmpty
            || end < 0)
        {
            return null;
        }

        return new Fix(
            $"Use {flag}",
            IsSafe: false,
            [new TextEdit(new TextSpan(transfer.KeywordSpan.End, 0), $" {flag}"), new TextEdit(TextSpan.Between(run.Extent.Start, end + 1), "")]);
    }

    /// <summary>Whether earlier instructions may have put something into a folder.</summary>
    private static bool IsFilledBefore(string folder, int first, RuleContext context)
    {
        if (folder is "/" or "." || context.Stage.Parent is not null)
            return true;
        for (int index = 0; index < first; index++)
        {
            InstructionSyntax instruction = context.Stage.Instructions[index];
            if (instruction is RunSyntax && (context.Stage.States[index].Workdir == folder || instruction.RawText.Contains(folder, StringComparison.Ordinal)))
                return true;
            if (instruction is TransferSyntax transfer && AddedFiles.Of(transfer, context.Stage.States[index], context.Model).Any(file => IsIn(file.Path, folder)))
                return true;
        }

        return false;
    }

    private static bool IsIn(string path, string folder) => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);
}
