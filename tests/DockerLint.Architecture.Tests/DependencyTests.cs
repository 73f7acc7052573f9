using System.Xml.Linq;

namespace DockerLint.Architecture.Tests;

/// <summary>Dependencies point one way, down to the syntax (src/ARCHITECTURE.md).</summary>
public sealed class DependencyTests
{
    /// <summary>What each project may refer to.</summary>
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["DockerLint.References"] = [],
        ["DockerLint.Syntax"] = ["DockerLint.References"],
        ["DockerLint.Semantics"] = ["DockerLint.Syntax"],
        ["DockerLint.Analysis"] = ["DockerLint.Semantics"],
        ["DockerLint.Formatting"] = ["DockerLint.Semantics"],
        ["DockerLint.Yaml"] = ["DockerLint.Syntax"],
        ["DockerLint.Hosts"] = ["DockerLint.Semantics", "DockerLint.Yaml"],
        ["DockerLint.Oci"] = ["DockerLint.References"],
        ["DockerLint.Build"] = ["DockerLint.Semantics", "DockerLint.Oci"],
        ["DockerLint.BuildKit"] = ["DockerLint.Build"],
        ["DockerLint.Configuration"] = ["DockerLint.Analysis", "DockerLint.Yaml"],
        ["DockerLint.LanguageServer"] = ["DockerLint.Configuration", "DockerLint.Formatting", "DockerLint.Hosts"],
        ["DockerLint.Analyzers"] = ["DockerLint.Configuration", "DockerLint.Hosts"],
        ["DockerLint.CodeFixes"] = ["DockerLint.Analyzers"],
        ["DockerLint.Analyzers.Package"] = ["DockerLint.CodeFixes", "DockerLint.Tool"],
        ["DockerLint.Cli"] = ["DockerLint.Configuration", "DockerLint.Formatting", "DockerLint.Hosts", "DockerLint.LanguageServer", "DockerLint.Oci", "DockerLint.Build", "DockerLint.BuildKit"],
        ["DockerLint.Tool"] = ["DockerLint.Configuration", "DockerLint.Formatting", "DockerLint.Hosts", "DockerLint.LanguageServer", "DockerLint.Oci", "DockerLint.Build", "DockerLint.BuildKit"],
    };

    /// <summary>What each project may take from outside, checks on ourselves aside.</summary>
    private static readonly Dictionary<string, string[]> s_packages = new()
    {
        ["DockerLint.References"] = ["Pidgin"],
        ["DockerLint.Syntax"] = ["Pidgin"],
        ["DockerLint.Semantics"] = ["Pidgin"],
        ["DockerLint.Analysis"] = [],
        ["DockerLint.Formatting"] = [],
        ["DockerLint.Yaml"] = ["YamlDotNet"],
        ["DockerLint.Hosts"] = ["Pidgin"],
        ["DockerLint.Oci"] = ["Pidgin"],
        ["DockerLint.Build"] = ["SharpCompress", "ZstdSharp.Port"],
        ["DockerLint.BuildKit"] = ["Google.Protobuf", "Grpc.Net.Client", "Grpc.Tools"],
        ["DockerLint.Configuration"] = ["Pidgin"],
        ["DockerLint.LanguageServer"] = ["StreamJsonRpc"],
        ["DockerLint.Analyzers"] = ["Microsoft.CodeAnalysis.CSharp", "Microsoft.CodeAnalysis.Analyzers"],
        ["DockerLint.CodeFixes"] = ["Microsoft.CodeAnalysis.CSharp.Workspaces", "Microsoft.CodeAnalysis.Analyzers"],
        ["DockerLint.Analyzers.Package"] = [],
        ["DockerLint.Tool"] = ["Spectre.Console", "System.CommandLine"],
        ["DockerLint.Cli"] = ["Spectre.Console", "System.CommandLine"],
    };

    [Fact]
    public void Project_references_point_one_way() => Assert.All(Repository.Projects, project =>
        Assert.Equal(s_allowed[Path.GetFileNameWithoutExtension(project)], Includes(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension)));

    [Fact]
    public void Packages_are_used_only_where_they_belong() => Assert.All(Repository.Projects, project =>
        Assert.Equal(s_packages[Path.GetFileNameWithoutExtension(project)], Includes(project, "PackageReference")));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "DockerLint.sln"));
        Assert.All(
            Repository.Files("src", "*.csproj").Concat(Repository.Files("tests", "*.csproj")),
            project => Assert.Contains(Path.GetFileName(project), solution, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Includes(string project, string element) =>
        XDocument.Load(project).Descendants(element).Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'));
}
