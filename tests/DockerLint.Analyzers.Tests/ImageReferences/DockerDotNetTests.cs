using Microsoft.CodeAnalysis;

namespace DockerLint.Analyzers.Tests.ImageReferences;

public sealed class DockerDotNetTests
{
    [Theory]
    [InlineData("new CreateContainerParameters { Image = \"redis:7\" };")]
    [InlineData("new CreateContainerParameters { Image = \"redis:{|DL3007:latest|}\", Name = \"redis\", Hostname = \"redis:latest\" };")]
    [InlineData("new CreateContainerParameters(new ContainerConfig { Image = \"{|DL3006:redis|}\" });")]
    [InlineData("ContainerConfig config = new() { Image = \"redis:7\" };")]
    [InlineData("new ContainerSpec { Image = \"{|DL3006:redis|}\" };")]
    [InlineData("new ServiceSpec { TaskTemplate = new TaskSpec { ContainerSpec = new ContainerSpec { Image = \"redis:{|DL3007:latest|}\", Command = new List<string> { \"redis\" } } } };")]
    [InlineData("new TaskSpec { ContainerSpec = { Image = \"redis:{|DL3007:latest|}\" } };")]
    [InlineData("var p = new CreateContainerParameters(); p.Image = \"redis:{|DL3007:latest|}\";")]
    [InlineData("var p = new CreateContainerParameters(); p.Image ??= \"redis:{|DL3007:latest|}\";")]
    [InlineData("new ImagesCreateParameters { FromImage = \"redis\", Tag = \"7\" };")]
    [InlineData("new ImagesCreateParameters { FromImage = \"redis\", Tag = \"{|DL3007:latest|}\" };")]
    [InlineData("new ImagesCreateParameters { FromImage = \"redis:7\" };")]
    [InlineData("new ImagesCreateParameters { FromImage = \"{|DL3006:redis|}\" };")]
    [InlineData("new ImagesCreateParameters { FromImage = \"redis\", Tag = version };")]
    [InlineData("new ImagesCreateParameters { FromImage = image, Tag = \"{|DL3007:latest|}\" };")]
    [InlineData("new ImagesCreateParameters { FromSrc = \"http://example.com/redis\", Repo = \"redis\" };")]
    [InlineData("new ImagesCreateParameters { FromSrc = \"-\", Repo = \"{|DK2002:Redis|}\" };")]
    [InlineData("var p = new ImagesCreateParameters(); p.FromImage = \"redis\"; p.Tag = \"7\";")]
    [InlineData("var p = new ImagesCreateParameters(); p.FromImage = \"redis\"; p.Tag = \"{|DL3007:latest|}\";")]
    [InlineData("var p = new ImagesCreateParameters { Tag = \"7\" }; p.FromImage = \"redis\";")]
    [InlineData("new ImageTagParameters { RepositoryName = \"acme/app\", Tag = \"1.0\" };")]
    [InlineData("new ImageTagParameters { RepositoryName = \"acme/app\", Tag = \"{|DL3007:latest|}\" };")]
    [InlineData("new ImageTagParameters { Tag = \"{|DL3007:latest|}\" };")]
    [InlineData("new ImagePushParameters { Tag = \"1.0\" };")]
    [InlineData("new ImagePushParameters { Tag = \"{|DL3007:latest|}\" };")]
    [InlineData("new ImageBuildParameters { Tags = new List<string> { \"app:1\", \"app:{|DL3007:latest|}\" }, CacheFrom = new List<string> { \"app:latest\" } };")]
    [InlineData("new ImageBuildParameters { Tags = [\"app\", \"app:{|DL3007:latest|}\"] };")]
    [InlineData("new ContainerListResponse { Image = \"redis:latest\" };")]
    [InlineData("new ContainerInspectResponse { Image = \"redis\" };")]
    [InlineData("new AuthConfig { ServerAddress = \"redis:latest\" };")]
    public Task Images_are_judged(string statement) => Code.InMethod(statement);

    [Theory]
    [InlineData("new CommitContainerChangesParameters { RepositoryName = \"acme/app\", Tag = \"1.0\" };")]
    [InlineData("new CommitContainerChangesParameters { RepositoryName = \"acme/app\", Tag = \"{|DL3007:latest|}\" };")]
    [InlineData("new CommitContainerChangesParameters { Image = \"redis\", Tag = \"7\" };")]
    [InlineData("new CommitContainerChangesParameters { Image = \"{|DL3006:redis|}\" };")]
    [InlineData("new CommitContainerChangesParameters { Image = \"redis\", Tag = \"{|DL3007:latest|}\" };")]
    public Task Commits_are_judged(string statement) => Code.InMethod(statement);

    /// <summary>The library before it was forked: the same names, other declarations.</summary>
    [Theory]
    [InlineData("new CreateContainerParameters { Image = \"redis:7\" };")]
    [InlineData("new CreateContainerParameters { Image = \"redis:{|DL3007:latest|}\" };")]
    [InlineData("new CreateContainerParameters(new Config { Image = \"{|DL3006:redis|}\" });")]
    [InlineData("new ContainerSpec { Image = \"{|DL3006:redis|}\" };")]
    [InlineData("new ImagesCreateParameters { FromImage = \"redis\", Tag = \"7\" };")]
    [InlineData("new ImagesCreateParameters { FromImage = \"redis\", Tag = \"{|DL3007:latest|}\" };")]
    [InlineData("new ImagesCreateParameters { FromImage = \"{|DL3006:redis|}\" };")]
    [InlineData("new CommitContainerChangesParameters { RepositoryName = \"acme/app\", Tag = \"{|DL3007:latest|}\" };")]
    [InlineData("new ImageTagParameters { RepositoryName = \"acme/app\", Tag = \"{|DL3007:latest|}\" };")]
    [InlineData("new ImagePushParameters { ImageID = \"redis\", Tag = \"{|DL3007:latest|}\" };")]
    [InlineData("new ContainerJSONBase { Image = \"redis:latest\" };")]
    public Task The_older_library_too(string statement)
    {
        string code = $$"""
            using Docker.DotNet.Models;

            class App
            {
                void Run() { {{statement}} }
            }
            """;
        IEnumerable<MetadataReference> references = Code.ReferencesWith("Docker.DotNet", "docker.dotnet/3.125.15/lib/netstandard2.1/Docker.DotNet.dll");
        return Code.TestOf([("/app/App.cs", code)], references: references).RunAsync(TestContext.Current.CancellationToken);
    }
}
