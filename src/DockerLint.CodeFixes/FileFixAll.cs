using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace DockerLint.CodeFixes;

/// <summary>
/// Makes all safe fixes of a rule, as the engine makes them: round after round, what overlaps one after the other, and none
/// that would bring an error. What Roslyn itself has for this is for sources only.
/// </summary>
internal sealed class FileFixAll : FixAllProvider
{
    /// <summary>A context names no document that is no source; for one file there is an action of its own.</summary>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Project, FixAllScope.Solution];

    /// <inheritdoc/>
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        ArgumentNullException.ThrowIfNull(fixAllContext);
        if (fixAllContext.CodeActionEquivalenceKey is { } key && !FileActions.IsSafeFix(key))
            return Task.FromResult<CodeAction?>(null);
        // Asked about a source, as dotnet format does, it has nothing to change; no action at all would be a warning there.
        return Task.FromResult<CodeAction?>(CodeAction.Create(
            $"Fix all {string.Join(", ", fixAllContext.DiagnosticIds)}",
            cancel => fixAllContext.Document is null ? FixAsync(fixAllContext, cancel) : Task.FromResult(fixAllContext.Solution),
            nameof(FileFixAll)));
    }

    private static async Task<Solution> FixAsync(FixAllContext context, CancellationToken cancel)
    {
        IEnumerable<Project> projects = context.Scope == FixAllScope.Project
            ? [context.Project]
            : context.Solution.Projects.Where(static project => project.Language == LanguageNames.CSharp);
        Solution solution = context.Solution;
        // A file that several projects share is fixed once, as the first of them has it.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (Project project in projects)
        {
            ImmutableArray<Diagnostic> diagnostics = await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            var reported = diagnostics.Select(static diagnostic => diagnostic.Location.GetLineSpan().Path).ToHashSet(StringComparer.Ordinal);
            foreach (TextDocument document in project.AdditionalDocuments)
            {
                string path = document.FilePath ?? document.Name;
                if (reported.Contains(path)
                    && seen.Add(path)
                    && await FixableFile.ReadAsync(document, cancel).ConfigureAwait(false) is { } file
                    && file.WithAll(context.DiagnosticIds) is { } all)
                {
                    solution = await FileActions.ReplaceAsync(solution, document, all.Text.Value, cancel).ConfigureAwait(false);
                }
            }
        }

        return solution;
    }
}
