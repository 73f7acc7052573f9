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

/// <summary>A section and what it says to all editors.</summary>
/// <param name="Glob">The files that it is for.</param>
/// <param name="Properties">Properties that are not ours, by their names in lower case, in order.</param>
internal sealed record EditorSection(PathGlob Glob, ImmutableArray<KeyValuePair<string, string>> Properties);

/// <summary>An <c>.editorconfig</c>, of which is kept what is ours and how editors are to lay out a text.</summary>
/// <param name="IsRoot">Whether no file above it counts.</param>
/// <param name="Sections">The sections in which something of ours stands, in order.</param>
internal sealed record EditorConfigFile(bool IsRoot, ImmutableArray<EditorConfigSection> Sections)
{
    /// <summary>Layout that all editors know (EditorConfig specification 0.17, "Supported Pairs"), and <c>max_line_length</c>, which most do.</summary>
    private static readonly ImmutableArray<string> s_layout =
        ["indent_style", "indent_size", "tab_width", "end_of_line", "insert_final_newline", "max_line_length"];

    /// <summary>The name of such files.</summary>
    public const string Name = ".editorconfig";

    /// <summary>What all keys of ours start with.</summary>
    public const string Prefix = "dockerlint.";

    /// <summary>The sections that say how a text is laid out, in order.</summary>
    public ImmutableArray<EditorSection> Layout { get; init; } = [];

    /// <summary>Reads a text; what is no EditorConfig says nothing.</summary>
    public static EditorConfigFile Read(string path, string text)
    {
        if (EditorConfigGrammar.File.Parse(text) is not { Success: true, Value: var lines })
            return new EditorConfigFile(false, []);
        var source = new SourceText(text);
        ImmutableArray<EditorConfigSection>.Builder sections = ImmutableArray.CreateBuilder<EditorConfigSection>();
        ImmutableArray<EditorConfigProperty>.Builder properties = ImmutableArray.CreateBuilder<EditorConfigProperty>();
        ImmutableArray<EditorSection>.Builder layouts = ImmutableArray.CreateBuilder<EditorSection>();
        ImmutableArray<KeyValuePair<string, string>>.Builder layout = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
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
            if (s_layout.Contains(name, StringComparer.OrdinalIgnoreCase))
                layout.Add(KeyValuePair.Create(name.ToLowerInvariant(), TextOf(value)));
            else if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                properties.Add(new EditorConfigProperty(name.ToLowerInvariant(), new ConfiguredWord(name, At(line.Name)), new TextNode(TextOf(value), At(value))));
        }

        Close();
        return new EditorConfigFile(isRoot, sections.DrainToImmutable()) { Layout = layouts.DrainToImmutable() };

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
            if (layout.Count > 0 && glob is not null)
                layouts.Add(new EditorSection(glob, layout.ToImmutable()));
            layout.Clear();
        }
    }
}
