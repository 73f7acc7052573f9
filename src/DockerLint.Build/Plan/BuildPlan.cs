using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Oci.Model;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Build.Plan;

/// <summary>How an image is made: the stages that it needs, in the order of the file.</summary>
/// <param name="Model">What the Dockerfile means.</param>
/// <param name="Stages">The stages that are needed.</param>
/// <param name="Target">The stage that becomes the image.</param>
public sealed record BuildPlan(DockerfileModel Model, ImmutableArray<PlannedStage> Stages, PlannedStage Target)
{
    /// <summary>What the file is called, for people.</summary>
    public string FileName { get; init; } = "Dockerfile";

    /// <summary>What other builds call it; null where it is done alone.</summary>
    public string? Name { get; init; }

    /// <summary>The other builds whose steps are among its own, each after those whose steps are among its.</summary>
    public ImmutableArray<BuildPlan> Parts { get; init; } = [];

    /// <summary>Its parts, and itself after them.</summary>
    public ImmutableArray<BuildPlan> All => Parts.Add(this);

    /// <summary>The plan, itself or one of its parts, in whose file an instruction stands.</summary>
    public BuildPlan PartOf(InstructionSyntax instruction) =>
        Parts.FirstOrDefault(part => part.Model.Syntax.Instructions.Contains(instruction)) ?? this;

    /// <summary>All steps, each after those that it needs; those of other builds that it needs, too.</summary>
    public ImmutableArray<BuildStep> Steps
    {
        get
        {
            var steps = ImmutableArray.CreateBuilder<BuildStep>();
            var seen = new HashSet<BuildStep>();
            foreach (PlannedStage stage in All.SelectMany(static plan => plan.Stages))
            {
                foreach (PlannedInstruction instruction in stage.Instructions)
                    Add(instruction.Step);
            }

            return steps.ToImmutable();

            void Add(BuildStep? step)
            {
                if (step is null || !seen.Add(step))
                    return;
                Add(step.Parent);
                foreach (BuildStep input in step.Inputs)
                    Add(input);
                steps.Add(step);
            }
        }
    }
}

/// <summary>A stage of a plan.</summary>
/// <param name="Stage">The stage in the file.</param>
/// <param name="Instructions">What is done, FROM and triggers included.</param>
/// <param name="Files">The step whose files are those of the stage; null where it has none.</param>
/// <param name="Base">The image that it starts from, by one or several stages; null where that is nothing.</param>
/// <param name="Config">The configuration of its image, without layers and history.</param>
public sealed record PlannedStage(
    Stage Stage, ImmutableArray<PlannedInstruction> Instructions, BuildStep? Files, ResolvedImage? Base, ImageConfig Config)
{
    /// <summary>How its image is made; null for nothing.</summary>
    internal ImageHistory? History { get; init; }

    /// <summary>The configuration of its image with the history, without layers and times.</summary>
    public ImageConfig ConfigWithHistory => Config with { History = History?.ToArray() ?? [] };

    /// <summary>The steps whose layers its image has over those of its base, lowest first.</summary>
    public IEnumerable<BuildStep> Layers
    {
        get
        {
            var chain = new Stack<BuildStep>();
            for (BuildStep? step = Files; step is not (null or ImageStep); step = step.Parent)
                chain.Push(step);
            return chain;
        }
    }
}

/// <summary>An instruction of a plan.</summary>
/// <param name="Text">What it says, its variables replaced.</param>
/// <param name="Syntax">Where it stands; null for a trigger of a base image.</param>
/// <param name="Step">What it does with files; null where it only says something of the image.</param>
public sealed record PlannedInstruction(string Text, InstructionSyntax? Syntax, BuildStep? Step);

/// <summary>A plan, or why there is none.</summary>
/// <param name="Plan">The plan; null where there is none.</param>
/// <param name="Errors">Why, in the order in which BuildKit would say it.</param>
public sealed record PlanResult(BuildPlan? Plan, ImmutableArray<PlanError> Errors)
{
    /// <summary>Whether there is a plan.</summary>
    [MemberNotNullWhen(true, nameof(Plan))]
    public bool Success => Plan is not null;
}

/// <summary>Why something cannot be built.</summary>
/// <param name="Span">Where the reason stands in the Dockerfile.</param>
/// <param name="Message">A lower-case clause: what is wrong; what to do.</param>
public sealed record PlanError(TextSpan Span, string Message);
