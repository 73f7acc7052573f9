using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Cli.Images;

namespace DockerLint.Cli.Output.Html;

/// <summary>The layers of an image: areas as large as their files, and a table of the same figures.</summary>
internal static class LayerView
{
    /// <summary>The areas are laid out for a picture of this shape, and stretched where there is less room.</summary>
    private const double Width = 16;
    private const double Height = 7;

    /// <summary>So many colours tell layers apart; then they start again.</summary>
    private const int Hues = 6;

    /// <summary>How much there is, and how much of it for nothing.</summary>
    public static string Summary(ImmutableArray<LayerWeight> layers)
    {
        long wasted = layers.Sum(static layer => layer.WastedBytes);
        return $"{Words.Count(layers.Length, "layer", "layers")}, {Units.Size(layers.Sum(static layer => layer.Bytes))} of files"
            + (wasted == 0 ? ", none of it wasted" : $", {Units.Size(wasted)} of it removed or replaced later");
    }

    /// <summary>Writes them.</summary>
    public static void Write(HtmlWriter html, ImmutableArray<LayerWeight> layers)
    {
        html.Start("div", ("class", "treemap"), ("role", "img"), ("aria-label", $"{Summary(layers)}; the table below has the figures"));
        int[] order = [.. Enumerable.Range(0, layers.Length).Where(index => layers[index].Bytes > 0).OrderByDescending(index => layers[index].Bytes)];
        var whole = new Box(0, 0, Width, Height);
        ImmutableArray<Box> boxes = Treemap.Divide(whole, [.. order.Select(index => (double)layers[index].Bytes)]);
        for (int tile = 0; tile < order.Length; tile++)
            Write(html, layers[order[tile]], order[tile], boxes[tile], whole);
        html.End().Line();
        Table(html, layers);
    }

    private static void Write(HtmlWriter html, LayerWeight layer, int index, Box box, Box whole)
    {
        string hue = layer.Line is null ? "base" : string.Create(CultureInfo.InvariantCulture, $"hue-{index % Hues}");
        html.Start("div", ("class", $"layer {hue}"), ("style", StyleOf(box, whole)), ("title", $"{NumberOf(index)} {layer.Name}: {Units.Size(layer.Bytes)}"))
            .Element("span", $"{NumberOf(index)} {layer.Name}", ("class", "head"))
            .Start("div", ("class", "body"));
        (string Name, long Bytes, bool IsWaste)[] parts =
        [
            .. layer.Parts.Select(static part => (part.Path, part.Bytes, false))
                .Concat(layer.WastedBytes > 0 ? [("wasted", layer.WastedBytes, true)] : [])
                .OrderByDescending(static part => part.Item2),
        ];
        ImmutableArray<Box> boxes = Treemap.Divide(box, [.. parts.Select(static part => (double)part.Bytes)]);
        for (int part = 0; part < parts.Length; part++)
        {
            html.Start("div", ("class", parts[part].IsWaste ? "tile waste" : "tile"), ("style", StyleOf(boxes[part] with { X = boxes[part].X - box.X, Y = boxes[part].Y - box.Y }, box)),
                    ("title", $"{parts[part].Name}: {Units.Size(parts[part].Bytes)}"))
                .Start("span").Text(parts[part].Name).Text(" ").Element("b", Units.Size(parts[part].Bytes)).End().End();
        }

        html.End().End().Line();
    }

    private static void Table(HtmlWriter html, ImmutableArray<LayerWeight> layers)
    {
        long most = Math.Max(layers.Max(static layer => layer.Bytes), 1);
        html.Start("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", "Table of layers")).Start("table", ("class", "layers"))
            .Start("thead").Start("tr");
        foreach (string title in (string[])["#", "Step", "Files", "Wasted"])
            html.Element("th", title, ("scope", "col"));
        html.Element("td", "", ("class", "share")).End().End().Start("tbody").Line();
        for (int index = 0; index < layers.Length; index++)
        {
            LayerWeight layer = layers[index];
            html.Start("tr").Element("td", NumberOf(index), ("class", "figure"))
                .Start("th", ("scope", "row")).Element("code", layer.Name);
            if (layer.Line is { } line)
                html.Text(" ").Element("span", string.Create(CultureInfo.InvariantCulture, $"line {line}"), ("class", "place"));
            foreach ((int by, long bytes) in layer.Wasted)
                html.Element("span", $"{Units.Size(bytes)} removed or replaced by layer {NumberOf(by)}", ("class", "wasted-by"));
            html.End().Element("td", Units.Size(layer.Bytes), ("class", "figure"))
                .Element("td", layer.WastedBytes == 0 ? "–" : Units.Size(layer.WastedBytes), ("class", layer.WastedBytes == 0 ? "figure" : "figure wasted"))
                .Start("td", ("class", "share"), ("aria-hidden", "true"))
                .Element("i", "", ("class", "kept"), ("style", $"width:{Percent(layer.KeptBytes, most)}"))
                .Element("i", "", ("class", "waste"), ("style", $"width:{Percent(layer.WastedBytes, most)}"))
                .End().End().Line();
        }

        html.End().End().End().Line();
    }

    private static string NumberOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1}");

    private static string StyleOf(Box box, Box whole) =>
        $"left:{Percent(box.X, whole.Width)};top:{Percent(box.Y, whole.Height)};width:{Percent(box.Width, whole.Width)};height:{Percent(box.Height, whole.Height)}";

    private static string Percent(double part, double whole) => $"{HtmlWriter.Number(part * 100 / whole)}%";
}
