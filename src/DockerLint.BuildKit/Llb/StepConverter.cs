using DockerLint.Build.Plan;
using DockerLint.BuildKit.Protocol;
using DockerLint.Syntax.Tree;
using Google.Protobuf;

namespace DockerLint.BuildKit.Llb;

/// <summary>Makes operations of the steps of a plan, as BuildKit's own front end does.</summary>
internal sealed class StepConverter
{
    /// <summary>What names begin with that people need not see.</summary>
    public const string InternalName = "[internal] ";

    private const int UsualFolderMode = 0x1ED;

    private readonly LlbOptions _options;
    private readonly GraphWriter _writer;
    private readonly ContextSources _contexts;
    private readonly Dictionary<BuildStep, Vertex> _done = [];
    private readonly Dictionary<BuildStep, string> _names;
    private readonly Dictionary<BuildStep, Build.Plan.PlannedStage> _stages = [];
    private readonly RunOperation _run;
    private readonly CopyOperation _copy;

    public StepConverter(BuildPlan plan, LlbOptions options, GraphWriter writer, ContextSources contexts)
    {
        (Plan, _options, _writer, _contexts) = (plan, options, writer, contexts);
        _names = ShownStep.Of(plan, options.SaysPlatform).ToDictionary(static step => step.Step, static step => step.Name);
        foreach (PlannedStage stage in plan.All.SelectMany(static part => part.Stages))
        {
            foreach (PlannedInstruction instruction in stage.Instructions.Where(static instruction => instruction.Step is not null))
                _stages.TryAdd(instruction.Step!, stage);
        }

        _run = new RunOperation(this, options);
        _copy = new CopyOperation(this, options);
    }

    /// <summary>The plan.</summary>
    public BuildPlan Plan { get; }

    /// <summary>The time of files that are made, in nanoseconds since 1970; -1 for when it is.</summary>
    public long Time => _options.Epoch is { } epoch ? epoch * 1_000_000_000 : -1;

    /// <summary>The files that a step makes. Those that it needs have been made before, since they may be many above each other.</summary>
    public Vertex Convert(BuildStep step)
    {
        if (_done.TryGetValue(step, out Vertex known))
            return known;
        return _done[step] = Make(step, step.Parent is { } parent ? Convert(parent) : Vertex.Scratch);
    }

    /// <summary>The files of a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="step">Who takes them.</param>
    public Vertex FilesOf(FileSource source, BuildStep step) => source switch
    {
        StepFiles { Step: { } other } => Convert(other),
        ContextFiles context => Add(new Op { Source = _contexts.SourceOf(context.Key) }, $"{InternalName}load build context", null, null),
        RemoteFile remote => Add(new Op { Source = RemoteOf(remote) }, remote.Address, null, step.Instruction),
        InlineFile inline => Made(new FileAction { Mkfile = new FileActionMkFile { Path = $"/{inline.Name}", Mode = 0x1A4, Data = ByteString.CopyFromUtf8(inline.Content), Timestamp = Time } }, "preparing inline document"),
        _ => Vertex.Scratch,
    };

    /// <summary>A file or folder of its own, that something else takes.</summary>
    /// <param name="action">Makes it.</param>
    /// <param name="name">What it is made for.</param>
    /// <param name="start">What it is made in.</param>
    public Vertex Made(FileAction action, string name, Vertex start = default)
    {
        var operation = new Op { File = new FileOp { Actions = { action } } };
        action.Input = new InputList(operation.Inputs).Add(start);
        action.SecondaryInput = InputList.Nothing;
        return Add(operation, InternalName + name, null, null);
    }

    /// <summary>Notes an operation that does a step.</summary>
    public Vertex Add(Op operation, BuildStep step) => Add(operation, _names.GetValueOrDefault(step, step.Description), step, step.Instruction);

    private Vertex Add(Op operation, string name, BuildStep? step, InstructionSyntax? instruction)
    {
        // Files are files on every platform.
        if (operation.OpCase is Op.OpOneofCase.Exec or Op.OpOneofCase.Source && operation.Source?.Identifier.StartsWith("local:", StringComparison.Ordinal) != true)
            operation.Platform = PlatformOf(step);
        return _writer.Add(operation, name, step, instruction);
    }

    private Vertex Make(BuildStep step, Vertex parent) => step switch
    {
        ImageStep image => Add(new Op { Source = ImageOf(image) }, step),
        GitStep git => Add(new Op { Source = GitSource.Of(git) }, step),
        FolderStep folder => Folder(folder, parent),
        CopyStep copy => _copy.Make(copy, parent),
        RunStep run => _run.Make(run, parent),
        _ => throw new NotSupportedException(step.GetType().Name),
    };

    private Vertex Folder(FolderStep step, Vertex parent)
    {
        var operation = new Op { File = new FileOp() };
        int input = new InputList(operation.Inputs).Add(parent);
        operation.File.Actions.Add(new FileAction
        {
            Input = input,
            SecondaryInput = InputList.Nothing,
            Mkdir = new FileActionMkDir { Path = step.Path, Mode = UsualFolderMode, MakeParents = true, Owner = Owner.Of(step.User, input), Timestamp = Time },
        });
        return Add(operation, step);
    }

    private SourceOp ImageOf(ImageStep step)
    {
        string name = step.Image.Name.ToResolvedString();
        int digest = name.IndexOf('@', StringComparison.Ordinal);
        var source = new SourceOp { Identifier = $"docker-image://{(digest < 0 ? name : name[..digest])}@{step.Image.Digest}" };
        if (_options.PullsAlways)
            source.Attrs.Add("image.resolvemode", "pull");
        return source;
    }

    private static SourceOp RemoteOf(RemoteFile remote)
    {
        var source = new SourceOp { Identifier = remote.Address };
        if (remote.Checksum is { } checksum)
            source.Attrs.Add("http.checksum", checksum.Text);
        source.Attrs.Add("http.filename", remote.FileName);
        return source;
    }

    private Protocol.Platform PlatformOf(BuildStep? step)
    {
        References.Platform platform = step is ImageStep image ? image.Image.Config.Platform
            : step is not null && _stages.TryGetValue(step, out PlannedStage? stage) ? stage.Config.Platform
            : Plan.Target.Config.Platform;
        return new Protocol.Platform { OS = platform.Os, Architecture = platform.Architecture, Variant = platform.Variant ?? "" };
    }
}
