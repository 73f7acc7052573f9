using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Facts;
using DockerLint.Cli.Input;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Tests;

public sealed class SurroundingsTests
{
    private const string Copies = "FROM a\nONBUILD COPY x y\n";

    [Fact]
    public void The_ignore_file_of_the_Dockerfile_is_stronger_than_that_of_the_context()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("a/Dockerfile").With("a/Dockerfile.dockerignore", "own").With("a/.dockerignore", "beside")
            .With("b/Dockerfile").With("b/.dockerignore", "beside").With("c/.dockerignore", "context");
        Assert.Equal("own", Pattern("a", null));
        Assert.Equal("own", Pattern("a", folder.PathOf("c")));
        Assert.Equal("beside", Pattern("b", null));
        Assert.Equal("context", Pattern("b", folder.PathOf("c")));
        Assert.Null(Pattern("b", folder.PathOf("a/b")));
        Assert.Null(Pattern("b", null, "FROM a\nRUN x\n"));

        string? Pattern(string name, string? context, string text = Copies) =>
            new Surroundings(context, folder.Path)
                .FactsFor(new InputFile("Dockerfile", folder.PathOf($"{name}/Dockerfile")), ModelOf(text))
                .Ignore?.Patterns.Single().Path;
    }

    [Fact]
    public void Standard_input_has_a_context_only_where_one_is_named()
    {
        using TemporaryFolder folder = new TemporaryFolder().With(".dockerignore", "x");
        var input = new InputFile("-", null, IsStandardInput: true);
        Assert.Null(new Surroundings(null, folder.Path).FactsFor(input, ModelOf(Copies)).Ignore);
        Assert.NotNull(new Surroundings(folder.Path, folder.Path).FactsFor(input, ModelOf(Copies)).Ignore);
    }

    [Fact]
    public void What_the_context_lacks_is_known_only_where_one_is_named()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("a/b.txt").With(".dockerignore", "c.txt\n").With("c.txt");
        var input = new InputFile("Dockerfile", folder.PathOf("Dockerfile"));
        DockerfileReading model = ModelOf("FROM a\nCOPY a a/b.txt a/*.txt /x/\nCOPY B.txt a/*.md c.txt /x/\n");
        Assert.Null(new Surroundings(null, folder.Path).FactsFor(input, model).MissingSources);
        Assert.Equal(
            ["B.txt", "a/*.md", "c.txt"],
            new Surroundings(folder.Path, folder.Path).FactsFor(input, model).MissingSources!.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_is_a_context()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("a/b").With("a/c/d");
        File.CreateSymbolicLink(folder.PathOf("broken"), "nowhere");
        var context = new FolderContext(folder.Path);
        Assert.Equal(ContextEntry.Folder, context.Find("."));
        Assert.Equal(ContextEntry.Folder, context.Find("a/c"));
        Assert.Equal(ContextEntry.File, context.Find("a/b"));
        Assert.Equal(ContextEntry.File, context.Find("broken"));
        Assert.Equal(ContextEntry.None, context.Find("a/B"));
        Assert.Equal(ContextEntry.None, context.Find("a/\0"));
        Assert.Equal(["b", "c"], context.NamesIn("a").Order(StringComparer.Ordinal));
        Assert.Empty(context.NamesIn("x"));
    }

    private static DockerfileReading ModelOf(string text) => DockerfileReading.Of(new SourceText(text));
}
