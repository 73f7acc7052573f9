namespace DockerLint.Analyzers.Tests.ImageReferences;

/// <summary>The ways in which C# writes a text.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData("@\"redis:{|DL3007:latest|}\"")]
    [InlineData("\"\"\"redis:{|DL3007:latest|}\"\"\"")]
    [InlineData("\"\"\"\"redis:{|DL3007:latest|}\"\"\"\"")]
    [InlineData("\"\"\"\n            redis:{|DL3007:latest|}\n            \"\"\"")]
    [InlineData("{|DL3007:\"redis\\u003alatest\"|}")]
    [InlineData("{|DL3006:\"\\u0072edis\"|}")]
    [InlineData("(\"redis:{|DL3007:latest|}\")")]
    [InlineData("\"redis:{|DL3007:latest|}\"!")]
    [InlineData("(string)\"redis:{|DL3007:latest|}\"")]
    public Task A_literal_is_read_in_every_form(string text) => Code.InMethod($"new ContainerBuilder({text});");

    [Theory]
    [InlineData("$\"redis:{|DL3007:latest|}\"")]
    [InlineData("$\"{registry}/app:{|DL3007:latest|}\"")]
    [InlineData("$\"{registry}/{image}:{|DL3007:latest|}\"")]
    [InlineData("$@\"{registry}/app:{|DL3007:latest|}\"")]
    [InlineData("$\"\"\"{registry}/app:{|DL3007:latest|}\"\"\"")]
    [InlineData("$\"localhost:{port}/app:{|DL3007:latest|}\"")]
    [InlineData("{|DL3006:$\"{registry}/app\"|}")]
    [InlineData("{|DL3006:$\"localhost:{port}/app\"|}")]
    [InlineData("$\"redis:{version}\"")]
    [InlineData("$\"redis:{version}-alpine\"")]
    [InlineData("$\"redis:7{version}\"")]
    [InlineData("$\"redis:latest{version}\"")]
    [InlineData("$\"redis:latest@{version}\"")]
    [InlineData("$\"redis@sha256:{version}\"")]
    [InlineData("$\"redis{version}\"")]
    [InlineData("$\"{image}\"")]
    [InlineData("$\"{registry}{image}\"")]
    [InlineData("$\"{registry}/{image}\"")]
    [InlineData("$\"{registry}redis\"")]
    [InlineData("$\"{image}:{version}\"")]
    [InlineData("$\"{image}:{version}@{registry}\"")]
    [InlineData("$\"{registry}/{image}:{version}\"")]
    [InlineData("$\"{|DK2002:MyApp|}:{version}\"")]
    [InlineData("$\"{registry}/{|DK2002:MyApp|}:1\"")]
    [InlineData("$\"{image}MyApp:1\"")]
    [InlineData("$\"{registry}/shop:{|DK2001:frontend|}\"")]
    [InlineData("$\"redis:{Version}\"")]
    [InlineData("$\"redis:{{|DL3007:Moving|}}\"")]
    [InlineData("$\"redis:{7}\"")]
    [InlineData("$\"redis:{7:D2}\"")]
    [InlineData("$\"{\"redis\"}:{\"{|DL3007:latest|}\"}\"")]
    public Task Of_an_interpolated_text_that_counts_which_is_written(string text) => Code.InMethod($"new ContainerBuilder({text});");

    [Theory]
    [InlineData("\"redis:\" + Version")]
    [InlineData("\"redis:\" + {|DL3007:Moving|}")]
    [InlineData("\"redis:\" + \"{|DL3007:latest|}\"")]
    [InlineData("{|DL3006:\"acme/\" + \"redis\"|}")]
    [InlineData("{|DL3007:\"redis:la\" + \"test\"|}")]
    [InlineData("\"redis:\" + version")]
    [InlineData("\"redis:\" + 7")]
    [InlineData("registry + \"/redis:{|DL3007:latest|}\"")]
    [InlineData("{|DL3006:registry + \"/redis\"|}")]
    [InlineData("image")]
    [InlineData("string.Concat(\"redis\", \":latest\")")]
    public Task Of_a_sum_that_counts_which_is_written(string text) => Code.InMethod($"new ContainerBuilder({text});");

    [Theory]
    [InlineData("isNew ? \"redis:{|DL3007:latest|}\" : \"redis:7\"")]
    [InlineData("isNew ? \"{|DL3006:redis|}\" : \"redis:{|DL3007:latest|}\"")]
    [InlineData("isNew ? image : \"redis:{|DL3007:latest|}\"")]
    [InlineData("image ?? \"redis:{|DL3007:latest|}\"")]
    [InlineData("image ?? throw new InvalidOperationException(\"redis:latest\")")]
    [InlineData("Environment.GetEnvironmentVariable(\"redis:latest\") ?? \"{|DL3006:redis|}\"")]
    [InlineData("version switch { \"latest\" => \"redis:{|DL3007:latest|}\", \"redis\" => \"redis:7\", _ => \"{|DL3006:redis|}\" }")]
    [InlineData("\"redis:\" + (isNew ? \"{|DL3007:latest|}\" : \"7\")")]
    [InlineData("$\"redis:{(isNew ? \"{|DL3007:latest|}\" : \"7\")}\"")]
    [InlineData("$\"redis:{version ?? \"{|DL3007:latest|}\"}\"")]
    public Task Of_a_choice_each_that_is_written_is_read(string text) => Code.InMethod($"new ContainerBuilder({text});");

    [Theory]
    [InlineData("builder.AddContainer(\"a\", isNew ? \"redis\" : \"valkey\", isNew ? \"7\" : \"{|DL3007:latest|}\");")]
    [InlineData("builder.AddContainer(\"a\", \"redis\", version ?? \"{|DL3007:latest|}\");")]
    [InlineData("resource.WithImage(\"redis\", isNew ? \"7\" : null);")]
    [InlineData("resource.WithImage(\"{|DL3006:redis|}\", null);")]
    public Task Of_parts_each_choice_is_read(string statement) => Code.InMethod(statement);

    [Fact]
    public Task A_constant_is_reported_once_where_it_is_written() => Code.InFile(
        """
        static class Images
        {
            public const string Redis = "redis:{|DL3007:latest|}";
            public const string Postgres = "{|DL3006:postgres|}";
            public const string Pinned = "redis:7";
            public const string Sum = "redis:" + "{|DL3007:latest|}";
            public const string Tagged = {|DL3007:"redis:" + Tag|};
            public const string Escaped = {|DL3007:"redis\u003alatest"|};
            public const string Unused = "redis:latest";
            public const string Tag = "latest";
        }

        class App
        {
            private const string Image = "redis:{|DL3007:latest|}";

            void Run(IDistributedApplicationBuilder builder)
            {
                const string local = "{|DL3006:redis|}", other = "redis:7";
                new ContainerBuilder(Images.Redis);
                new ContainerBuilder(Images.Redis).WithImage(Images.Redis);
                builder.AddContainer("a", Images.Redis);
                builder.AddContainer("a", Images.Postgres);
                builder.AddContainer("a", Images.Postgres, "16");
                builder.AddContainer("a", Images.Pinned);
                builder.AddContainer("a", Images.Sum);
                builder.AddContainer("a", Images.Tagged);
                builder.AddContainer("a", Images.Escaped);
                new V1Container { Image = Image };
                new V1Container { Image = local };
                new V1Container { Image = other };
            }
        }
        """.Replace("new V1C", "_ = new V1C", StringComparison.Ordinal).Replace("new ContainerB", "_ = new ContainerB", StringComparison.Ordinal));

    [Fact]
    public Task A_constant_of_another_file_is_reported_there() => Code.TestOf(
        [
            ("/app/Images.cs", "static class Images { public const string Redis = \"redis:{|DL3007:latest|}\"; }"),
            ("/app/A.cs", "class A { object a = new DotNet.Testcontainers.Builders.ContainerBuilder(Images.Redis); }"),
            ("/app/B.cs", "class B { object b = new DotNet.Testcontainers.Builders.ContainerBuilder(Images.Redis); }"),
        ]).RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Variables_are_not_followed() => Code.InFile(
        """
        class App
        {
            private static readonly string s_image = "redis:latest";

            void Run()
            {
                string image = "redis:latest";
                new ContainerBuilder(image).WithImage(s_image);
            }
        }
        """);
}
