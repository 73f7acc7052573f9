using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace DockerLint.Cli.Output.Html;

/// <summary>The stages of a Dockerfile as a picture, and as a list for those who do not see it.</summary>
internal static class StageDrawing
{
    private const double NameAdvance = 7.9;
    private const double DetailAdvance = 6.3;
    private const double Padding = 14;
    private const double Narrowest = 110;
    private const int LongestName = 30;

    /// <summary>Writes it.</summary>
    public static void Write(HtmlWriter html, StageGraph graph)
    {
        ImmutableArray<string> names = [.. graph.Nodes.Select(static node => Shorten(node.Name))];
        var layout = new GraphLayout(graph, [.. graph.Nodes.Select((node, index) => WidthOf(names[index], node.Detail))]);
        html.Start("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", "Stage graph"))
            .Start("svg", ("class", "graph"), ("role", "img"), ("aria-label", Describe(graph)), ("width", HtmlWriter.Number(layout.Width)), ("height", HtmlWriter.Number(layout.Height)),
                ("viewBox", $"0 0 {HtmlWriter.Number(layout.Width)} {HtmlWriter.Number(layout.Height)}"));
        for (int edge = 0; edge < graph.Edges.Length; edge++)
            Write(html, graph.Edges[edge], layout.Edges[edge]);
        for (int node = 0; node < graph.Nodes.Length; node++)
            Write(html, graph.Nodes[node], names[node], layout.Nodes[node]);
        html.End().End().Line();
        html.Start("p", ("class", "legend"))
            .Start("span").Element("i", "", ("class", "line")).Text(" starts from").End().Text(" ")
            .Start("span").Element("i", "", ("class", "line copy")).Text(" takes files of").End().Text(" ")
            .Start("span").Element("i", "", ("class", "swatch")).Text(" the image that is built").End()
            .End().Line();
    }

    private static void Write(HtmlWriter html, GraphEdge edge, ImmutableArray<Box> way)
    {
        var path = new StringBuilder();
        (double x, double y) = (way[0].Right, way[0].Middle);
        path.Append(CultureInfo.InvariantCulture, $"M{x:0.#} {y:0.#}");
        for (int index = 1; index < way.Length; index++)
        {
            bool isLast = index == way.Length - 1;
            double toX = isLast ? way[index].X - 6 : way[index].X;
            double bend = (toX - x) / 2;
            path.Append(CultureInfo.InvariantCulture, $"C{x + bend:0.#} {y:0.#} {toX - bend:0.#} {way[index].Middle:0.#} {toX:0.#} {way[index].Middle:0.#}");
            if (!isLast)
                path.Append(CultureInfo.InvariantCulture, $"H{way[index].Right:0.#}");
            (x, y) = (way[index].Right, way[index].Middle);
        }

        string end = string.Create(CultureInfo.InvariantCulture, $"M{way[^1].X - 8:0.#} {y - 4:0.#}l8 4l-8 4z");
        html.Void("path", ("class", edge.IsBase ? "edge" : "edge copy"), ("d", path.ToString()))
            .Void("path", ("class", "tip"), ("d", end));
    }

    private static void Write(HtmlWriter html, GraphNode node, string name, Box box)
    {
        string x = HtmlWriter.Number(box.X + Padding);
        html.Start("g", ("class", $"node {ClassOf(node.Kind)}")).Element("title", $"{node.Name}: {node.Detail}")
            .Void("rect", ("x", HtmlWriter.Number(box.X)), ("y", HtmlWriter.Number(box.Y)), ("width", HtmlWriter.Number(box.Width)), ("height", HtmlWriter.Number(box.Height)),
                ("rx", node.Kind == GraphNodeKind.Image ? HtmlWriter.Number(box.Height / 2) : "8"))
            .Element("text", name, ("class", "name"), ("x", x), ("y", HtmlWriter.Number(box.Y + 20)))
            .Element("text", node.Detail, ("class", "detail"), ("x", x), ("y", HtmlWriter.Number(box.Y + 36)))
            .End();
    }

    /// <summary>What the picture shows, in sentences.</summary>
    private static string Describe(StageGraph graph)
    {
        IEnumerable<string> sentences = graph.Nodes.Select((node, index) =>
        {
            if (node.Kind == GraphNodeKind.Image)
                return "";
            string of = string.Join(", ", Needed(isBase: true));
            string files = string.Join(", ", Needed(isBase: false));
            return $"{node.Name}{(node.Kind switch { GraphNodeKind.Target => ", the image that is built", GraphNodeKind.Unused => ", not needed", _ => "" })}"
                + $"{(of.Length == 0 ? "" : $", starts from {of}")}{(files.Length == 0 ? "" : $", takes files of {files}")}.";

            IEnumerable<string> Needed(bool isBase) => graph.Edges.Where(edge => edge.To == index && edge.IsBase == isBase).Select(edge => graph.Nodes[edge.From].Name);
        });
        return string.Join(' ', sentences.Where(static sentence => sentence.Length > 0));
    }

    private static string ClassOf(GraphNodeKind kind) => kind switch
    {
        GraphNodeKind.Image => "image",
        GraphNodeKind.Target => "target",
        GraphNodeKind.Unused => "unused",
        _ => "stage",
    };

    private static double WidthOf(string name, string detail) =>
        Math.Max(Narrowest, Math.Max(CellsOf(name) * NameAdvance, CellsOf(detail) * DetailAdvance) + (2 * Padding));

    /// <summary>The signs of East Asia are twice as wide.</summary>
    private static int CellsOf(string text) => text.Sum(static unit => unit >= '\u1100' ? 2 : 1);

    /// <summary>A digest says little, and the end of a long name more than its start.</summary>
    private static string Shorten(string name)
    {
        int at = name.IndexOf('@', StringComparison.Ordinal);
        string text = at > 0 ? name[..at] + "@…" : name;
        return text.Length <= LongestName ? text : "…" + text[^(LongestName - 1)..];
    }
}
