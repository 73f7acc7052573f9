using System.Collections.Immutable;
using System.Xml;
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
        return new ImageDocument(text, ImagesOf(properties, variables))
        {
            Comments = comments.DrainToImmutable(),
            Errors = error is null ? [] : [error],
        };
    }

    private static ImmutableArray<ImageUse> ImagesOf(List<ProjectProperty> properties, Func<string, string?> variables)
    {
        ImmutableArray<ImageUse>.Builder images = ImmutableArray.CreateBuilder<ImageUse>();
        foreach (ProjectProperty property in Of("ContainerBaseImage"))
        {
            Composition text = property.Fill(variables);
            images.Add(HostImages.Create(text.Text, property.Span, ImageUseKind.Base, text.Holes));
        }

        // A part of a name that is put together can only be wrong in itself.
        AddIfWrong("ContainerFamily", ImageUseKind.Base, static family => $"mcr.microsoft.com/dotnet/runtime:1.0-{family}");
        AddIfWrong("ContainerRegistry", ImageUseKind.Published, static registry => $"{registry.TrimEnd('/')}/app");
        AddIfWrong("ContainerRepository", ImageUseKind.Published, PathOf);
        foreach (ProjectProperty property in properties)
        {
            if (!property.Is("ContainerImageTag") && !property.Is("ContainerImageTags"))
                continue;
            foreach (ProjectProperty tag in property.Entries())
            {
                Composition text = Name();
                text.Add(":");
                AddTo(text, tag);
                images.Add(HostImages.Create(text.Text, tag.Span, ImageUseKind.Published, text.Holes));
            }
        }

        return images.DrainToImmutable();

        IEnumerable<ProjectProperty> Of(string name) => properties.Where(property => property.Is(name));

        void AddIfWrong(string name, ImageUseKind kind, Func<string, string> toReference)
        {
            foreach (ProjectProperty property in Of(name))
            {
                if (property.Fill(variables) is { Holes.IsEmpty: true } value && toReference(value.Text) is var text && !ImageReference.Parse(text).Success)
                    images.Add(HostImages.Create(text, property.Span, kind, []));
            }
        }

        // The SDK itself puts right what is only a matter of writing.
        static string PathOf(string repository) => repository.Replace(' ', '-').ToLowerInvariant();

        void AddTo(Composition text, ProjectProperty property)
        {
            Composition value = property.Fill(variables);
            text.Add(value.Text.Replace(' ', '-'), value.Holes);
        }

        Composition Name()
        {
            var name = new Composition();
            if (Of("ContainerRegistry").ToArray() is [var registry] && registry.Fill(variables) is { Holes.IsEmpty: true, Text: var domain })
                name.Add(domain.TrimEnd('/') + "/");
            if (Of("ContainerRepository").ToArray() is [var repository] && repository.Fill(variables) is { Holes.IsEmpty: true, Text: var path })
                name.Add(PathOf(path));
            else
                name.AddHole();
            return ImageReference.Parse(name.Text).Success ? name : Unknown();
        }

        static Composition Unknown()
        {
            var name = new Composition();
            name.AddHole();
            return name;
        }
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
