using System.Collections.Immutable;
using DockerLint.Analysis.Commands;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Engine;

/// <summary>Goes once through a file and brings each part to the rules that visit its kind, and to no others.</summary>
internal sealed class Walk
{
    private readonly Visitors<DockerfileModel> _files;
    private readonly Visitors<Stage> _stages;
    private readonly Visitors<ImageDocument> _documents;
    private readonly Visitors<BuildUse> _builds;
    private readonly Visitors<ImageUse> _images;
    private readonly Visitors<ImageUse> _given;
    private readonly Visitors<ExpandedText> _expanded;
    private readonly Visitors<ShellCommand> _commands;
    private readonly Visitors<ShellScript> _scripts;
    private readonly ProgramMarks _programs;
    private readonly OfKind[] _instructions;
    private readonly bool _needsPrograms;

    public Walk(IEnumerable<Rule> rules)
    {
        Rule[] all = [.. rules];
        _programs = new ProgramMarks(all);
        _files = new(all);
        _stages = new(all);
        _documents = new(all);
        _builds = new(all);
        _images = new(all);
        _given = new(all.Where(static rule => rule.Info.VisitsGiven));
        _expanded = new(all);
        _commands = new(all);
        _scripts = new(all, _programs);
        _instructions = [.. Enum.GetValues<InstructionKind>().Select(kind => VisitorsOf(kind, all))];
        _needsPrograms = all.Any(static rule => rule is IVisit<Invocation> || (rule is IVisit<RunSyntax> or IVisit<ShellScript> && !rule.Programs.IsEmpty));
    }

    public void Run(DockerfileModel model, RuleContext context)
    {
        _files.Visit(model, context);
        foreach (Stage stage in model.StagesWithPreamble)
            Run(stage, context);
        Run(model.Images, context);
        if (!_expanded.IsEmpty)
        {
            foreach (ExpandedText text in model.Expanded)
            {
                context.Instruction = text.Instruction;
                _expanded.Visit(text, context);
            }
        }
    }

    public void Run(ImageDocument document, RuleContext context)
    {
        _documents.Visit(document, context);
        Run(document.Images, context);
        foreach (BuildUse build in document.Builds)
            _builds.Visit(build, context);
    }

    private void Run(ImmutableArray<ImageUse> images, RuleContext context)
    {
        if (_images.IsEmpty)
            return;
        foreach (ImageUse image in images)
        {
            context.Instruction = image.Instruction;
            (image.IsGiven ? _given : _images).Visit(image, context);
        }
    }

    private void Run(Stage stage, RuleContext context)
    {
        context.Stage = stage;
        context.Index = -1;
        context.Instruction = stage.From;
        _stages.Visit(stage, context);
        if (stage.From is not null)
            Run(stage.From, context, isNested: false);
        for (int index = 0; index < stage.Instructions.Length; index++)
        {
            context.Index = index;
            InstructionSyntax instruction = stage.Instructions[index];
            context.Instruction = instruction;
            Run(instruction, context, isNested: false);
            if (instruction.Nested is { } nested)
                Run(nested, context, isNested: true);
        }
    }

    private void Run(InstructionSyntax instruction, RuleContext context, bool isNested)
    {
        ImmutableArray<Invocation> programs = _needsPrograms && instruction is RunSyntax run ? context.ProgramsOf(run) : [];
        ulong marks = ProgramMarks.Any;
        foreach (Invocation program in programs)
        {
            ProgramVisitors concerned = _programs.Of(program.Program);
            marks |= concerned.Marks;
            concerned.Visitors.Visit(program, context, isNested);
        }

        _instructions[(int)instruction.Kind].Visit(instruction, context, isNested, marks);
        if (instruction is not CommandSyntax command)
            return;
        if (!_commands.IsEmpty)
        {
            foreach (ShellSimpleCommandSyntax shellCommand in ShellCommand.Of(command, context.State))
                _commands.Visit(new ShellCommand(shellCommand, command), context, isNested);
        }

        if (!_scripts.IsEmpty && context.ScriptOf(command) is { } script)
            _scripts.Visit(script, context, isNested, command is RunSyntax ? marks : MarksOf(script));
    }

    private ulong MarksOf(ShellScript script)
    {
        ulong marks = ProgramMarks.Any;
        foreach (ShellSite site in script.All<ShellSimpleCommandSyntax>())
        {
            if (site.Program is { } program)
                marks |= _programs.Of(program).Marks;
        }

        return marks;
    }

    private OfKind VisitorsOf(InstructionKind kind, Rule[] rules) => kind switch
    {
        InstructionKind.Add => new OfKind<AddSyntax>(rules),
        InstructionKind.Arg => new OfKind<ArgSyntax>(rules),
        InstructionKind.Cmd => new OfKind<CmdSyntax>(rules),
        InstructionKind.Copy => new OfKind<CopySyntax>(rules),
        InstructionKind.Entrypoint => new OfKind<EntrypointSyntax>(rules),
        InstructionKind.Env => new OfKind<EnvSyntax>(rules),
        InstructionKind.Expose => new OfKind<ExposeSyntax>(rules),
        InstructionKind.From => new OfKind<FromSyntax>(rules),
        InstructionKind.Healthcheck => new OfKind<HealthcheckSyntax>(rules),
        InstructionKind.Label => new OfKind<LabelSyntax>(rules),
        InstructionKind.Maintainer => new OfKind<MaintainerSyntax>(rules),
        InstructionKind.Onbuild => new OfKind<OnbuildSyntax>(rules),
        InstructionKind.Run => new OfKind<RunSyntax>(rules, _programs),
        InstructionKind.Shell => new OfKind<ShellSyntax>(rules),
        InstructionKind.Stopsignal => new OfKind<StopsignalSyntax>(rules),
        InstructionKind.User => new OfKind<UserSyntax>(rules),
        InstructionKind.Volume => new OfKind<VolumeSyntax>(rules),
        InstructionKind.Workdir => new OfKind<WorkdirSyntax>(rules),
        _ => new OfKind<InstructionSyntax>(rules),
    };

    /// <summary>The rules that visit instructions of a kind.</summary>
    private abstract class OfKind
    {
        public abstract void Visit(InstructionSyntax instruction, RuleContext context, bool isNested, ulong programs);
    }

    private sealed class OfKind<T>(Rule[] rules, ProgramMarks? marks = null) : OfKind
        where T : InstructionSyntax
    {
        private readonly Visitors<T> _visitors = new(rules, marks);

        public override void Visit(InstructionSyntax instruction, RuleContext context, bool isNested, ulong programs) =>
            _visitors.Visit((T)instruction, context, isNested, programs);
    }
}
