using System.Collections.Immutable;

namespace DockerLint.Cli.Output.Html;

/// <summary>A rectangle.</summary>
/// <param name="X">Its left side.</param>
/// <param name="Y">Its upper side.</param>
/// <param name="Width">How wide it is.</param>
/// <param name="Height">How high it is.</param>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    /// <summary>Its right side.</summary>
    public double Right => X + Width;

    /// <summary>Half way down.</summary>
    public double Middle => Y + (Height / 2);
}

/// <summary>
/// Where the nodes of a graph stand and where its edges run: columns from left to right, each node right of what it needs,
/// with few crossings (Sugiyama, Tagawa, Toda, "Methods for Visual Understanding of Hierarchical System Structures", 1981).
/// </summary>
internal sealed class GraphLayout
{
    private const double NodeHeight = 46;
    private const double LaneHeight = 16;
    private const double ColumnGap = 56;
    private const double RowGap = 18;
    private const double Margin = 8;
    private const int Sweeps = 4;

    private readonly List<Item> _items = [];
    private readonly List<Item>[] _columns;

    /// <summary>Lays out a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="widths">How wide each node is.</param>
    public GraphLayout(StageGraph graph, ImmutableArray<double> widths)
    {
        int[] ranks = RanksOf(graph);
        _columns = [.. Enumerable.Range(0, ranks.Length == 0 ? 0 : ranks.Max() + 1).Select(static _ => new List<Item>())];
        for (int node = 0; node < ranks.Length; node++)
            Add(ranks[node], widths[node], NodeHeight);
        Item[][] ways = [.. graph.Edges.Select(edge => WayOf(edge, ranks))];
        for (int sweep = 0; sweep < Sweeps; sweep++)
            Sort(isForward: sweep % 2 == 0);
        Place();
        Nodes = [.. _items.Take(ranks.Length).Select(static item => item.Box)];
        Edges = [.. ways.Select(static way => way.Select(static item => item.Box).ToImmutableArray())];
        Width = _items.Select(static item => item.Box.Right).DefaultIfEmpty().Max() + Margin;
        Height = _items.Select(static item => item.Box.Y + item.Box.Height).DefaultIfEmpty().Max() + Margin;
    }

    /// <summary>How wide all of it is.</summary>
    public double Width { get; }

    /// <summary>How high all of it is.</summary>
    public double Height { get; }

    /// <summary>Where each node stands.</summary>
    public ImmutableArray<Box> Nodes { get; }

    /// <summary>The boxes that each edge goes through: its first node, the gaps between others, its last node.</summary>
    public ImmutableArray<ImmutableArray<Box>> Edges { get; }

    /// <summary>Stages stand right of what they need, images just left of the first stage that needs them.</summary>
    private static int[] RanksOf(StageGraph graph)
    {
        int[] ranks = new int[graph.Nodes.Length];
        for (int node = 0; node < ranks.Length && graph.Nodes[node].Kind != GraphNodeKind.Image; node++)
        {
            foreach (GraphEdge edge in graph.Edges.Where(edge => edge.To == node))
                ranks[node] = Math.Max(ranks[node], (graph.Nodes[edge.From].Kind == GraphNodeKind.Image ? 0 : ranks[edge.From]) + 1);
        }

        for (int node = 0; node < ranks.Length; node++)
        {
            if (graph.Nodes[node].Kind == GraphNodeKind.Image)
                ranks[node] = graph.Edges.Where(edge => edge.From == node).Select(edge => ranks[edge.To] - 1).DefaultIfEmpty().Min();
        }

        return ranks;
    }

    private Item Add(int column, double width, double height)
    {
        var item = new Item { Box = new Box(0, 0, width, height), Order = _columns[column].Count };
        _items.Add(item);
        _columns[column].Add(item);
        return item;
    }

    /// <summary>An edge over several columns has a lane through each that it passes.</summary>
    private Item[] WayOf(GraphEdge edge, int[] ranks)
    {
        List<Item> way = [_items[edge.From]];
        for (int column = ranks[edge.From] + 1; column < ranks[edge.To]; column++)
            way.Add(Add(column, 0, LaneHeight));
        way.Add(_items[edge.To]);
        for (int index = 1; index < way.Count; index++)
        {
            way[index - 1].Right.Add(way[index]);
            way[index].Left.Add(way[index - 1]);
        }

        return [.. way];
    }

    private void Sort(bool isForward)
    {
        foreach (List<Item> column in isForward ? _columns : Enumerable.Reverse(_columns))
        {
            Item[] sorted = [.. column.OrderBy(item => MeanOf(isForward ? item.Left : item.Right, static other => other.Order, item.Order))];
            column.Clear();
            column.AddRange(sorted);
            for (int order = 0; order < sorted.Length; order++)
                sorted[order].Order = order;
        }
    }

    private void Place()
    {
        double left = Margin;
        foreach (List<Item> column in _columns)
        {
            double width = column.Select(static item => item.Box.Width).DefaultIfEmpty().Max();
            double top = double.NegativeInfinity;
            double error = 0;
            foreach (Item item in column)
            {
                double wanted = MeanOf(item.Left, static other => other.Box.Middle, item.Box.Height / 2) - (item.Box.Height / 2);
                double y = Math.Max(wanted, top);
                error += y - wanted;
                item.Box = item.Box with { X = left, Y = y, Width = item.Box.Width == 0 ? width : item.Box.Width };
                top = y + item.Box.Height + RowGap;
            }

            foreach (Item item in column)
                item.Box = item.Box with { Y = item.Box.Y - (error / column.Count) };
            left += width + ColumnGap;
        }

        double highest = _items.Select(static item => item.Box.Y).DefaultIfEmpty().Min();
        foreach (Item item in _items)
            item.Box = item.Box with { Y = item.Box.Y - highest + Margin };
    }

    private static double MeanOf(List<Item> items, Func<Item, double> value, double otherwise) =>
        items.Count == 0 ? otherwise : items.Average(value);

    private sealed class Item
    {
        public int Order { get; set; }

        public Box Box { get; set; }

        public List<Item> Left { get; } = [];

        public List<Item> Right { get; } = [];
    }
}
