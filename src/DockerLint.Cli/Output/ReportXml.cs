using System.Text;
using System.Xml;
using DockerLint.Cli.Terminal;

namespace DockerLint.Cli.Output;

/// <summary>XML for reports.</summary>
internal static class ReportXml
{
    private const char Replacement = '\uFFFD';

    /// <summary>Starts a document; line ends in values are kept by whoever reads it.</summary>
    public static XmlWriter Create(Stream stream) => XmlWriter.Create(stream, new XmlWriterSettings
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.Entitize,
    });

    /// <summary>Writes an attribute.</summary>
    public static void Attribute(this XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, Text(value));

    /// <summary>Text without the characters that XML 1.0 cannot hold, not even escaped.</summary>
    public static string Text(string text)
    {
        var valid = new StringBuilder(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            char unit = text[index];
            if (XmlConvert.IsXmlChar(unit))
                valid.Append(unit);
            else if (index + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[index + 1], unit))
                valid.Append(unit).Append(text[++index]);
            else
                valid.Append(unit < ' ' ? SafeText.Of(unit) : Replacement);
        }

        return valid.ToString();
    }
}
