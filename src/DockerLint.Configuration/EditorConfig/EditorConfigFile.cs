using System.Collections.Immutable;
using DockerLint.Configuration.Nodes;
using DockerLint.Syntax.Text;
using Pidgin;

namespace DockerLint.Configuration.EditorConfig;

/// <summary>A property of ours.</summary>
/// <param name="Key">The key in lower case.</param>
/// <param name="Name">The key as it is written.</param>
/// <param name="Value">The value.</param>
internal sealed record EditorConfigProperty(string Key, ConfiguredWord Name, TextNode Value);

/// <summary>A section and our properties in it.</summary>
/// <param name="Glob">The files that it is for; null where no file can be.</param>
/// <param name="Properties">Our properties, in order.</param>
internal sealed record EditorConfigSection(PathGlob? Glob, ImmutableArray<EditorConfigProperty> Properties);

/// <summary>An <c>.editorconfig</c>, of which only what is ours is kept.</summary>
/// <param name="IsRoot">Whether no file above it counts.</param>
/// <param name="Sections">The sections in which something of ours stands, in order.</param>
internal sealed record EditorConfigFile(bool IsRoot, ImmutableArray<EditorConfigSection> Sections)
{
    /// <summary>The name of such files.</summary>
    public const string Name = ".editorconfig";

    /// <summary>What all keys of ours start with.</summary>
    public const string Prefix = "dockerlint.";

    /// <summary>Reads a text; what is no EditorConfig says nothing.</summary>
    public static EditorConfigFile Read(string path, string text)
    {
        if (EditorConfigGrammar.File.Parse(text) is not { Success: true, Value: var lines })
            return new EditorConfigFile(false, []);
        var source = new SourceText(text);
        ImmutableArray<EditorConfigSection>.Builder sections = ImmutableArray.CreateBuilder<EditorConfigSection>();
        ImmutableArray<EditorConfigProperty>.Builder properties = ImmutableArray.CreateBuilder<EditorConfigProperty>();
        bool isRoot = false;
        bool isPreamble = true;
        PathGlob? glob = null;
        foreach (EditorConfigLine line in lines.OfType<EditorConfigLine>())
        {
            if (line.Value is not { } value)
            {
                Close();
                isPreamble = false;
                glob = PathGlob.TryParse(TextOf(line.Name), out PathGlob? parsed) ? parsed : null;
                continue;
            }

            string name = TextOf(line.Name);
            if (isPreamble && name.Equals("root", StringComparison.OrdinalIgnoreCase))
                isRoot = TextOf(value).Equals("true", StringComparison.OrdinalIgnoreCase);
            if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                properties.Add(new EditorConfigProperty(name.ToLowerInvariant(), new ConfiguredWord(name, At(line.Name)), new TextNode(TextOf(value), At(value))));
        }

        Close();
        return new EditorConfigFile(isRoot, sections.DrainToImmutable());

        string TextOf(TextSpan span) => source.Slice(span).ToString();

        Place At(TextSpan span)
        {
            TextPosition position = source.PositionOf(span.Start);
            return new Place(path, position.Line, position.Column);
        }

        // What stands before the first section is for no file.
        void Close()
        {
            if (properties.Count > 0)
                sections.Add(new EditorConfigSection(glob, properties.DrainToImmutable()));
        }
    }
}
