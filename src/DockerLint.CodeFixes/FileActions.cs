using DockerLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Text;
using Finding = DockerLint.Analysis.Diagnostic;

namespace DockerLint.CodeFixes;

/// <summary>What can be done about findings in files that are no sources.</summary>
internal static class FileActions
{
    private const string SafeFix = "DockerLint.Fix";

    /// <summary>Whether an action is that of a safe fix; of these alone all may be made at once.</summary>
    public static bool IsSafeFix(string equivalenceKey) => equivalenceKey.StartsWith(SafeFix + ':', StringComparison.Ordinal);

    /// <summary>The actions for a finding, the best one first.</summary>
    public static IEnumerable<CodeAction> For(Finding finding, FixableFile file, TextDocument document)
    {
        string code = finding.Rule.Code;
        foreach (Fix fix in finding.Fixes.OrderByDescending(static fix => fix.IsSafe))
        {
            if (file.With(fix, finding) is not { } text)
                continue;
            yield return fix.IsSafe
                ? Of(fix.Title, SafeFix, code, document, text)
                : Of($"{fix.Title} (unsafe: it may change the image)", "DockerLint.UnsafeFix", code, document, text);
        }

        // Editors offer to fix all of a kind in sources only.
        if (finding.Fixes.Any(static fix => fix.IsSafe) && file.WithAll(new HashSet<string>([code])) is { Count: > 1 } all)
            yield return Of($"Fix all {code} in this file", "DockerLint.FixFile", code, document, all.Text.Value);
        if (file.WithComment(finding) is { } commented)
            yield return Of($"Suppress {code} with a comment", "DockerLint.Suppress", code, document, commented);
    }

    /// <summary>Puts a text in the place of a file's, in all projects that it is part of.</summary>
    public static async Task<Solution> ReplaceAsync(Solution solution, TextDocument document, string text, CancellationToken cancel)
    {
        SourceText changed = Change(await document.GetTextAsync(cancel).ConfigureAwait(false), text);
        IEnumerable<DocumentId> same = solution.GetDocumentIdsWithFilePath(document.FilePath).Where(solution.ContainsAdditionalDocument);
        return same.Append(document.Id).Aggregate(
            solution, (changing, id) => changing.WithAdditionalDocumentText(id, changed, PreservationMode.PreserveIdentity));
    }

    private static CodeAction Of(string title, string kind, string code, TextDocument document, string text) => CodeAction.Create(
        title, cancel => ReplaceAsync(document.Project.Solution, document, text, cancel), $"{kind}:{code}");

    /// <summary>Replaces what differs and nothing around it, so that editors keep their places in the text.</summary>
    private static SourceText Change(SourceText text, string wanted)
    {
        string current = text.ToString();
        int start = current.AsSpan().CommonPrefixLength(wanted);
        int most = Math.Min(current.Length, wanted.Length) - start;
        int end = 0;
        while (end < most && current[^(end + 1)] == wanted[^(end + 1)])
            end++;
        return text.WithChanges(new TextChange(
            Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(start, current.Length - end), wanted[start..^end]));
    }
}
