using System.Collections.Immutable;
using DockerLint.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace DockerLint.CodeFixes;

/// <summary>Offers the fixes of the engine where the analyzer reports on a Dockerfile or another file that names images, and to suppress what it reports.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FileFixProvider), DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class FileFixProvider : CodeFixProvider
{
    private static readonly FileFixAll s_fixAll = new();

    /// <summary>All: each finding can be suppressed.</summary>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. Descriptors.All.Select(static descriptor => descriptor.Id)];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => s_fixAll;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        // dotnet format asks every provider of an identifier, whatever it is for.
        if (context.TextDocument is Document
            || await FixableFile.ReadAsync(context.TextDocument, context.CancellationToken).ConfigureAwait(false) is not { } file)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (file.FindingOf(diagnostic) is not { } finding)
                continue;
            foreach (CodeAction action in FileActions.For(finding, file, context.TextDocument))
                context.RegisterCodeFix(action, diagnostic);
        }
    }
}
