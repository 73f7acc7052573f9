using DockerLint.Analysis;
using DockerLint.LanguageServer.Language;
using DockerLint.LanguageServer.Protocol;
using DockerLint.Syntax.Tree;

namespace DockerLint.LanguageServer.Features;

/// <summary>What could be written in comments: directives, and what suppresses rules.</summary>
internal sealed partial class CompletionItems
{
    private bool AddInComment()
    {
        TextSpan? found = null;
        foreach (DirectiveSyntax directive in _model.Syntax.Directives)
        {
            if (directive.Span.Start < _offset && _offset <= directive.Span.End)
                found = directive.Span;
        }

        foreach (CommentSyntax comment in _model.Syntax.Comments)
        {
            if (comment.Span.Start < _offset && _offset <= comment.Span.End)
                found = comment.Span;
        }

        if (found is not { } span)
            return false;
        string written = Text[(span.Start + 1).._offset].ToString().TrimStart();
        int equals = written.LastIndexOf('=');
        if (equals < 0)
            AddCommentStarts(written, IsAtTop(span.Start));
        else
            AddCommentValues(written[..equals].TrimEnd(), equals > 0 ? written[(equals + 1)..] : "");
        return true;
    }

    /// <summary>Whether the place is in a comment of a script, where anything could be written.</summary>
    private bool IsInShellComment()
    {
        if (InstructionAt() is not { } instruction || (instruction.Nested ?? instruction) is not CommandSyntax { Script: { } script })
            return false;
        // No script holds the blanks at its end.
        int end = Text[.._offset].TrimEnd(" \t").Length;
        return script.Comments.Any(comment => comment.Span.Start < end && end <= comment.Span.End);
    }

    /// <summary>Whether nothing but comments stands before: directives have to be first.</summary>
    private bool IsAtTop(int offset) => _model.Syntax.Instructions is not [{ } first, ..] || offset < first.Extent.Start;

    private void AddCommentStarts(string written, bool isAtTop)
    {
        TextSpan span = new(_offset - written.Length, written.Length);
        Add("dockerlint ignore=", CompletionItemKind.Keyword, span, "suppress rules", "Suppresses rules for the instruction below, or inside a continued one for the line below.");
        Add("dockerlint stage ignore=", CompletionItemKind.Keyword, span, "suppress rules", "Suppresses rules for the stage that starts below.");
        Add("dockerlint global ignore=", CompletionItemKind.Keyword, span, "suppress rules", "Suppresses rules for the file.");
        Add("dockerlint shell=", CompletionItemKind.Keyword, span, "name the shell", "Says which shell runs the commands that follow, where the base image has another one than `/bin/sh`.");
        Add("hadolint ignore=", CompletionItemKind.Keyword, span, "suppress rules", "Suppresses rules, for hadolint too.");
        Add("check=skip=", CompletionItemKind.Keyword, span, "suppress checks of the builder", "Leaves out checks of the builder: at the top for the file, above an instruction for that.");
        if (!isAtTop)
            return;
        foreach (ParameterReference directive in InstructionReference.Directives)
            Add($"{directive.Label}=", CompletionItemKind.Keyword, span, "parser directive", directive.Description);
    }

    private static bool IsOfValue(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    private void AddCommentValues(string key, string written)
    {
        TextSpan last = Before(IsOfValue);
        TextSpan word = Whole(last, IsOfValue);
        if (key.EndsWith("ignore", StringComparison.OrdinalIgnoreCase))
        {
            // The rules that find something in the file are meant first.
            HashSet<string> found = [.. _document.Findings.Select(static finding => finding.Rule.Code)];
            foreach (RuleInfo rule in RuleCatalog.All)
            {
                Add(rule.Code, CompletionItemKind.Constant, word, rule.Name, $"{rule.Summary}\n\n[{rule.Code}]({rule.Url})", sort: $"{(found.Contains(rule.Code) ? 0 : 1)}{rule.Code}");
                _items[^1] = _items[^1] with { FilterText = $"{rule.Code} {rule.Name}" };
            }
        }
        else if (key.EndsWith("skip", StringComparison.OrdinalIgnoreCase))
        {
            foreach (RuleInfo rule in RuleCatalog.All.Where(static rule => rule.IsBuildKitCheck))
                Add(rule.Name, CompletionItemKind.Constant, word, rule.Code, rule.Summary);
            Add("all", CompletionItemKind.Constant, word, description: "All checks.");
        }
        else if (key.EndsWith("shell", StringComparison.Ordinal))
        {
            foreach (string shell in (string[])["bash", "ash", "dash", "sh", "ksh", "zsh", "pwsh", "cmd"])
                Add(shell, CompletionItemKind.Value, word);
        }
        else if (key.Equals("escape", StringComparison.OrdinalIgnoreCase))
        {
            TextSpan value = new(_offset - written.TrimStart().Length, written.TrimStart().Length);
            Add("`", CompletionItemKind.Value, value, "for paths of Windows");
            Add("\\", CompletionItemKind.Value, value, "as without the directive");
        }
        else if (key.Equals("syntax", StringComparison.OrdinalIgnoreCase))
        {
            TextSpan value = new(_offset - written.TrimStart().Length, written.TrimStart().Length);
            Add("docker/dockerfile:1", CompletionItemKind.Reference, value, "the newest release of version 1");
            Add("docker/dockerfile:1-labs", CompletionItemKind.Reference, value, "with experimental features");
        }
        else if (key.Equals("check", StringComparison.OrdinalIgnoreCase))
        {
            Add("skip=", CompletionItemKind.Property, last, description: "Checks to leave out, with commas between them.");
            Add("error=true", CompletionItemKind.Property, last, description: "Findings fail the build.");
            Add("experimental=", CompletionItemKind.Property, last, description: "Experimental checks to run, or `all`.");
        }
    }
}
