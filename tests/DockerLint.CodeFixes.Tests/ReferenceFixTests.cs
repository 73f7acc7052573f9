using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace DockerLint.CodeFixes.Tests;

/// <summary>Image references in C# are completed as the string is written that they stand in.</summary>
public sealed class ReferenceFixTests
{
    private const string Quotes = "\"\"\"";

    [Theory]
    [InlineData("\"redis\"", "\"redis:7\"")]
    [InlineData("@\"redis\"", "@\"redis:7\"")]
    [InlineData("$\"redis\"", "$\"redis:7\"")]
    [InlineData("$\"{Registry}/redis\"", "$\"{Registry}/redis:7\"")]
    [InlineData("$\"redis{Registry}\"", "$\"redis{Registry}:7\"")]
    [InlineData("$@\"{Registry}/redis\"", "$@\"{Registry}/redis:7\"")]
    [InlineData(Quotes + "redis" + Quotes, Quotes + "redis:7" + Quotes)]
    [InlineData(Quotes + "\n    redis\n    " + Quotes, Quotes + "\n    redis:7\n    " + Quotes)]
    [InlineData(Quotes + "\r\n    redis\r\n    " + Quotes, Quotes + "\r\n    redis:7\r\n    " + Quotes)]
    [InlineData("$" + Quotes + "{Registry}/redis" + Quotes, "$" + Quotes + "{Registry}/redis:7" + Quotes)]
    [InlineData("$" + Quotes + "\n    {Registry}/redis\n    " + Quotes, "$" + Quotes + "\n    {Registry}/redis:7\n    " + Quotes)]
    public Task A_string_gets_what_it_lacks(string before, string after) => Verify(
        Code($"Tagged({{|DL3006:{before}|}}, \":7\");"), Code($"Tagged({after}, \":7\");"));

    [Fact]
    public Task Of_a_sum_the_part_that_is_reported_is_completed() => Verify(
        Code("""Tagged(Registry + {|DL3006:"/redis"|}, ":7");"""), Code("""Tagged(Registry + "/redis:7", ":7");"""));

    [Fact]
    public async Task A_raw_string_can_have_longer_braces()
    {
        // Two dollars are markup for the testing library.
        CSharpCodeFixTest<ImageAnalyzer, ReferenceFixProvider, DefaultVerifier> test = TestOf(
            Code(""""Tagged($$"""{{Registry}}/redis""", ":7");""""), Code(""""Tagged($$"""{{Registry}}/redis:7""", ":7");""""));
        test.TestState.MarkupHandling = test.FixedState.MarkupHandling = MarkupMode.None;
        test.ExpectedDiagnostics.Add(new DiagnosticResult("DL3006", DiagnosticSeverity.Warning).WithSpan(4, 23, 4, 49));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("\"r\"", "\"r\\\"\\\\{\"")]
    [InlineData("@\"r\"", "@\"r\"\"\\{\"")]
    [InlineData("$\"r\"", "$\"r\\\"\\\\{{\"")]
    [InlineData("$@\"r\"", "$@\"r\"\"\\{{\"")]
    [InlineData(Quotes + "r" + Quotes, null)]
    [InlineData("$" + Quotes + "r" + Quotes, null)]
    public Task What_has_to_be_escaped_is_escaped_or_the_string_left_alone(string before, string? after) => Verify(
        $$"""class C { void M() { Tagged({|DL3006:{{before}}|}, "\"\\{"); } void Tagged(string image, string tag) { } }""",
        $$"""class C { void M() { Tagged({{after ?? $"{{|DL3006:{before}|}}"}}, "\"\\{"); } void Tagged(string image, string tag) { } }""");

    [Fact]
    public Task All_that_can_be_completed_are_though_the_first_cannot() => Verify(
        Code("""Image({|DL3006:"a"|}); Tagged({|DL3006:"b"|}, ":1"); Image({|DL3006:"c"|}); Tagged({|DL3006:"d"|}, ":2");"""),
        Code("""Image({|DL3006:"a"|}); Tagged("b:1", ":1"); Image({|DL3006:"c"|}); Tagged("d:2", ":2");"""));

    [Fact]
    public Task Nothing_is_offered_where_nothing_is_said_to_be_missing() => Verify(
        Code("""Image({|DL3006:"a"|});"""), Code("""Image({|DL3006:"a"|});"""));

    private static string Code(string statements) => $$"""
        class C
        {
            const string Registry = "r.io";
            void M() { {{statements}} }
            void Image(string image) { }
            void Tagged(string image, string tag) { }
        }
        """;

    private static Task Verify(string before, string after) => TestOf(before, after).RunAsync(TestContext.Current.CancellationToken);

    private static CSharpCodeFixTest<ImageAnalyzer, ReferenceFixProvider, DefaultVerifier> TestOf(string before, string after)
    {
        var test = new CSharpCodeFixTest<ImageAnalyzer, ReferenceFixProvider, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            TestCode = before,
            FixedCode = after,
            FixedState = { MarkupHandling = MarkupMode.Allow },
        };
        test.TestState.AdditionalReferences.Add(typeof(object).Assembly);
        return test;
    }
}
