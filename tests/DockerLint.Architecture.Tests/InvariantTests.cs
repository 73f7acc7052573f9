using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace DockerLint.Architecture.Tests;

/// <summary>What the libraries do not do (src/ARCHITECTURE.md, "Invariants").</summary>
public sealed class InvariantTests
{
    private static readonly string[] s_libraries =
        ["DockerLint.References", "DockerLint.Syntax", "DockerLint.Semantics", "DockerLint.Yaml", "DockerLint.Hosts", "DockerLint.Analysis", "DockerLint.Configuration"];

    private static readonly string[] s_outsideWorld =
    [
        "System.Console.", "System.IO.File.", "System.IO.Directory.", "System.IO.FileStream.", "System.IO.FileInfo.",
        "System.IO.DirectoryInfo.", "System.Diagnostics.Process.", "System.Net.", "System.Environment.",
        "System.Threading.Tasks.Task.", "System.Text.RegularExpressions.", "System.Reflection.", "System.Activator.",
    ];

    /// <summary>What an iterator asks.</summary>
    private static readonly string[] s_compilersOwn = ["System.Environment.get_CurrentManagedThreadId"];

    public static TheoryData<string> Libraries => [.. s_libraries];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_touches_nothing_outside_and_reflects_on_nothing(string library)
    {
        MetadataReader metadata = MetadataOf(library, out PEReader image);
        using (image)
        {
            IEnumerable<string> used = metadata.MemberReferences.Select(metadata.GetMemberReference)
                .Where(static member => member.Parent.Kind == HandleKind.TypeReference)
                .Select(member =>
                {
                    TypeReference type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
                    return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}.{metadata.GetString(member.Name)}";
                });
            Assert.DoesNotContain(used, member => !member.EndsWith("Attribute..ctor", StringComparison.Ordinal)
                && !s_compilersOwn.Contains(member)
                && s_outsideWorld.Any(outside => member.StartsWith(outside, StringComparison.Ordinal)));
        }
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_keeps_no_state_in_statics(string library)
    {
        MetadataReader metadata = MetadataOf(library, out PEReader image);
        using (image)
        {
            IEnumerable<string> changeable = metadata.FieldDefinitions.Select(metadata.GetFieldDefinition)
                .Where(field => (field.Attributes & FieldAttributes.Static) != 0
                    && (field.Attributes & (FieldAttributes.InitOnly | FieldAttributes.Literal)) == 0)
                .Select(field => $"{metadata.GetString(metadata.GetTypeDefinition(field.GetDeclaringType()).Name)}.{metadata.GetString(field.Name)}")
                .Where(name => !name.Contains('<', StringComparison.Ordinal));
            Assert.Empty(changeable);
        }
    }

    [Fact]
    public void Readers_of_YAML_alone_know_the_package_so_that_it_is_loaded_only_for_a_text_in_it() => Assert.Equal(
        ["CommentScanner.cs", "YamlReader.cs"],
        Repository.Files("src", "*.cs").Where(static path => File.ReadAllText(path).Contains("YamlDotNet", StringComparison.Ordinal)).Select(Path.GetFileName).Order());

    [Fact]
    public void The_tree_speaks_of_nothing_but_the_project()
    {
        string[] words = ["TODO", "FIXME", "HACK"];
        Assert.Empty(Repository.Files("src", "*.cs")
            .SelectMany(path => File.ReadLines(path).Where(line => words.Any(word => line.Contains(word, StringComparison.Ordinal))).Select(line => $"{path}: {line}")));
    }

    private static MetadataReader MetadataOf(string library, out PEReader image)
    {
        image = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{library}.dll")));
        return image.GetMetadataReader();
    }
}
