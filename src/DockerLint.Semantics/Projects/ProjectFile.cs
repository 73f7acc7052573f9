using System.Xml;
using DockerLint.Syntax.Text;

namespace DockerLint.Semantics.Projects;

/// <summary>A file that an MSBuild project takes properties from: the project itself, a <c>Directory.Build.props</c>.</summary>
/// <param name="path">Its path.</param>
/// <param name="text">Its text.</param>
public sealed class ProjectFile(string path, string text)
{
    private List<(string Name, TextSpan Value)>? _properties;

    /// <summary>Its path.</summary>
    public string Path { get; } = path;

    /// <summary>Its text.</summary>
    public SourceText Source { get; } = new(text);

    /// <summary>Where the values of a property stand, as they are written: conditions and variables are MSBuild's to judge.</summary>
    /// <param name="name">The property, in any case, as for MSBuild.</param>
    public IEnumerable<TextSpan> ValuesOf(string name) => (_properties ??= Read())
        .Where(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(static property => property.Value);

    /// <summary>The elements that hold a text, as far as the file is XML: MSBuild says itself where one is not.</summary>
    private List<(string Name, TextSpan Value)> Read()
    {
        List<(string, TextSpan)> properties = [];
        using var reader = XmlReader.Create(new StringReader(Source.Value.TrimStart('\uFEFF')), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        string element = "";
        try
        {
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                    element = reader.LocalName;
                else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && TrimmedAt((IXmlLineInfo)reader) is { } value)
                    properties.Add((element, value));
            }
        }
        catch (XmlException)
        {
            // What comes before it counts.
        }

        return properties;
    }

    /// <summary>The text at a place up to the next tag, without the space around it; null where nothing is left.</summary>
    private TextSpan? TrimmedAt(IXmlLineInfo place)
    {
        if (place.LineNumber > Source.Lines.Count)
            return null;
        int start = Source.Lines.OffsetOf(new TextPosition(place.LineNumber, place.LinePosition));
        int end = Source.Value.IndexOf('<', start);
        ReadOnlySpan<char> value = Source.Value.AsSpan(start, (end < 0 ? Source.Length : end) - start);
        start += value.Length - value.TrimStart().Length;
        value = value.Trim();
        return value.IsEmpty ? null : new TextSpan(start, value.Length);
    }
}
