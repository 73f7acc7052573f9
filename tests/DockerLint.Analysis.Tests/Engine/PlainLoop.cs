using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Facts;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Tests.Engine;

/// <summary>
/// Brings every part of a file to one rule, if it visits such parts: what the walk must find too, which goes through
/// the file once for all rules and leaves out programs that a rule is not about.
/// </summary>
internal sealed class PlainLoop
{
    private readonly Rule _rule;
    private readonly RuleContext _context;

    private PlainLoop(Rule rule, DockerfileModel model)
    {
        _rule = rule;
        _context = new RuleContext(model, FactSet.None, PolicyOptions.None) { Rule = rule };
    }

    /// <summary>What the rule reports.</summary>
    public static IEnumerable<Finding> Run(Rule rule, DockerfileModel model)
    {
        var loop = new PlainLoop(rule, model);
        loop.Visit(model);
        foreach (Stage stage in model.StagesWithPreamble)
            loop.Run(stage);
        foreach (ImageUse image in model.Images)
        {
            loop._context.Instruction = image.Instruction;
            loop.Visit(image);
        }

        foreach (ExpandedText text in model.Expanded)
        {
            loop._context.Instruction = text.Instruction;
            loop.Visit(text);
        }

        return loop._context.Findings;
    }

    private void Run(Stage stage)
    {
        _context.Stage = stage;
        _context.Index = -1;
        _context.Instruction = stage.From;
        Visit(stage);
        if (stage.From is { } from)
            VisitInstruction(from);
        for (int index = 0; index < stage.Instructions.Length; index++)
        {
            _context.Index = index;
            _context.Instruction = stage.Instructions[index];
            VisitInstruction(stage.Instructions[index]);
            if (stage.Instructions[index].Nested is { } nested && _rule.Info.VisitsOnbuild)
                VisitInstruction(nested);
        }
    }

    private void VisitInstruction(InstructionSyntax instruction)
    {
        switch (instruction)
        {
            case AddSyntax part: Visit(part); break;
            case ArgSyntax part: Visit(part); break;
            case CmdSyntax part: Visit(part); break;
            case CopySyntax part: Visit(part); break;
            case EntrypointSyntax part: Visit(part); break;
            case EnvSyntax part: Visit(part); break;
            case ExposeSyntax part: Visit(part); break;
            case FromSyntax part: Visit(part); break;
            case HealthcheckSyntax part: Visit(part); break;
            case LabelSyntax part: Visit(part); break;
            case MaintainerSyntax part: Visit(part); break;
            case OnbuildSyntax part: Visit(part); break;
            case RunSyntax part: Visit(part); break;
            case ShellSyntax part: Visit(part); break;
            case StopsignalSyntax part: Visit(part); break;
            case UserSyntax part: Visit(part); break;
            case VolumeSyntax part: Visit(part); break;
            case WorkdirSyntax part: Visit(part); break;
            default: Visit(instruction); break;
        }

        if (instruction is not CommandSyntax command)
            return;
        foreach (ShellSimpleCommandSyntax shellCommand in ShellCommand.Of(command, _context.State))
            Visit(new ShellCommand(shellCommand, command));
        if (command is RunSyntax run)
        {
            foreach (Invocation program in _context.ProgramsOf(run))
                Visit(program);
        }

        if (_context.ScriptOf(command) is { } script)
            Visit(script);
    }

    private void Visit<T>(T part)
    {
        if (_rule is IVisit<T> visitor)
            visitor.Visit(part, _context);
    }
}
