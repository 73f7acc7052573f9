using DockerLint.Build.Plan;
using DockerLint.BuildKit.Protocol;

namespace DockerLint.BuildKit.Llb;

/// <summary>COPY and ADD as operations.</summary>
/// <param name="steps">The other steps.</param>
/// <param name="options">What is not in the plan.</param>
internal sealed class CopyOperation(StepConverter steps, LlbOptions options)
{
    private const int Octal = 8;
    private const int SourceMode = -1;

    /// <summary>The files of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="parent">What it starts from.</param>
    public Vertex Make(CopyStep step, Vertex parent)
    {
        if (!step.IsLinked || !options.CanMerge)
            return Copy(step, parent);
        Vertex layer = Copy(step, Vertex.Scratch);
        if (parent.IsScratch)
            return layer;
        var operation = new Op { Merge = new MergeOp() };
        var inputs = new InputList(operation.Inputs);
        foreach (Vertex input in (ReadOnlySpan<Vertex>)[parent, layer])
            operation.Merge.Inputs.Add(new MergeInput { Input = inputs.Add(input) });
        return steps.Add(operation, step);
    }

    private Vertex Copy(CopyStep step, Vertex start)
    {
        var operation = new Op { File = new FileOp() };
        var inputs = new InputList(operation.Inputs);
        int before = inputs.Add(start);
        int[] sources = [.. step.Transfers.Select(transfer => inputs.Add(steps.FilesOf(transfer.From, step)))];
        for (int index = 0; index < sources.Length; index++)
        {
            operation.File.Actions.Add(new FileAction
            {
                Input = index == 0 ? before : inputs.Count + index - 1,
                SecondaryInput = sources[index],
                Output = index == sources.Length - 1 ? 0 : InputList.Nothing,
                Copy = Action(step.Transfers[index], before),
            });
        }

        return steps.Add(operation, step);
    }

    private FileActionCopy Action(FileTransfer transfer, int start)
    {
        bool isNumber = TryParseOctal(transfer.Mode, out int mode);
        bool isTree = transfer.From is ContextFiles or StepFiles;
        return new FileActionCopy
        {
            Src = transfer.Path,
            Dest = transfer.Destination,
            Owner = Owner.Of(transfer.Owner, start),
            Mode = isNumber ? mode : SourceMode,
            ModeStr = isNumber ? "" : transfer.Mode ?? "",
            FollowSymlink = isTree,
            DirCopyContents = isTree,
            AttemptUnpackDockerCompatibility = transfer.Unpacks,
            CreateDestPath = true,
            AllowWildcard = transfer.IsPattern,
            AllowEmptyWildcard = transfer.IsPattern,
            Timestamp = steps.Time,
            IncludePatterns = { transfer.Includes.Select(static include => $"/{include}") },
            RequiredPaths = { transfer.IsRequired ? transfer.Includes.Select(static include => $"/{include}") : [] },
            ExcludePatterns = { transfer.Excludes },
        };
    }

    private static bool TryParseOctal(string? text, out int value)
    {
        value = 0;
        foreach (char digit in text ?? "")
        {
            if (digit is < '0' or > '7')
                return false;
            value = (value * Octal) + (digit - '0');
        }

        return text is { Length: > 0 };
    }
}
