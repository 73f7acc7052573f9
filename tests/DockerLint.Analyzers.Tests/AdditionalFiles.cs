using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace DockerLint.Analyzers.Tests;

/// <summary>A compilation without sources that is handed files. Marks in them name the findings, <c>{|DL3006:debian|}</c>.</summary>
internal sealed class AdditionalFiles : CSharpAnalyzerTest<DockerLintAnalyzer, DefaultVerifier>
{
    /// <summary>One without files.</summary>
    public AdditionalFiles()
    {
        TestCode = "";
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        CompilerDiagnostics = CompilerDiagnostics.None;
    }

    /// <summary>One with files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="configs">The compiler's own, <c>.editorconfig</c> and <c>.globalconfig</c>.</param>
    public static AdditionalFiles Of((string Path, string Text)[] files, params (string Path, string Text)[] configs)
    {
        var test = new AdditionalFiles();
        test.TestState.AdditionalFiles.AddRange(files.Select(static file => (file.Path, SourceText.From(file.Text))));
        test.TestState.AnalyzerConfigFiles.AddRange(configs.Select(static file => (file.Path, SourceText.From(file.Text))));
        return test;
    }

    /// <summary>Says that what is reported is what the marks name.</summary>
    public static Task AssertFindings(params (string Path, string Text)[] files) => AssertFindings(files, []);

    /// <summary>Says the same where the compiler has files of its own.</summary>
    public static Task AssertFindings((string Path, string Text)[] files, params (string Path, string Text)[] configs) =>
        Of(files, configs).RunAsync(TestContext.Current.CancellationToken);
}
