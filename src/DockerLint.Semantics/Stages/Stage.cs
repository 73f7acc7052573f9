using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DockerLint.Syntax.Tree;

namespace DockerLint.Semantics;

/// <summary>A build stage: FROM and what follows it.</summary>
public sealed class Stage
{
    private readonly List<Stage> _children = [];
    private readonly List<StageUse> _users = [];
    private Dictionary<InstructionKind, List<int>>? _kinds;
    private Dictionary<string, ImmutableArray<(int Index, KeyValueSyntax Pair)>>? _settings;

    internal Stage(int index, FromSyntax? from, ImmutableArray<InstructionSyntax> instructions)
    {
        Index = index;
        From = from;
        Instructions = instructions;
        Name = from?.Name?.Text.ToLowerInvariant();
        Triggers = [.. instructions.Select(static instruction => instruction.Nested).OfType<InstructionSyntax>().Where(CanBePutOff)];
        Root = this;
    }

    /// <summary>Its number, from 0; -1 for what stands before the first FROM.</summary>
    public int Index { get; }

    /// <summary>The FROM that starts it; null for what stands before the first one.</summary>
    public FromSyntax? From { get; }

    /// <summary>Its name in lower case, as names are compared; null where it has none.</summary>
    public string? Name { get; }

    /// <summary>What the comments above FROM say of it; null where they say nothing or it has no name.</summary>
    public string? Description => From is not null && Name is not null ? Descriptions.Of(From, Name) : null;

    /// <summary>Its instructions, without FROM.</summary>
    public ImmutableArray<InstructionSyntax> Instructions { get; }

    /// <summary>
    /// What its ONBUILDs put off: a stage that starts from this one runs it before its own first instruction.
    /// </summary>
    public ImmutableArray<InstructionSyntax> Triggers { get; }

    /// <summary>The earlier stage that it starts from; null where it starts from an image.</summary>
    public Stage? Parent { get; internal set; }

    /// <summary>What FROM names, its variables replaced.</summary>
    public Expansion? BaseName { get; internal set; }

    /// <summary>The image that it starts from; null where it is a stage or <c>scratch</c>.</summary>
    public ImageUse? BaseImage { get; internal set; }

    /// <summary>Whether it starts from nothing.</summary>
    public bool IsFromScratch { get; internal set; }

    /// <summary>The platform that it is built for, <c>os/arch[/variant]</c>; null for that of the build.</summary>
    public string? Platform { get; internal set; }

    /// <summary>The stages whose files it copies or mounts, and where it names them; those of the triggers that it runs first.</summary>
    public ImmutableArray<StageUse> Uses { get; internal set; } = [];

    /// <summary>The later stages that start from it, in order.</summary>
    public IReadOnlyList<Stage> Children => _children;

    /// <summary>Where stages name it to take files of it, in the order of the stages.</summary>
    public IReadOnlyList<StageUse> Users => _users;

    /// <summary>Whether another stage starts from it or takes files of it.</summary>
    public bool IsNeeded => _children.Count > 0 || IsTakenFrom;

    /// <summary>Whether another stage takes files of it.</summary>
    public bool IsTakenFrom { get; private set; }

    /// <summary>
    /// Whether its layers are those of the image that is built: of the target, or where that is not there the last stage,
    /// and of the stages that it starts from.
    /// </summary>
    public bool IsShipped { get; internal set; }

    /// <summary>Whether the image that is built depends on it.</summary>
    public bool IsBuilt { get; internal set; }

    /// <summary>Whether it becomes the image that is built.</summary>
    public bool IsTarget { get; internal set; }

    /// <summary>
    /// What holds before each of <see cref="Instructions"/>, and after the last. The triggers of <see cref="Parent"/>
    /// have run before the first.
    /// </summary>
    public ImmutableArray<StageState> States { get; internal set; } = [];

    /// <summary>What holds at its end.</summary>
    public StageState End => States[^1];

    /// <summary>Its variables.</summary>
    public Scope Scope { get; internal set; } = new(Scope.Nothing);

    /// <summary>Whether the image that it starts from may set variables, for nobody has looked into it.</summary>
    public bool HasUnknownVariables { get; internal set; }

    /// <summary>What is known of the image that it starts from; null where nothing is.</summary>
    public BaseImage? BaseImageFacts(DockerfileModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Root.BaseImage?.Reference is { } reference
            ? model.Options.BaseImages.GetValueOrDefault(reference.ToResolvedString())
            : null;
    }

    /// <summary>What to call it in a message: its name, else its number.</summary>
    public string DisplayName => Name ?? $"{Index}";

    /// <summary>The number of an instruction in it; -1 where it is FROM, or not one of its own.</summary>
    public int IndexOf(InstructionSyntax instruction)
    {
        ArgumentNullException.ThrowIfNull(instruction);
        int index = Sorted.CountWhile(Instructions.AsSpan(), instruction.Extent.Start, static (other, start) => other.Extent.Start < start);
        return index < Instructions.Length && Instructions[index] == instruction ? index : -1;
    }

    /// <summary>The last instruction of a kind that stands before one; null where there is none.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="index">The number of the one.</param>
    public InstructionSyntax? Before(InstructionKind kind, int index)
    {
        List<int> numbers = NumbersOf(kind);
        int count = Sorted.CountWhile(CollectionsMarshal.AsSpan(numbers), index, static (number, index) => number < index);
        return count > 0 ? Instructions[numbers[count - 1]] : null;
    }

    /// <summary>The first instruction of a kind that stands after one; null where there is none.</summary>
    /// <inheritdoc cref="Before"/>
    public InstructionSyntax? After(InstructionKind kind, int index)
    {
        List<int> numbers = NumbersOf(kind);
        int count = Sorted.CountWhile(CollectionsMarshal.AsSpan(numbers), index, static (number, index) => number <= index);
        return count < numbers.Count ? Instructions[numbers[count]] : null;
    }

    /// <summary>Where its ARGs and ENVs set a variable, in order, each with the number of the instruction; the first of each.</summary>
    public ImmutableArray<(int Index, KeyValueSyntax Pair)> SettingsOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _settings ??= FindSettings();
        return _settings.TryGetValue(name, out ImmutableArray<(int, KeyValueSyntax)> found) ? found : [];
    }

    /// <summary>The stage that starts from no other one, at the end of the chain of parents.</summary>
    public Stage Root { get; internal set; }

    /// <summary>Lets the stages that it needs know of it; called once, when all that it needs is known.</summary>
    internal void Announce()
    {
        Parent?._children.Add(this);
        foreach (StageUse use in Uses)
        {
            use.Stage._users.Add(use);
            use.Stage.IsTakenFrom |= use.Stage != this;
        }
    }

    private List<int> NumbersOf(InstructionKind kind)
    {
        if (_kinds is null)
        {
            Dictionary<InstructionKind, List<int>> kinds = [];
            for (int index = 0; index < Instructions.Length; index++)
            {
                if (!kinds.TryGetValue(Instructions[index].Kind, out List<int>? numbers))
                    kinds.Add(Instructions[index].Kind, numbers = []);
                numbers.Add(index);
            }

            _kinds = kinds;
        }

        return _kinds.TryGetValue(kind, out List<int>? found) ? found : [];
    }

    private Dictionary<string, ImmutableArray<(int Index, KeyValueSyntax Pair)>> FindSettings()
    {
        Dictionary<string, List<(int Index, KeyValueSyntax Pair)>> settings = new(StringComparer.Ordinal);
        for (int index = 0; index < Instructions.Length; index++)
        {
            if (Instructions[index] is not KeyValuesSyntax { Kind: InstructionKind.Arg or InstructionKind.Env } instruction)
                continue;
            foreach (KeyValueSyntax pair in instruction.Pairs)
            {
                if (!settings.TryGetValue(pair.Name.Text, out List<(int Index, KeyValueSyntax Pair)>? found))
                    settings.Add(pair.Name.Text, found = []);
                if (found.Count == 0 || found[^1].Index != index)
                    found.Add((index, pair));
            }
        }

        return settings.ToDictionary(static entry => entry.Key, static entry => entry.Value.ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>ONBUILD refuses these where it stands.</summary>
    private static bool CanBePutOff(InstructionSyntax instruction) =>
        instruction.Kind is not (InstructionKind.Onbuild or InstructionKind.From or InstructionKind.Maintainer);
}

/// <summary>A stage that another one takes files from.</summary>
/// <param name="Stage">Whose files.</param>
/// <param name="Instruction">Which instruction does so.</param>
/// <param name="Span">Where it names the stage.</param>
public sealed record StageUse(Stage Stage, InstructionSyntax Instruction, TextSpan Span);

/// <summary>
/// What earlier instructions have set up, in this stage and in those it starts from. A base image's own settings
/// are not known and count as not set.
/// </summary>
/// <param name="Workdir">The working directory; a relative one before any other is taken to be below the root. Null before any.</param>
/// <param name="WorkdirAt">The WORKDIR that set it last.</param>
/// <param name="Shell">The SHELL in force; null for the default.</param>
/// <param name="User">The USER in force; null for that of the base image.</param>
/// <param name="Cmd">The CMD in force.</param>
/// <param name="Entrypoint">The ENTRYPOINT in force.</param>
/// <param name="Healthcheck">The HEALTHCHECK in force.</param>
/// <param name="NamedShell">The shell that a comment names (<c># hadolint shell=…</c>), until a SHELL says otherwise.</param>
/// <param name="IsWindows">Whether the image is one of Windows, as far as the file tells, so that the default shell is cmd.</param>
public sealed record StageState(
    string? Workdir = null,
    WorkdirSyntax? WorkdirAt = null,
    ShellSyntax? Shell = null,
    UserSyntax? User = null,
    CmdSyntax? Cmd = null,
    EntrypointSyntax? Entrypoint = null,
    HealthcheckSyntax? Healthcheck = null,
    string? NamedShell = null,
    bool IsWindows = false);
