using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace DockerLint.Architecture.Tests;

/// <summary>The licences of all that is in the program, from the packages as they were restored.</summary>
public sealed class NoticesTests
{
    private const string Head = """
        # What others have written

        The program and the packages contain these libraries. Native executables also contain the runtime of
        [.NET](https://github.com/dotnet/runtime), © .NET Foundation and contributors, under MIT.

        | library | version | licence | copyright |
        |---|---|---|---|

        """;

    /// <summary>With DOCKERLINT_UPDATE=1 the list is written anew.</summary>
    [Fact]
    public void The_list_of_licences_is_that_of_the_packages_in_the_program()
    {
        string path = Path.Combine(Repository.Root, "THIRD-PARTY-NOTICES.md");
        string expected = Notices();
        if (Environment.GetEnvironmentVariable("DOCKERLINT_UPDATE") == "1")
            File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path));
    }

    private static string Notices()
    {
        Package[] packages = [.. Shipped("DockerLint.Cli").Concat(Shipped("DockerLint.Tool")).Distinct().OrderBy(static package => package.Id, StringComparer.OrdinalIgnoreCase).ThenBy(static package => package.Version)];
        var text = new StringBuilder(Head);
        foreach (Package package in packages)
            text.Append($"| [{package.Id}]({package.Url}) | {package.Version} | {package.Licence} | {package.Copyright} |\n");
        // A licence that has no file here is one that somebody has to look at first.
        foreach (string licence in packages.Select(static package => package.Licence).Distinct().Order(StringComparer.Ordinal))
            text.Append($"\n## {licence}\n\n```\n{File.ReadAllText(Path.Combine(Repository.Root, "packaging", "licences", $"{licence}.txt")).Trim('\n')}\n```\n");
        return text.ToString();
    }

    /// <summary>The packages of which files run with a project.</summary>
    private static IEnumerable<Package> Shipped(string project)
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", project, "obj", "project.assets.json")));
        string[] folders = [.. assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(static folder => folder.Name)];
        return [.. assets.RootElement.GetProperty("targets").EnumerateObject()
            .SelectMany(static target => target.Value.EnumerateObject())
            .Where(static library => library.Value.GetProperty("type").GetString() == "package"
                && library.Value.TryGetProperty("runtime", out JsonElement files)
                && files.EnumerateObject().Any(static file => !file.Name.EndsWith("/_._", StringComparison.Ordinal)))
            .Select(library => PackageOf(library.Name.Split('/'), folders))];
    }

    private static Package PackageOf(string[] name, string[] folders)
    {
        string id = name[0].ToLowerInvariant();
        string file = folders.Select(folder => Path.Combine(folder, id, name[1].ToLowerInvariant(), $"{id}.nuspec")).First(File.Exists);
        XElement metadata = XDocument.Load(file).Root!.Elements().Single(static element => element.Name.LocalName == "metadata");
        string Value(string element) => string.Join(' ', (metadata.Elements().FirstOrDefault(found => found.Name.LocalName == element)?.Value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        string copyright = Value("copyright");
        return new Package(name[0], name[1], Value("license"), copyright.Any(char.IsAsciiLetter) ? copyright : $"{Value("authors")} {copyright}".Trim(), Value("projectUrl"));
    }

    private sealed record Package(string Id, string Version, string Licence, string Copyright, string Url);
}
