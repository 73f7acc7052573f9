using System.Collections.Immutable;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Cli.Output.Html;

/// <summary>What a node of the graph stands for.</summary>
internal enum GraphNodeKind
{
    /// <summary>An image that is fetched.</summary>
    Image,

    /// <summary>A stage that the build needs.</summary>
    Stage,

    /// <summary>The stage that becomes the image.</summary>
    Target,

    /// <summary>A stage that the build leaves out.</summary>
    Unused,
}

/// <summary>A stage or an image.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Detail">More of it, for its second line.</param>
internal sealed record GraphNode(GraphNodeKind Kind, string Name, string Detail);

/// <summary>That a stage needs another one, or an image.</summary>
/// <param name="From">The number of the node that is needed.</param>
/// <param name="To">The number of the node that needs it.</param>
/// <param name="IsBase">Whether it starts from it; else it takes files.</param>
internal readonly record struct GraphEdge(int From, int To, bool IsBase);

/// <summary>The stages of a Dockerfile, the images that they name, and what needs what. No edge leads back.</summary>
/// <param name="Nodes">The nodes, the stages first.</param>
/// <param name="Edges">The edges.</param>
internal sealed record StageGraph(ImmutableArray<GraphNode> Nodes, ImmutableArray<GraphEdge> Edges)
{
    /// <summary>The graph of a file.</summary>
    public static StageGraph Of(DockerfileModel model)
    {
        ImmutableArray<GraphNode>.Builder nodes = ImmutableArray.CreateBuilder<GraphNode>();
        List<GraphEdge> edges = [];
        Dictionary<string, int> images = new(StringComparer.Ordinal);
        nodes.AddRange(model.Stages.Select(stage => OfStage(stage, model)));
        foreach (Stage stage in model.Stages)
        {
            if (stage.Parent is { } parent)
                edges.Add(new GraphEdge(parent.Index, stage.Index, IsBase: true));
            else if (!stage.IsFromScratch && (stage.BaseImage?.Text ?? stage.BaseName?.Value) is { Length: > 0 } image)
                edges.Add(new GraphEdge(ImageNode(image), stage.Index, IsBase: true));
            edges.AddRange(stage.Uses.Select(use => new GraphEdge(use.Stage.Index, stage.Index, IsBase: false)));
        }

        ILookup<InstructionSyntax, int> places = model.Stages
            .SelectMany(static stage => stage.Instructions.SelectMany(static one => one.Nested is { } nested ? new[] { one, nested } : [one]), static (stage, one) => (stage.Index, one))
            .ToLookup(static place => place.one, static place => place.Index);
        foreach (ImageUse use in model.Images)
        {
            if (use is { Kind: ImageUseKind.CopySource or ImageUseKind.MountSource, Instruction: { } instruction })
                edges.AddRange(places[instruction].Select(stage => new GraphEdge(ImageNode(use.Text), stage, IsBase: false)));
        }

        // A stage that takes files of the one that it starts from is drawn once; a reference to a later stage is an error.
        return new StageGraph(nodes.ToImmutable(), [.. edges
            .Where(edge => edge.From >= model.Stages.Length || edge.From < edge.To)
            .GroupBy(static edge => (edge.From, edge.To), static edge => edge.IsBase)
            .Select(static group => new GraphEdge(group.Key.From, group.Key.To, group.Any(static isBase => isBase)))]);

        int ImageNode(string image)
        {
            if (!images.TryGetValue(image, out int number))
            {
                images.Add(image, number = nodes.Count);
                nodes.Add(new GraphNode(GraphNodeKind.Image, image, "image"));
            }

            return number;
        }
    }

    private static GraphNode OfStage(Stage stage, DockerfileModel model)
    {
        GraphNodeKind kind = stage.IsTarget ? GraphNodeKind.Target : stage.IsBuilt ? GraphNodeKind.Stage : GraphNodeKind.Unused;
        string place = stage.From is { } from ? $"line {model.Syntax.Source.PositionOf(from.Span.Start).Line}, " : "";
        string detail = $"{place}{Words.Count(stage.Instructions.Length, "instruction", "instructions")}{(stage.IsFromScratch ? ", from scratch" : "")}";
        return new GraphNode(kind, stage.Name ?? $"stage {stage.Index}", detail);
    }
}
