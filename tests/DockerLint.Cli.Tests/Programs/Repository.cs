using YamlDotNet.RepresentationModel;

namespace DockerLint.Cli.Tests;

/// <summary>The files of this repository that others use as they are.</summary>
internal static class Repository
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The root of the first document of a YAML file.</summary>
    public static YamlNode Yaml(string path)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(Text(path));
        stream.Load(reader);
        return stream.Documents[0].RootNode;
    }

    /// <summary>The text of a file.</summary>
    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The texts of a list.</summary>
    public static string[] Texts(this YamlNode list) => [.. ((YamlSequenceNode)list).Select(static node => node.Text())];

    /// <summary>The text of a scalar.</summary>
    public static string Text(this YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    /// <summary>The keys of a map and what they stand for.</summary>
    public static IEnumerable<(string Key, YamlNode Value)> Entries(this YamlNode map) =>
        ((YamlMappingNode)map).Children.Select(static entry => (entry.Key.Text(), entry.Value));

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "action.yml")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
