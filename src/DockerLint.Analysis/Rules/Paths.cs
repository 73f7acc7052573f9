using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>What can be said of paths in an image.</summary>
internal static class Paths
{
    /// <summary>
    /// Whether a path starts at a root, of Linux or of a Windows drive, or with a variable whose value is not known.
    /// </summary>
    public static bool IsAbsolute(WordSyntax word, DockerfileModel model)
    {
        string path = (model.ExpansionOf(word) is { Error: not null } ? word.Text : model.ValueOf(word)).Trim('"', '\'');
        return path is ['/' or '\\', ..] or [_, ':', ..]
            || (word.Text.TrimStart('"', '\'').StartsWith('$') && IsUnknown(word, model));
    }

    /// <summary>Whether a word holds a variable that has no value in the file.</summary>
    public static bool IsUnknown(WordSyntax word, DockerfileModel model) =>
        model.ExpansionOf(word) is { } expansion && (expansion.Error is not null || expansion.Undefined.Any());
}
