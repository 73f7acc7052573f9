using DockerLint.Cli.Input;
using DockerLint.Syntax.Tree;

namespace DockerLint.Cli.Tests;

public sealed class BuildContextTests
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
            new BuildContexts(context)
                .FactsFor(new InputFile("Dockerfile", folder.PathOf($"{name}/Dockerfile")), DockerfileSyntax.Parse(text))
                .Ignore?.Patterns.Single().Path;
    }

    [Fact]
    public void Standard_input_has_a_context_only_where_one_is_named()
    {
        using TemporaryFolder folder = new TemporaryFolder().With(".dockerignore", "x");
        var input = new InputFile("-", null, IsStandardInput: true);
        Assert.Null(new BuildContexts(null).FactsFor(input, DockerfileSyntax.Parse(Copies)).Ignore);
        Assert.NotNull(new BuildContexts(folder.Path).FactsFor(input, DockerfileSyntax.Parse(Copies)).Ignore);
    }
}
