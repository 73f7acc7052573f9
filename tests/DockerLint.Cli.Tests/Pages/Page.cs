using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using DockerLint.Cli.Output;
using DockerLint.Cli.Output.Html;

namespace DockerLint.Cli.Tests.Pages;

/// <summary>A page as a reader of XML sees it.</summary>
internal static class Page
{
    /// <summary>What a page says of files.</summary>
    public static XElement Of(params FileReport[] files) => Parse(Sample.Written(static stream => new HtmlReport(stream), files));

    /// <summary>Reads a page, which is well-formed.</summary>
    public static XElement Parse(string page)
    {
        Assert.StartsWith("<!DOCTYPE html>\n", page, StringComparison.Ordinal);
        using var reader = XmlReader.Create(new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, CheckCharacters = true });
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }

    /// <summary>The elements of a class, in order.</summary>
    public static ImmutableArray<XElement> All(this XElement page, string element, string name) =>
        [.. page.Descendants(element).Where(found => ((string?)found.Attribute("class"))?.Split(' ').Contains(name) == true)];
}
