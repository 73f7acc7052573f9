using CsCheck;
using DockerLint.Cli.Output.Html;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Cli.Tests.Pages;

public sealed class LayoutTests
{
    private static readonly Gen<StageGraph> s_graphs =
        from count in Gen.Int[1, 12]
        from edges in Gen.Select(Gen.Int[0, count - 1], Gen.Int[0, count - 1], Gen.Bool).Array[0, 20]
        select new StageGraph(
            [.. Enumerable.Range(0, count).Select(static node => new GraphNode(GraphNodeKind.Stage, $"{node}", ""))],
            [.. edges.Where(static edge => edge.Item1 < edge.Item2).Select(static edge => new GraphEdge(edge.Item1, edge.Item2, edge.Item3)).DistinctBy(static edge => (edge.From, edge.To))]);

    [Fact]
    public void Areas_are_as_large_as_their_numbers_and_fill_the_whole() => Gen.Double[0.1, 1000].Array[1, 40].Sample(static weights =>
    {
        Array.Sort(weights, static (one, other) => other.CompareTo(one));
        var whole = new Box(3, 4, 160, 70);
        Box[] parts = [.. Treemap.Divide(whole, weights)];
        double scale = whole.Width * whole.Height / weights.Sum();

        Assert.All(parts.Zip(weights), part => Assert.Equal(part.Second * scale, part.First.Width * part.First.Height, 1e-6 * whole.Width * whole.Height));
        Assert.All(parts, part => Assert.True(part.X >= whole.X - 1e-6 && part.Y >= whole.Y - 1e-6 && part.Right <= whole.Right + 1e-6 && part.Y + part.Height <= whole.Y + whole.Height + 1e-6));
        Assert.Empty(Overlapping(parts));
    });

    [Fact]
    public void Equal_numbers_have_areas_that_are_nearly_square() =>
        Assert.All(Treemap.Divide(new Box(0, 0, 160, 90), [.. Enumerable.Repeat(1.0, 12)]), static part => Assert.InRange(part.Width / part.Height, 0.5, 2));

    [Fact]
    public void Edges_run_from_left_to_right_and_nodes_stand_apart() => s_graphs.Sample(static graph =>
    {
        var layout = new GraphLayout(graph, [.. graph.Nodes.Select(static node => 90.0)]);

        Assert.All(layout.Edges, static way => Assert.All(way.Zip(way.Skip(1)), static step => Assert.True(step.First.Right < step.Second.X)));
        Assert.Empty(Overlapping([.. layout.Nodes]));
        Assert.All(layout.Nodes, node => Assert.True(node.X >= 0 && node.Y >= 0 && node.Right <= layout.Width && node.Y + node.Height <= layout.Height));
    });

    [Theory]
    [InlineData("FROM a AS x\nFROM x\nCOPY --from=x /a /a", "a>x, x>stage 1")]
    [InlineData("FROM scratch AS x\nFROM b\nCOPY --from=x /a /a\nCOPY --from=c:1 /a /a", "b>stage 1, x>stage 1, c:1>stage 1")]
    [InlineData("FROM b\nRUN --mount=type=bind,from=c:1,target=/x a", "b>stage 0, c:1>stage 0")]
    [InlineData("FROM a\nCOPY --from=y /a /a\nFROM b AS y", "a>stage 0, b>y")]
    public void The_graph_has_an_edge_for_what_a_stage_needs(string text, string expected)
    {
        StageGraph graph = StageGraph.Of(DockerfileModel.Create(DockerfileSyntax.Parse(text)));

        Assert.Equal(
            expected.Split(", ").Order(StringComparer.Ordinal),
            graph.Edges.Select(edge => $"{graph.Nodes[edge.From].Name}>{graph.Nodes[edge.To].Name}").Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(Box, Box)> Overlapping(Box[] boxes) =>
        from first in Enumerable.Range(0, boxes.Length)
        from second in Enumerable.Range(first + 1, boxes.Length - first - 1)
        let one = boxes[first]
        let other = boxes[second]
        where one.X < other.Right - 1e-6 && other.X < one.Right - 1e-6 && one.Y < other.Y + other.Height - 1e-6 && other.Y < one.Y + one.Height - 1e-6
        select (one, other);
}
