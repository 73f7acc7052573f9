using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Commands;

/// <summary>Where a file runs programs that may look at any variable of the environment.</summary>
internal sealed class EnvironmentReaders
{
    private readonly Dictionary<Stage, int> _last = [];
    private readonly HashSet<Stage> _readIn = [];

    public EnvironmentReaders(RuleContext context)
    {
        foreach (Stage stage in context.Model.Stages.Reverse())
        {
            _last[stage] = LastIn(stage, context);
            if (stage.Parent is { } parent && (_last[stage] >= 0 || _readIn.Contains(stage)))
                _readIn.Add(parent);
        }
    }

    /// <summary>
    /// Whether a program after an instruction of a stage, or in a stage that starts from it, may; none before the first
    /// FROM does.
    /// </summary>
    public bool MayRead(Stage stage, int index) => stage.From is not null && (_last[stage] > index || _readIn.Contains(stage));

    private static int LastIn(Stage stage, RuleContext context)
    {
        for (int index = stage.Instructions.Length - 1; index >= 0; index--)
        {
            InstructionSyntax instruction = stage.Instructions[index];
            if ((instruction.Nested ?? instruction) is RunSyntax run && !PlainPrograms.AreAllOf(run, stage.States[index], context))
                return index;
        }

        return -1;
    }
}
