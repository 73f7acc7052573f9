using System.Collections.Immutable;
using DockerLint.Analysis.Commands;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Engine;

/// <summary>Goes once through a file and brings each part to the rules that visit its kind, and to no others.</summary>
internal sealed class Walk
{
    private readonly List<Visitor<DockerfileModel>> _files = [];
    private readonly List<Visitor<Stage>> _stages = [];
    private readonly List<Visitor<ImageUse>> _images = [];
    private readonly List<Visitor<ImageUse>> _published = [];
    private readonly List<Visitor<ExpandedText>> _expanded = [];
    private readonly List<Visitor<ShellCommand>> _commands = [];
    private readonly List<Visitor<Invocation>> _programs = [];
    private readonly List<Visitor<ShellScript>> _scripts = [];
    private readonly List<Visitor<InstructionSyntax>>[] _instructions =
        [.. Enum.GetValues<InstructionKind>().Select(static _ => new List<Visitor<InstructionSyntax>>())];

    public Walk(IEnumerable<Rule> rules)
    {
        foreach (Rule rule in rules)
            Register(rule);
    }

    public void Run(DockerfileModel model, RuleContext context)
    {
        Visit(_files, model, context);
        foreach (Stage stage in model.StagesWithPreamble)
            Run(stage, context);
        Run(model.Images, context);
        if (_expanded.Count > 0)
        {
            foreach (ExpandedText text in model.Expanded)
            {
                context.Instruction = text.Instruction;
                Visit(_expanded, text, context);
            }
        }
    }

    /// <summary>Brings images to the rules that visit them.</summary>
    public void Run(ImmutableArray<ImageUse> images, RuleContext context)
    {
        if (_images.Count == 0)
            return;
        foreach (ImageUse image in images)
        {
            context.Instruction = image.Instruction;
            Visit(image.Kind == ImageUseKind.Published ? _published : _images, image, context);
        }
    }

    private void Run(Stage stage, RuleContext context)
    {
        context.Stage = stage;
        context.Index = -1;
        context.Instruction = stage.From;
        Visit(_stages, stage, context);
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
        Visit(_instructions[(int)instruction.Kind], instruction, context, isNested);
        if (instruction is not CommandSyntax command)
            return;
        if (_commands.Count > 0)
        {
            foreach (ShellSimpleCommandSyntax shellCommand in ShellCommand.Of(command, context.State))
                Visit(_commands, new ShellCommand(shellCommand, command), context, isNested);
        }

        if (_programs.Count > 0 && instruction is RunSyntax run)
        {
            foreach (Invocation program in context.ProgramsOf(run))
                Visit(_programs, program, context, isNested);
        }

        if (_scripts.Count > 0 && context.ScriptOf(command) is { } script)
            Visit(_scripts, script, context, isNested);
    }

    private static void Visit<T>(List<Visitor<T>> visitors, T part, RuleContext context, bool isNested = false)
    {
        foreach (Visitor<T> visitor in visitors)
        {
            if (isNested && !visitor.Rule.Info.VisitsOnbuild)
                continue;
            context.Rule = visitor.Rule;
            visitor.Visit(part, context);
        }
    }

    private void Register(Rule rule)
    {
        On(rule, _files);
        On(rule, _stages);
        On(rule, _images);
        if (rule.Info.VisitsPublished)
            On(rule, _published);
        On(rule, _expanded);
        On(rule, _commands);
        On(rule, _programs);
        On(rule, _scripts);
        On<InstructionSyntax>(rule, Enum.GetValues<InstructionKind>());
        On<TransferSyntax>(rule, InstructionKind.Add, InstructionKind.Copy);
        On<KeyValuesSyntax>(rule, InstructionKind.Arg, InstructionKind.Env, InstructionKind.Label);
        On<CommandSyntax>(
            rule, InstructionKind.Cmd, InstructionKind.Entrypoint, InstructionKind.Healthcheck, InstructionKind.Run, InstructionKind.Shell);
        On<AddSyntax>(rule, InstructionKind.Add);
        On<ArgSyntax>(rule, InstructionKind.Arg);
        On<CmdSyntax>(rule, InstructionKind.Cmd);
        On<CopySyntax>(rule, InstructionKind.Copy);
        On<EntrypointSyntax>(rule, InstructionKind.Entrypoint);
        On<EnvSyntax>(rule, InstructionKind.Env);
        On<ExposeSyntax>(rule, InstructionKind.Expose);
        On<FromSyntax>(rule, InstructionKind.From);
        On<HealthcheckSyntax>(rule, InstructionKind.Healthcheck);
        On<LabelSyntax>(rule, InstructionKind.Label);
        On<MaintainerSyntax>(rule, InstructionKind.Maintainer);
        On<OnbuildSyntax>(rule, InstructionKind.Onbuild);
        On<RunSyntax>(rule, InstructionKind.Run);
        On<ShellSyntax>(rule, InstructionKind.Shell);
        On<StopsignalSyntax>(rule, InstructionKind.Stopsignal);
        On<UserSyntax>(rule, InstructionKind.User);
        On<VolumeSyntax>(rule, InstructionKind.Volume);
        On<WorkdirSyntax>(rule, InstructionKind.Workdir);
    }

    private static void On<T>(Rule rule, List<Visitor<T>> visitors)
    {
        if (rule is IVisit<T> visitor)
            visitors.Add(new Visitor<T>(rule, visitor.Visit));
    }

    private void On<T>(Rule rule, params ReadOnlySpan<InstructionKind> kinds)
        where T : InstructionSyntax
    {
        // IVisit is contravariant: a rule for all instructions would else be taken for one for each kind as well.
        if (rule is not IVisit<T> visitor || Registered(rule, kinds[0]))
            return;
        foreach (InstructionKind kind in kinds)
        {
            _instructions[(int)kind].Add(new Visitor<InstructionSyntax>(
                rule, (instruction, context) => visitor.Visit((T)instruction, context)));
        }
    }

    private bool Registered(Rule rule, InstructionKind kind) =>
        _instructions[(int)kind].Any(visitor => visitor.Rule == rule);

    private readonly record struct Visitor<T>(Rule Rule, Action<T, RuleContext> Visit);
}
