using System.Collections.Immutable;
using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Facts;
using DockerLint.Analysis.Rules;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis;

/// <summary>What a rule may ask while it looks at a part of a file, and where it says what it found.</summary>
public sealed class RuleContext
{
    private readonly Dictionary<RunSyntax, ImmutableArray<Invocation>> _programs = [];
    private readonly Dictionary<CommandSyntax, ShellScript?> _scripts = [];

    private readonly Lazy<TextSpan?> _templateMark;
    private readonly Dictionary<Stage, bool> _berry = [];
    private HashSet<string>? _arguments;

    // Many rules ask in a row for the same RUN.
    private RunSyntax? _lastRun;
    private ImmutableArray<Invocation> _lastPrograms;
    private ImmutableArray<Invocation> _exportsOf;
    private int[] _exports = [];

    internal RuleContext(DockerfileModel model, FactSet facts, PolicyOptions policy, SourceText? source = null)
    {
        Model = model;
        Source = source ?? model.Syntax.Source;
        Facts = facts;
        Policy = policy;
        _templateMark = new(() => TemplateFile.MarkIn(model), LazyThreadSafetyMode.None);
    }

    /// <summary>What the file means; nothing where it is no Dockerfile.</summary>
    public DockerfileModel Model { get; }

    /// <summary>The text of the file.</summary>
    public SourceText Source { get; }

    /// <summary>What is known of the world outside.</summary>
    public FactSet Facts { get; }

    /// <summary>What the team asks of its images.</summary>
    public PolicyOptions Policy { get; }

    /// <summary>The stage that the part is in; what stands before the first FROM is one.</summary>
    /// <remarks>Of a FROM it is the stage that it starts. Not for rules that visit a whole file.</remarks>
    public Stage Stage { get; internal set; } = null!;

    /// <summary>The number of the instruction in its stage, from 0; -1 for FROM.</summary>
    public int Index { get; internal set; }

    /// <summary>What holds before the instruction.</summary>
    public StageState State => Stage.States[Math.Max(Index, 0)];

    /// <summary>The mark of a template engine that explains why the Dockerfile cannot be read; null where none does.</summary>
    internal TextSpan? TemplateMark => _templateMark.Value;

    /// <summary>The programs that a RUN runs, in the order of the file.</summary>
    internal ImmutableArray<Invocation> ProgramsOf(RunSyntax run) => ProgramsOf(run, State);

    /// <inheritdoc cref="ProgramsOf(RunSyntax)"/>
    /// <param name="run">The RUN.</param>
    /// <param name="before">What holds before it.</param>
    internal ImmutableArray<Invocation> ProgramsOf(RunSyntax run, StageState before)
    {
        if (run != _lastRun)
        {
            if (!_programs.TryGetValue(run, out _lastPrograms))
                _programs.Add(run, _lastPrograms = Invocation.Of(run, before));
            _lastRun = run;
        }

        return _lastPrograms;
    }

    /// <summary>The numbers of the commands of a RUN that are <c>export</c>.</summary>
    internal IReadOnlyList<int> ExportsIn(ImmutableArray<Invocation> commands)
    {
        if (commands != _exportsOf)
        {
            _exports = [.. Enumerable.Range(0, commands.Length).Where(index => commands[index].Program == "export")];
            _exportsOf = commands;
        }

        return _exports;
    }

    /// <summary>The script of the instruction that is looked at; null where there is none that can be read.</summary>
    internal ShellScript? ScriptOf(CommandSyntax command)
    {
        if (!_scripts.TryGetValue(command, out ShellScript? script))
            _scripts.Add(command, script = ShellScript.Of(command, this));
        return script;
    }

    /// <summary>Whether the stage, or one that it starts from, shows that its yarn is Berry.</summary>
    internal bool HasBerry
    {
        get
        {
            for (Stage? stage = Stage; stage is not null; stage = stage.Parent)
            {
                if (!_berry.TryGetValue(stage, out bool isUsed))
                    _berry.Add(stage, isUsed = YarnBerry.IsUsedIn(stage, this));
                if (isUsed)
                    return true;
            }

            return false;
        }
    }

    internal Rule Rule { get; set; } = null!;

    internal InstructionSyntax? Instruction { get; set; }

    /// <summary>Whether an ARG anywhere in the file declares a variable.</summary>
    internal bool IsArgument(string name) =>
        (_arguments ??= [.. Model.Syntax.Instructions.OfType<ArgSyntax>().SelectMany(static arg => arg.Pairs).Select(static pair => pair.Name.Text)]).Contains(name);

    /// <summary>What has been said so far.</summary>
    internal List<Finding> Findings { get; } = [];

    /// <summary>The last instruction of the kind of this one before it in the same stage; null where there is none.</summary>
    public T? Earlier<T>(T instruction)
        where T : InstructionSyntax => (T?)Stage.Before(instruction.Kind, Index);

    /// <summary>Says what is wrong with an instruction, found by a rule that looks at more than it.</summary>
    public void ReportFor(InstructionSyntax? instruction, TextSpan span, string message, RelatedLocation? related = null, Fix? fix = null)
    {
        InstructionSyntax? visited = Instruction;
        Instruction = instruction;
        Report(span, message, related, fix);
        Instruction = visited;
    }

    /// <summary>Says what is wrong.</summary>
    /// <param name="span">Where.</param>
    /// <param name="message">A lower-case clause: what is wrong; what to do.</param>
    /// <param name="related">Another place that explains it.</param>
    /// <param name="fix">A way to put it right.</param>
    /// <param name="asBuildKit">Where BuildKit reports it, when that is not the instruction that holds the span.</param>
    /// <param name="isUnknownToHadolint">Whether hadolint's own rule of that code misses it.</param>
    /// <param name="isForPeers">Whether only hadolint and BuildKit would have it said, so that their profiles alone do.</param>
    public void Report(
        TextSpan span,
        string message,
        RelatedLocation? related = null,
        Fix? fix = null,
        TextSpan? asBuildKit = null,
        bool isUnknownToHadolint = false,
        bool isForPeers = false) =>
        Findings.Add(new Finding(
            Rule.Info,
            span,
            message,
            related is null ? [] : [related],
            fix is null ? [] : [fix],
            Instruction,
            asBuildKit,
            isUnknownToHadolint,
            isForPeers));
}

/// <summary>What a rule reported, before severities and suppressions.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Span">Where.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Related">Other places.</param>
/// <param name="Fixes">Ways to put it right.</param>
/// <param name="Visited">The instruction that the rule looked at, whose comments can suppress it.</param>
/// <param name="AsBuildKit">Where BuildKit reports it, when that is not the instruction that holds the span.</param>
/// <param name="IsUnknownToHadolint">Whether hadolint's own rule of that code misses it.</param>
/// <param name="IsForPeers">Whether only the profiles of hadolint and BuildKit report it.</param>
internal sealed record Finding(
    RuleInfo Rule,
    TextSpan Span,
    string Message,
    ImmutableArray<RelatedLocation> Related,
    ImmutableArray<Fix> Fixes,
    InstructionSyntax? Visited,
    TextSpan? AsBuildKit,
    bool IsUnknownToHadolint,
    bool IsForPeers = false)
{
    /// <summary>Whether a profile reports it unless it is suppressed.</summary>
    public bool IsReportedUnder(Profiles profile) => !IsForPeers || profile is Profiles.Hadolint or Profiles.BuildKit;
}
