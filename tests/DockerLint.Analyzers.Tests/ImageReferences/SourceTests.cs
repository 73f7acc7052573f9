using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace DockerLint.Analyzers.Tests.ImageReferences;

/// <summary>What surrounds a reference: kinds of code, suppressions, configuration, pins.</summary>
public sealed class SourceTests
{
    private const string Digest = "sha256:aadf411dc9ed5199bc7dab48b3e6ce18f8bbee4f170127f5ff1b75cd8035eb36";

    [Theory]
    [InlineData("// top level\nnew ContainerBuilder(\"redis:{|DL3007:latest|}\");")]
    [InlineData("// top level\nvar builder = DistributedApplication.CreateBuilder(args);\nvar a = builder.AddContainer(\"a\", \"redis\");\na.WithImageTag(\"7\");")]
    [InlineData("class App { object a = new ContainerBuilder(\"redis:{|DL3007:latest|}\"); object B { get; } = new ContainerBuilder(\"{|DL3006:redis|}\"); object C => new ContainerBuilder(\"{|DL3006:redis|}\"); }")]
    [InlineData("class App { Func<object> a = () => new ContainerBuilder(\"redis:{|DL3007:latest|}\"); }")]
    [InlineData("class App { void Run() { void Inner() => new ContainerBuilder(\"redis:{|DL3007:latest|}\").Build(); Inner(); } }")]
    [InlineData("record App(object A) { public App() : this(new ContainerBuilder(\"redis:{|DL3007:latest|}\")) { } }")]
    [InlineData("class App(string image) { object a = new ContainerBuilder(image); }")]
    [InlineData("class App { void Run(string image = \"redis:latest\") => new ContainerBuilder(image).Build(); }")]
    public Task All_kinds_of_code_are_read(string code) => Code.InFile(code);

    [Theory]
    [InlineData("Console.WriteLine(\"redis:latest\");")]
    [InlineData("string imageName = \"redis:latest\";")]
    [InlineData("Run(\"redis:latest\"); static void Run(string image) { }")]
    [InlineData("new Unrelated(image: \"redis:latest\") { Image = \"redis:latest\", Tag = \"latest\" }.WithImage(\"redis:latest\").WithImageTag(\"latest\");")]
    [InlineData("var it = (Image: \"redis:latest\", Tag: \"latest\");")]
    [InlineData("var it = new { Image = \"redis:latest\" };")]
    [InlineData("builder.AddParameter(\"image\", \"redis:latest\"); resource.WithEnvironment(\"IMAGE\", \"redis:latest\").WithArgs(\"redis:latest\");")]
    [InlineData("_ = image == \"redis:latest\" || image.Contains(\"redis:latest\");")]
    public Task A_text_that_looks_like_an_image_is_none(string statement) => Code.InFile($$"""
        namespace Acme.Testcontainers
        {
            class Unrelated(string image)
            {
                public string Image { get; set; } = image;
                public string Tag { get; set; } = "latest";
                public Unrelated WithImage(string image) => this;
                public Unrelated WithImageTag(string tag) => this;
            }

            class App
            {
                void Run(IDistributedApplicationBuilder builder, IResourceBuilder<ContainerResource> resource, string image)
                {
                    {{statement}}
                }
            }
        }
        """);

    [Fact]
    public async Task What_is_wrong_with_the_configuration_of_sources_is_said_once()
    {
        CSharpAnalyzerTest<DockerLintAnalyzer, DefaultVerifier> test = Code.TestOf(
            [
                ("/app/A.cs", "class A { object it = new DotNet.Testcontainers.Builders.ContainerBuilder(\"redis\"); }"),
                ("/app/B.cs", "class B { object it = new DotNet.Testcontainers.Builders.ContainerBuilder(\"redis\"); }"),
            ],
            "dockerlint.DL9999.severity = error");
        test.ExpectedDiagnostics.Add(new DiagnosticResult("DK0001", Microsoft.CodeAnalysis.DiagnosticSeverity.Error).WithNoLocation()
            .WithArguments(".editorconfig: unknown rule 'dl9999'; see 'dockerlint rules'"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Pragmas_and_attributes_suppress_findings_where_the_text_stands() => Code.InFile(
        """
        static class Images
        {
        #pragma warning disable DL3007
            public const string Redis = "redis:latest";
        #pragma warning restore DL3007
            [SuppressMessage("DockerLint", "DL3007:NoLatestTag")]
            public const string Postgres = "postgres:latest";
            public const string Nginx = "nginx:{|DL3007:latest|}";
        }

        class App
        {
            object A() => new ContainerBuilder(Images.Redis).WithEnvironment("a", "b");
            object B() => new ContainerBuilder(Images.Postgres);
        #pragma warning disable DL3007
            object C() => new ContainerBuilder(Images.Nginx);
            object D() => new ContainerBuilder("redis:latest");
        #pragma warning restore DL3007
            [SuppressMessage("DockerLint", "DL3006:MissingTag")]
            object E() => new ContainerBuilder("redis");
            object F() => new ContainerBuilder("{|DL3006:redis|}");
        }
        """);

    [Theory]
    [InlineData("/app/App.g.cs", "")]
    [InlineData("/app/App.Designer.cs", "")]
    [InlineData("/app/App.cs", "// <auto-generated/>\n")]
    public Task Generated_code_is_left_alone(string path, string head) => Code.TestOf(
        [(path, head + "class App { object a = new DotNet.Testcontainers.Builders.ContainerBuilder(\"redis:latest\"); }")])
        .RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("", "{|DL3006:redis|}")]
    [InlineData("dockerlint.profile = none", "redis")]
    [InlineData("dockerlint.profile = all", "{|DK2003:redis:7|}")]
    [InlineData("dockerlint.DL3006.severity = none", "redis")]
    [InlineData("dockerlint.DK2003.severity = warning", "{|DK2003:redis:7|}")]
    [InlineData("dotnet_diagnostic.DL3006.severity = none", "redis")]
    [InlineData("dotnet_diagnostic.DK2003.severity = warning", "{|DK2003:redis:7|}")]
    [InlineData("dotnet_diagnostic.DK2003.severity = warning", "{|DK2003:{|DL3006:redis|}|}")]
    [InlineData("dotnet_diagnostic.DK2003.severity = none\ndockerlint.profile = all", "redis:7")]
    [InlineData("dockerlint.trusted_registries = docker.io", "redis:7")]
    [InlineData("dockerlint.trusted_registries = quay.io", "{|DL3026:redis:7|}")]
    [InlineData("dockerlint.allowed_images = redis\ndockerlint.trusted_registries = quay.io", "redis:7")]
    public Task The_configuration_of_the_source_holds(string editorConfig, string image) =>
        Code.InMethod($"new V1Container {{ Image = \"{image}\" }};", editorConfig);

    [Theory]
    [InlineData("quay.io", "{|DL3026:$\"ghcr.io/{image}\"|}")]
    [InlineData("quay.io", "{|DL3026:$\"redis:{version}\"|}")]
    [InlineData("quay.io/acme/*", "$\"quay.io/{image}\"")]
    [InlineData("quay.io", "$\"{registry}/app:1\"")]
    [InlineData("quay.io", "$\"redis{image}:1\"")]
    [InlineData("docker.io/library/*", "{|DL3026:$\"acme/app:{version}\"|}")]
    public Task Of_a_registry_that_counts_which_is_written(string trusted, string text) =>
        Code.InMethod($"new ContainerBuilder({text});", $"dockerlint.trusted_registries = {trusted}");

    [Theory]
    [InlineData("error", DiagnosticSeverity.Error)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    public async Task The_compilers_own_keys_set_levels(string level, DiagnosticSeverity expected)
    {
        var test = Code.TestOf(
            [("/app/App.cs", "class App { object a = new DotNet.Testcontainers.Builders.ContainerBuilder(\"redis\"); }")], $"dotnet_diagnostic.DL3006.severity = {level}");
        test.ExpectedDiagnostics.Add(new DiagnosticResult("DL3006", expected).WithSpan("/app/App.cs", 1, 77, 1, 82)
            .WithArguments("'redis' has no tag, so it is 'redis:latest', another image tomorrow; name a version"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("$\"{registry}/app:latest\"", "'{registry}/app:latest' is another image tomorrow; name a version")]
    [InlineData("$$\"\"\"{{registry}}/app:latest\"\"\"", "'{registry}/app:latest' is another image tomorrow; name a version")]
    [InlineData("registry.ToUpperInvariant() + \"/app:latest\"", "'{registry.ToUpperInvariant()}/app:latest' is another image tomorrow; name a version")]
    [InlineData("$\"{registry}/{version}/app\"", "'{registry}/{version}/app' has no tag, so it is '{registry}/{version}/app:latest', another image tomorrow; name a version")]
    public async Task A_message_says_what_is_not_known(string text, string message)
    {
        Diagnostic diagnostic = Assert.Single(await DiagnosticsOf($"class App {{ object M(string registry, string version) => new DotNet.Testcontainers.Builders.ContainerBuilder({text}); }}"));
        Assert.Equal(message, diagnostic.GetMessage(null));
    }

    [Theory]
    [InlineData("\"redis\"", "DL3006", true)]
    [InlineData("\"redis:latest\"", "DL3007", true)]
    [InlineData("\"docker.io/library/redis:latest\"", "DL3007", true)]
    [InlineData("Redis", "DL3006", true)]
    [InlineData("\"redis:\" + \"latest\"", "DL3007", false)]
    [InlineData("\"nginx\"", "DL3006", false)]
    public async Task A_finding_of_an_image_that_is_pinned_brings_the_digest(string text, string code, bool isPinned)
    {
        Diagnostic diagnostic = Assert.Single(await DiagnosticsOf(
            $"class App {{ const string Redis = \"redis\"; object a = new DotNet.Testcontainers.Builders.ContainerBuilder({text}); }}",
            ("/app/dockerlint.lock", $"redis {Digest} 2026-01-02\n")));
        Assert.Equal(code, diagnostic.Id);
        string tag = code == "DL3006" ? ":latest" : "";
        Assert.Equal(isPinned ? $"{tag}@{Digest}" : null, diagnostic.Properties.GetValueOrDefault("DockerLint.Insert"));
        Assert.Equal(isPinned ? "Pin it to the digest of dockerlint.lock" : null, diagnostic.Properties.GetValueOrDefault("DockerLint.Title"));
    }

    [Fact]
    public async Task A_rule_that_the_configuration_declares_is_run() => Assert.Equal(
        ["DK0002 TEAM1: no redis here", "DK0002 TEAM1: no redis here"],
        (await DiagnosticsOf(
            "class App { object a = new k8s.Models.V1Container { Image = \"redis:7\" }; object M(string version) => new k8s.Models.V1Container { Image = $\"redis:{version}\" }; object N(string name) => new k8s.Models.V1Container { Image = $\"{name}:7\" }; }",
            ("/app/.dockerlint.yaml", "custom-rules:\n  - id: TEAM1\n    level: error\n    message: no redis here\n    match: {image: redis*}\nrules: {TEAM1: {severity: error}}\n")))
            .Select(static diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage(null)}"));

    private static async Task<IEnumerable<Diagnostic>> DiagnosticsOf(string code, params (string Path, string Text)[] additional)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "App", [CSharpSyntaxTree.ParseText(code, path: "/app/App.cs")], Code.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var options = new AnalyzerOptions([.. additional.Select(static file => new Text(file.Path, file.Text))]);
        return await compilation.WithAnalyzers([new DockerLintAnalyzer()], options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Text(string path, string text) : AdditionalText
    {
        public override string Path { get; } = path;

        public override Microsoft.CodeAnalysis.Text.SourceText GetText(CancellationToken cancellationToken = default) => Microsoft.CodeAnalysis.Text.SourceText.From(text);
    }
}
