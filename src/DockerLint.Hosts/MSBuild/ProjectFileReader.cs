using System.Collections.Immutable;
using System.Xml;
using DockerLint.Hosts.Readers;
using DockerLint.Hosts.Texts;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.MSBuild;

/// <summary>
/// MSBuild files that say what image the SDK publishes a project as
/// (https://learn.microsoft.com/dotnet/core/containers/publish-configuration). Properties are taken as this one file writes
/// them, whatever their conditions; a property that another file may set is unknown.
/// </summary>
internal static class ProjectFileReader
{
    /// <summary>The images that a file names.</summary>
    /// <param name="text">The file.</param>
    /// <param name="variables">The values of variables of the environment, which MSBuild takes as properties; null where they have none.</param>
    public static ImageDocument Read(SourceText text, Func<string, string?> variables)
    {
        ImmutableArray<TextSpan>.Builder comments = ImmutableArray.CreateBuilder<TextSpan>();
        List<ProjectProperty> properties = [];
        DocumentError? error = ReadXml(text, properties, comments);
        var found = new HostFindings(text, variables);
        AddImages(properties, variables, found);
        return new ImageDocument(text, found.Images)
        {
            Comments = comments.DrainToImmutable(),
            CommentForm = new CommentForm("<!-- ", " -->"),
            Errors = error is null ? [] : [error],
        };
    }

    private static void AddImages(List<ProjectProperty> properties, Func<string, string?> variables, HostFindings found)
    {
        foreach (ProjectProperty property in Of("ContainerBaseImage"))
            found.AddImage(property.Fill(variables), property.Span, ImageUseKind.Base);

        // A part of a name that is put together can only be wrong in itself.
        AddIfWrong("ContainerFamily", ImageUseKind.Base, static family => $"mcr.microsoft.com/dotnet/runtime:1.0-{family}");
        AddIfWrong("ContainerRegistry", ImageUseKind.Published, static registry => $"{registry.TrimEnd('/')}/app");
        AddIfWrong("ContainerRepository", ImageUseKind.Published, PathOf);
        FilledText name = Name();
        foreach (ProjectProperty tag in Of("ContainerImageTag").Concat(Of("ContainerImageTags")).SelectMany(static property => property.Entries()))
            found.AddImage(name + ":" + tag.Fill(variables), tag.Span, ImageUseKind.Published);

        IEnumerable<ProjectProperty> Of(string name) => properties.Where(property => property.Is(name));

        void AddIfWrong(string name, ImageUseKind kind, Func<string, string> toReference)
        {
            foreach (ProjectProperty property in Of(name))
            {
                if (Known(property) is { } value && toReference(value) is var text && !ImageReference.Parse(text).Success)
                    found.AddImage(FilledText.Of(text), property.Span, kind);
            }
        }

        // One that is set twice is set under conditions.
        FilledText Name()
        {
            string registry = Of("ContainerRegistry").ToArray() is [var domain] && Known(domain) is { } written ? written.TrimEnd('/') + "/" : "";
            string? repository = Of("ContainerRepository").ToArray() is [var path] && Known(path) is { } known ? PathOf(known) : null;
            return ImageReference.Parse(registry + (repository ?? "app")).Success ? FilledText.Of(registry) + (repository is null ? FilledText.Unknown : FilledText.Of(repository)) : FilledText.Unknown;
        }

        string? Known(ProjectProperty property) => property.Fill(variables) is { IsKnown: true } text ? text.Place().Text : null;

        // The SDK itself puts right what is only a matter of writing.
        static string PathOf(string repository) => repository.Replace(' ', '-').ToLowerInvariant();
    }

    /// <summary>Reads properties and comments up to the first error.</summary>
    private static DocumentError? ReadXml(SourceText source, List<ProjectProperty> properties, ImmutableArray<TextSpan>.Builder comments)
    {
        int start = source.Value.StartsWith('\uFEFF') ? 1 : 0;

        // To XML a carriage return alone ends a line; to the file's lines it does not.
        string xml = source.Value[start..].Replace("\r\n", " \n", StringComparison.Ordinal).Replace('\r', ' ');
        using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        Stack<string> open = [];
        try
        {
            while (reader.Read())
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element when !reader.IsEmptyElement:
                        open.Push(reader.LocalName);
                        break;
                    case XmlNodeType.EndElement:
                        open.Pop();
                        break;
                    case XmlNodeType.Text when open.TryPop(out string? name):
                        if (open.TryPeek(out string? parent) && parent == "PropertyGroup" && ProjectProperty.Create(name, TrimmedAt(source, OffsetOf(source, (IXmlLineInfo)reader)), source) is { } property)
                            properties.Add(property);
                        open.Push(name);
                        break;
                    case XmlNodeType.Comment:
                        int at = OffsetOf(source, (IXmlLineInfo)reader);
                        comments.Add(new TextSpan(at, Math.Min(reader.Value.Length, source.Length - at)));
                        break;
                    default:
                        break;
                }
            }
        }
        catch (XmlException broken)
        {
            int at = OffsetOf(source, broken.LineNumber, broken.LinePosition);
            return new DocumentError(new TextSpan(at, Math.Min(1, source.Length - at)), $"this is no valid XML: {Clause(broken)}; what follows is not read");
        }

        return null;
    }

    private static int OffsetOf(SourceText source, IXmlLineInfo place) => OffsetOf(source, place.LineNumber, place.LinePosition);

    private static int OffsetOf(SourceText source, int line, int column) => line < 1 || line > source.Lines.Count
        ? source.Length
        : source.Lines.OffsetOf(new TextPosition(line, Math.Max(column, 1)));

    /// <summary>The text at a place up to the next tag, without the space around it.</summary>
    private static TextSpan TrimmedAt(SourceText source, int start)
    {
        int end = source.Value.IndexOf('<', start);
        ReadOnlySpan<char> value = source.Value.AsSpan(start, (end < 0 ? source.Length : end) - start);
        start += value.Length - value.TrimStart().Length;
        return new TextSpan(start, value.Trim().Length);
    }

    /// <summary>What XML says, without the sentence's marks and the place, which is said anyway.</summary>
    private static string Clause(XmlException broken)
    {
        string message = broken.Message;
        int place = message.LastIndexOf(" Line ", StringComparison.Ordinal);
        message = (place < 0 ? message : message[..place]).TrimEnd('.', ' ');
        return message.Length > 0 ? char.ToLowerInvariant(message[0]) + message[1..] : "it cannot be read";
    }
}
