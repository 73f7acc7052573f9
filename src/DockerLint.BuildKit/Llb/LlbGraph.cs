using System.Collections.Immutable;
using DockerLint.Build.Plan;
using DockerLint.BuildKit.Protocol;

namespace DockerLint.BuildKit.Llb;

/// <summary>A plan as the graph that BuildKit solves.</summary>
/// <param name="Definition">The graph.</param>
/// <param name="Steps">The step of each operation that does one, by its digest.</param>
/// <param name="Contexts">The build contexts that it takes files of, by the names that it has for them.</param>
internal sealed record LlbGraph(Definition Definition, IReadOnlyDictionary<string, BuildStep> Steps, ImmutableDictionary<string, string> Contexts)
{
    /// <summary>Makes the graph of a plan.</summary>
    public static LlbGraph Of(BuildPlan plan, LlbOptions options)
    {
        var writer = new GraphWriter(plan, options);
        var contexts = new ContextSources(plan, options);
        var converter = new StepConverter(plan, options, writer, contexts);
        // In the order of the plan, which has those that others need first.
        foreach (BuildStep step in plan.Steps)
            converter.Convert(step);
        Vertex result = plan.Target.Files is { } files ? converter.Convert(files) : Vertex.Scratch;
        return new LlbGraph(writer.Complete(result), writer.Steps, contexts.Names);
    }
}
