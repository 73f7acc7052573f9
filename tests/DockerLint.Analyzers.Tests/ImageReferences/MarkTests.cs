using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DockerLint.Analyzers.Tests.ImageReferences;

/// <summary><c>[StringSyntax("image-reference")]</c>.</summary>
public sealed class MarkTests
{
    private const string Declarations = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics.CodeAnalysis;

        public sealed class UsesImageAttribute([StringSyntax("image-reference")] string image) : Attribute
        {
            public string Of { get; } = image;

            [StringSyntax("image-reference")]
            public string Other { get; set; } = "";
        }

        public record Pod([StringSyntax("image-reference")] string Image, string Name);

        public record struct Job([property: StringSyntax("image-reference")] string Image);

        public static class Api
        {
            [StringSyntax("image-reference")]
            public static string Field = "";

            public static void Run([StringSyntax("image-reference")] string image, string note = "") { }

            public static void RunAll([StringSyntax("image-reference")] params string[] images) { }

            public static void RunMany([StringSyntax("image-reference")] IEnumerable<string> images) { }

            public static void Plain(string image, [StringSyntax("Regex")] string pattern = "") { }

            public static void Of<T>([StringSyntax("image-reference")] T image) { }

            public static string At<T>(this T it, [StringSyntax("image-reference")] string image) => image;
        }

        """;

    [Theory]
    [InlineData("Api.Run(\"redis:7\", \"redis:latest\");")]
    [InlineData("Api.Run(\"redis:{|DL3007:latest|}\", \"redis:latest\");")]
    [InlineData("Api.Run(note: \"redis\", image: \"{|DL3006:redis|}\");")]
    [InlineData("Api.RunAll(\"redis:7\", \"{|DL3006:redis|}\", \"redis:{|DL3007:latest|}\");")]
    [InlineData("Api.RunAll(new[] { \"redis:7\", \"{|DL3006:redis|}\" });")]
    [InlineData("Api.RunMany(new List<string> { \"redis:7\", \"{|DL3006:redis|}\" });")]
    [InlineData("Api.RunMany([\"redis:7\", \"{|DL3006:redis|}\"]);")]
    [InlineData("Api.RunAll([\"redis:{|DL3007:latest|}\", .. new[] { \"redis\" }]);")]
    [InlineData("Api.Plain(\"redis:latest\", \"redis:latest\");")]
    [InlineData("Api.Of(\"redis:{|DL3007:latest|}\");")]
    [InlineData("1.At(\"redis:{|DL3007:latest|}\").At(\"{|DL3006:redis|}\");")]
    [InlineData("Api.Field = \"redis:{|DL3007:latest|}\";")]
    [InlineData("var pod = new Pod(\"redis:{|DL3007:latest|}\", \"redis:latest\");")]
    [InlineData("Pod pod = new(Name: \"redis\", Image: \"{|DL3006:redis|}\"); pod = pod with { Image = \"redis:{|DL3007:latest|}\", Name = \"redis\" };")]
    [InlineData("Job job = default; job = job with { Image = \"redis:{|DL3007:latest|}\" };")]
    [InlineData("var job = new Job() { Image = \"redis:7\" };")]
    [InlineData("Api.Run((string)null!); Api.Run(\"a{|DK2002: |}b\"); Api.Run(\"\");")]
    public Task What_is_marked_is_judged(string statement) => Verify($$"""
        class App
        {
            void Run()
            {
                {{statement}}
            }
        }
        """);

    [Theory]
    [InlineData("[UsesImage(\"redis:{|DL3007:latest|}\")] class App;")]
    [InlineData("class App { [UsesImage(\"redis:7\", Other = \"{|DL3006:redis|}\")] void Run() { } }")]
    [InlineData("[Obsolete(\"redis:latest\")] class App;")]
    [InlineData("class App { [StringSyntax(\"image-reference\")] private const string Image = \"redis:{|DL3007:latest|}\"; }")]
    [InlineData("class App { [StringSyntax(\"image-reference\")] private readonly string _image = \"{|DL3006:redis|}\"; }")]
    [InlineData("class App { [StringSyntax(\"image-reference\")] public string Image { get; set; } = \"{|DL3006:redis|}\"; }")]
    [InlineData("class App { [StringSyntax(\"image-reference\")] public string Image => \"redis:{|DL3007:latest|}\"; public string Name => \"redis:latest\"; }")]
    [InlineData("class App { [StringSyntax(\"image-reference\")] public string Image { get { return \"redis:{|DL3007:latest|}\"; } } }")]
    [InlineData("class App { void Run([StringSyntax(\"image-reference\")] string image = \"redis:{|DL3007:latest|}\") { } }")]
    [InlineData("class App { [StringSyntax(\"image-reference\")] public string Image { get; set; } = \"\"; }")]
    [InlineData("class App { object o = new App { Image = \"redis:{|DL3007:latest|}\" }; [StringSyntax(\"image-reference\")] public string Image { get; init; } }")]
    public Task Marks_are_seen_wherever_they_are(string code) => Verify(code);

    [Fact]
    public async Task Marks_of_a_referenced_assembly_are_seen()
    {
        IEnumerable<MetadataReference> framework = Code.FrameworkReferences;
        CSharpCompilation library = CSharpCompilation.Create(
            "Library", [CSharpSyntaxTree.ParseText(Declarations, cancellationToken: TestContext.Current.CancellationToken)], framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var image = new MemoryStream();
        Assert.Empty(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        image.Position = 0;
        await Code.TestOf(
            [("/app/App.cs", "class App { void Run() { Api.Run(\"redis:{|DL3007:latest|}\"); Api.Plain(\"redis:latest\"); } }")],
            references: framework.Append(MetadataReference.CreateFromStream(image))).RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task Verify(string code) =>
        Code.TestOf([("/app/App.cs", Declarations + code)], references: Code.FrameworkReferences).RunAsync(TestContext.Current.CancellationToken);
}
