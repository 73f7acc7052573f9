using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Analysis;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Output.Html;

/// <summary>What a page says of a file.</summary>
internal sealed class FileSection
{
    /// <summary>A graph of one stage says nothing.</summary>
    private const int LeastStages = 2;

    private readonly SourceText _source;
    private readonly StageGraph? _graph;
    private readonly ImmutableArray<LayerWeight> _layers;

    /// <summary>Keeps of a file what the page needs.</summary>
    /// <param name="file">The file.</param>
    /// <param name="number">Its number, from 1.</param>
    public FileSection(FileReport file, int number)
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"file-{number}");
        Name = file.File.Name;
        Findings = file.Findings;
        _source = file.Source;
        _graph = file.Model is { Stages.Length: >= LeastStages } model ? StageGraph.Of(model) : null;
        _layers = file is { Image: { } image, Model: { } built } ? LayerMap.Of(image, built) : [];
    }

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>Where it stands on the page.</summary>
    public string Id { get; }

    /// <summary>What was found in it.</summary>
    public ImmutableArray<Diagnostic> Findings { get; }

    /// <summary>Whether there is anything to say of it.</summary>
    public bool HasContent => !Findings.IsEmpty || _graph is not null || !_layers.IsEmpty;

    /// <summary>Where a finding stands on the page.</summary>
    public string IdOf(int finding) => string.Create(CultureInfo.InvariantCulture, $"{Id}-{finding + 1}");

    /// <summary>The line of a finding, from 1.</summary>
    public int LineOf(int finding) => _source.PositionOf(Findings[finding].Span.Start).Line;

    /// <summary>Writes the section.</summary>
    public void Write(HtmlWriter html)
    {
        html.Start("section", ("id", Id), ("aria-labelledby", $"{Id}-name"))
            .Element("h2", Name, ("id", $"{Id}-name"));
        LevelCounts.Write(html, Findings);
        html.Line();
        if (_graph is not null)
        {
            StartPart(html, "Stages", Words.Count(_graph.Nodes.Count(static node => node.Kind != GraphNodeKind.Image), "stage", "stages"));
            StageDrawing.Write(html, _graph);
            html.End().Line();
        }

        if (!_layers.IsEmpty)
        {
            StartPart(html, "Layers", LayerView.Summary(_layers));
            LayerView.Write(html, _layers);
            html.End().Line();
        }

        if (Findings.IsEmpty)
            html.Element("p", "Nothing was found here.", ("class", "clean"));
        for (int index = 0; index < Findings.Length; index++)
            FindingView.Write(html, Findings[index], _source, IdOf(index));
        html.End().Line();
    }

    private static void StartPart(HtmlWriter html, string title, string summary) =>
        html.Start("details", ("open", "open"), ("class", "part")).Start("summary").Element("h3", title).Text(" ").Element("span", summary).End().Line();
}
