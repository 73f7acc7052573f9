namespace DockerLint.Analyzers.Tests.ImageReferences;

public sealed class TestcontainersTests
{
    [Theory]
    [InlineData("new ContainerBuilder(\"redis:7.2\");")]
    [InlineData("new ContainerBuilder(\"redis:{|DL3007:latest|}\");")]
    [InlineData("new ContainerBuilder(\"{|DL3006:redis|}\");")]
    [InlineData("new ContainerBuilder(image: \"redis:{|DL3007:latest|}\");")]
    [InlineData("ContainerBuilder b = new(\"redis:{|DL3007:latest|}\");")]
    [InlineData("new ContainerBuilder().WithImage(\"redis:7.2\").WithName(\"redis\").Build();")]
    [InlineData("new ContainerBuilder().WithImage(\"redis:{|DL3007:latest|}\").WithCommand(\"redis\", \"nginx:latest\").Build();")]
    [InlineData("new ContainerBuilder().WithEnvironment(\"IMAGE\", \"redis:latest\").WithHostname(\"redis\").WithImage(\"{|DL3006:redis|}\");")]
    [InlineData("new ContainerBuilder(\"redis\").WithImage(\"redis:7.2\");")]
    [InlineData("new ContainerBuilder(\"redis:7\").WithImage(\"{|DL3006:redis|}\");")]
    [InlineData("new ContainerBuilder(new DockerImage(\"redis:7.2\"));")]
    [InlineData("new ContainerBuilder().WithImage(new DockerImage(\"redis:{|DL3007:latest|}\"));")]
    [InlineData("new PostgreSqlBuilder(\"postgres:16\").Build();")]
    [InlineData("new PostgreSqlBuilder(\"{|DL3006:postgres|}\").WithDatabase(\"postgres\").Build();")]
    [InlineData("new PostgreSqlBuilder().WithImage(\"postgres:{|DL3007:latest|}\").Build();")]
    [InlineData("new PostgreSqlBuilder(PostgreSqlBuilder.PostgreSqlImage);")]
    [InlineData("new ComposeBuilder(\"docker:27\");")]
    [InlineData("new ComposeBuilder(\"docker:{|DL3007:latest|}\");")]
    [InlineData("new SocatBuilder(SocatBuilder.SocatImage);")]
    [InlineData("new SocatBuilder(\"{|DL3006:alpine/socat|}\");")]
    [InlineData("new BuildKitImageFromDockerfileBuilder(\"docker:27-cli\");")]
    [InlineData("new BuildKitImageFromDockerfileBuilder(\"docker:{|DL3007:latest|}\");")]
    [InlineData("new BuildKitImageFromDockerfileBuilder(cliImage: \"{|DL3006:docker|}\");")]
    [InlineData("new ImageFromDockerfileBuilder().WithName(\"app:latest\").WithDockerfile(\"Dockerfile\").Build();")]
    [InlineData("new DockerImage(\"{|DK2002:Redis|}:7\");")]
    [InlineData("new DockerImage(\"redis:7\", new DotNet.Testcontainers.Images.Platform(\"linux/amd64\"));")]
    [InlineData("new DockerImage(\"redis:{|DL3007:latest|}\", new DotNet.Testcontainers.Images.Platform(\"linux/amd64\"));")]
    [InlineData("new DockerImage(\"redis\", \"docker.io\", \"7.2\");")]
    [InlineData("new DockerImage(\"redis\", null, \"{|DL3007:latest|}\");")]
    [InlineData("new DockerImage(repository: \"redis\", tag: \"{|DL3007:latest|}\");")]
    [InlineData("new DockerImage(tag: \"7\", repository: \"redis\");")]
    [InlineData("new DockerImage(\"{|DL3006:redis|}\", \"docker.io\");")]
    [InlineData("new DockerImage(\"redis\", \"docker.io\", \"latest\", \"sha256:aadf411dc9ed5199bc7dab48b3e6ce18f8bbee4f170127f5ff1b75cd8035eb36\");")]
    [InlineData("new DockerImage(\"redis\", digest: \"sha256:{|DK2002:aadf|}\");")]
    [InlineData("new DockerImage(\"redis\", tag: version);")]
    [InlineData("new DockerImage(\"acme/shop\", null, \"{|DK2001:frontend|}\");")]
    public Task Images_are_judged(string statement) => Code.InMethod(statement);

    [Theory]
    [InlineData("new DockerImage(\"redis\", \"{|DL3026:quay.io|}\", \"7\");")]
    [InlineData("new DockerImage(\"redis\", \"ghcr.io\", \"7\");")]
    [InlineData("new DockerImage(\"{|DL3026:redis|}\", tag: \"7\");")]
    [InlineData("new DockerImage(\"redis\", tag: \"7\", hubImageNamePrefix: \"ghcr.io\");")]
    [InlineData("new DockerImage(\"redis\", registry, \"7\");")]
    [InlineData("TestcontainersSettings.HubImageNamePrefix = \"{|DL3026:quay.io|}\";")]
    [InlineData("TestcontainersSettings.HubImageNamePrefix = \"ghcr.io\";")]
    [InlineData("new PostgreSqlBuilder(\"{|DL3026:quay.io/postgres:16|}\");")]
    public Task Registries_are_judged_where_some_are_trusted(string statement) => Code.InMethod(statement, "dockerlint.trusted_registries = ghcr.io");

    [Fact]
    public Task A_builder_of_ones_own_hands_its_image_on() => Code.InFile(
        """
        class RedisBuilder : ContainerBuilder<RedisBuilder, IContainer, IContainerConfiguration>
        {
            public RedisBuilder(string image) : base(null) => Init().WithImage("redis:{|DL3007:latest|}");
            protected override IContainerConfiguration DockerResourceConfiguration => null;
            public override IContainer Build() => null;
            protected override RedisBuilder Clone(IResourceConfiguration<CreateContainerParameters> configuration) => this;
            protected override RedisBuilder Clone(IContainerConfiguration configuration) => this;
            protected override RedisBuilder Merge(IContainerConfiguration before, IContainerConfiguration after) => this;
        }

        class App
        {
            object a = new RedisBuilder("redis").WithImage("{|DL3006:redis|}");
        }
        """);
}
