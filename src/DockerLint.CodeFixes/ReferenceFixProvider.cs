using System.Collections.Immutable;
using DockerLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using Diagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace DockerLint.CodeFixes;

/// <summary>Completes an image reference in C# where the analyzer says what it lacks.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReferenceFixProvider))]
public sealed class ReferenceFixProvider : CodeFixProvider
{
    /// <summary>
    /// Takes all in a document that can be completed and leaves out the rest. Roslyn's own goes by the action that the first
    /// one offers, so that one which offers none would keep all others from being fixed.
    /// </summary>
    private static readonly FixAllProvider s_fixAll = FixAllProvider.Create(
        static async (context, document, diagnostics) => await WithAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [.. RuleCatalog.All.Select(static rule => rule.Code).Where(RuleCatalog.IsAboutImages)];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => s_fixAll;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (Completion.Of(diagnostic, root) is not { } completion)
                continue;
            CodeAction action = CodeAction.Create(
                completion.Title, cancel => WithAsync(context.Document, [diagnostic], cancel), $"DockerLint.Complete:{diagnostic.Id}");
            context.RegisterCodeFix(action, diagnostic);
        }
    }

    private static async Task<Document> WithAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancel)
    {
        if (await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false) is not { } root)
            return document;
        // What is said twice of a literal, such as a constant that two calls take, is done once.
        IEnumerable<TextChange> changes = diagnostics.Select(diagnostic => Completion.Of(diagnostic, root)?.Change)
            .OfType<TextChange>().DistinctBy(static change => change.Span).OrderBy(static change => change.Span);
        SourceText text = await document.GetTextAsync(cancel).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes));
    }
}
