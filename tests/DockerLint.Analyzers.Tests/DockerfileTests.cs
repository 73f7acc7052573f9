using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace DockerLint.Analyzers.Tests;

public sealed class DockerfileTests
{
    [Fact]
    public Task A_Dockerfile_among_the_additional_files_is_linted() => Verify("FROM {|DL3006:debian|}\nUSER app\n");

    private static Task Verify(string dockerfile)
    {
        var test = new CSharpAnalyzerTest<DockerfileAnalyzer, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            TestState = { AdditionalFiles = { ("/app/Dockerfile", dockerfile) } },
            TestCode = "",
        };
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
