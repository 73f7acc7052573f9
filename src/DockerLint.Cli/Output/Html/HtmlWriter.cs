using System.Globalization;
using System.Text;
using System.Xml;
using DockerLint.Cli.Terminal;

namespace DockerLint.Cli.Output.Html;

/// <summary>
/// Writes a page that is HTML and XML alike. Whatever a file says goes through <see cref="Text"/>, <see cref="Code"/> or
/// an attribute, and is escaped there.
/// </summary>
internal sealed class HtmlWriter : IDisposable
{
    private readonly XmlWriter _xml;

    /// <summary>A page that starts here.</summary>
    public HtmlWriter(Stream stream)
    {
        stream.Write("<!DOCTYPE html>\n"u8);
        _xml = XmlWriter.Create(stream, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            OmitXmlDeclaration = true,
            NewLineHandling = NewLineHandling.None,
        });
    }

    /// <summary>Starts an element.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="attributes">Its attributes; those with the value null are left out.</param>
    public HtmlWriter Start(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _xml.WriteStartElement(name);
        foreach ((string attribute, string? value) in attributes)
        {
            if (value is not null)
                _xml.WriteAttributeString(attribute, Harmless(value));
        }

        return this;
    }

    /// <summary>Ends the element that was started last. It has an end tag even where it is empty, as HTML asks for.</summary>
    public HtmlWriter End()
    {
        _xml.WriteFullEndElement();
        return this;
    }

    /// <summary>An element that never has content, such as <c>meta</c>.</summary>
    public HtmlWriter Void(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        _xml.WriteEndElement();
        return this;
    }

    /// <summary>An element that holds a text.</summary>
    public HtmlWriter Element(string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Start(name, attributes).Text(text).End();

    /// <summary>A text, with pictures in place of what a browser would obey or not show.</summary>
    public HtmlWriter Text(string text)
    {
        _xml.WriteString(Harmless(text));
        return this;
    }

    /// <summary>A part of a line of a file, in which tabs stay tabs.</summary>
    public HtmlWriter Code(ReadOnlySpan<char> line)
    {
        for (int tab; (tab = line.IndexOf('\t')) >= 0; line = line[(tab + 1)..])
        {
            _xml.WriteString(Harmless(line[..tab].ToString()));
            _xml.WriteString("\t");
        }

        _xml.WriteString(Harmless(line.ToString()));
        return this;
    }

    /// <summary>Ends a line of the page, for those who read its source.</summary>
    public HtmlWriter Line()
    {
        _xml.WriteString("\n");
        return this;
    }

    /// <summary>A text of our own that is no markup to HTML, such as a style sheet.</summary>
    public HtmlWriter Raw(string text)
    {
        _xml.WriteRaw(text);
        return this;
    }

    /// <summary>A number as HTML, CSS and SVG write it.</summary>
    public static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Dispose() => _xml.Dispose();

    private static string Harmless(string text) => ReportXml.Text(SafeText.Of(text));
}
