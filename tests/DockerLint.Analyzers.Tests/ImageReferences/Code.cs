using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace DockerLint.Analyzers.Tests.ImageReferences;

/// <summary>C# code that is compiled against the real libraries. Marks in it name the findings, <c>{|DL3007:latest|}</c>.</summary>
internal static class Code
{
    private const string Start = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics.CodeAnalysis;
        using Aspire.Hosting;
        using Aspire.Hosting.ApplicationModel;
        using Aspire.Hosting.ApplicationModel.Docker;
        using Docker.DotNet;
        using Docker.DotNet.Models;
        using DotNet.Testcontainers.Builders;
        using DotNet.Testcontainers.Configurations;
        using DotNet.Testcontainers.Containers;
        using DotNet.Testcontainers.Images;
        using k8s.Models;
        using Testcontainers.PostgreSql;

        """;

    /// <summary>The libraries and the framework.</summary>
    public static ImmutableArray<MetadataReference> References { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path))];

    /// <summary>The framework alone.</summary>
    public static IEnumerable<MetadataReference> FrameworkReferences => References.Where(static reference => Path.GetFileName(reference.Display)!.StartsWith("System.", StringComparison.Ordinal));

    /// <summary>Experimental parts of Aspire, and members that are out of date.</summary>
    private static readonly string[] s_accepted =
        ["ASPIREDOCKERFILEBUILDER001", "ASPIRECOMPUTE002", "ASPIREPIPELINES001", "ASPIREPIPELINES003", "ASPIRECONTAINERRUNTIME001", "CS0618", "CS8618"];

    /// <summary>Statements have exactly the findings that are marked in them.</summary>
    public static Task InMethod(string statements, string? editorConfig = null) => InFile(
        $$"""
        class App
        {
            const string Version = "7.2";
            const string Moving = "latest";

            void Run(IDistributedApplicationBuilder builder, IResourceBuilder<ContainerResource> resource, string registry, string version, string image, bool isNew, int port)
            {
                {{statements}}
            }
        }
        """,
        editorConfig);

    /// <summary>A file has exactly the findings that are marked in it; the namespaces of the libraries are imported.</summary>
    public static Task InFile(string code, string? editorConfig = null) =>
        TestOf([("/app/App.cs", Start + code)], editorConfig).RunAsync(TestContext.Current.CancellationToken);

    /// <summary>Files as they are.</summary>
    /// <param name="files">Path and text.</param>
    /// <param name="editorConfig">What <c>[*.cs]</c> of <c>.editorconfig</c> holds.</param>
    /// <param name="additional">The files beside the sources.</param>
    /// <param name="references">The assemblies to compile against; null for the libraries that the tests refer to.</param>
    public static CSharpAnalyzerTest<DockerLintAnalyzer, DefaultVerifier> TestOf(
        (string Path, string Text)[] files, string? editorConfig = null, (string Path, string Text)[]? additional = null, IEnumerable<MetadataReference>? references = null)
    {
        var test = new CSharpAnalyzerTest<DockerLintAnalyzer, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck,
        };
        test.TestState.AdditionalReferences.AddRange(references ?? References);
        foreach ((string path, string text) in files)
            test.TestState.Sources.Add((path, text));
        foreach ((string path, string text) in additional ?? [])
            test.TestState.AdditionalFiles.Add((path, text));
        if (editorConfig is not null)
            test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", $"root = true\n[*.cs]\n{editorConfig}\n"));
        if (files.Any(static file => file.Text.Contains("// top level", StringComparison.Ordinal)))
            test.TestState.OutputKind = OutputKind.ConsoleApplication;
        test.DisabledDiagnostics.AddRange(s_accepted);
        return test;
    }

    /// <summary>The references of the running program, one assembly exchanged for a file of a package.</summary>
    public static IEnumerable<MetadataReference> ReferencesWith(string assembly, string path)
    {
        string folder = typeof(Code).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "PackageFolder").Value!;
        return References.Where(reference => Path.GetFileNameWithoutExtension(reference.Display) != assembly)
            .Append(MetadataReference.CreateFromFile(Path.Combine(folder, path)));
    }
}
