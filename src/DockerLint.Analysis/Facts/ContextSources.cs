using System.Collections.Immutable;
using DockerLint.Analysis.Rules;
using DockerLint.Semantics;
using DockerLint.Semantics.Patterns;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Facts;

/// <summary>Finds out, before any rule runs, which sources of a file its build context lacks.</summary>
public static class ContextSources
{
    /// <summary>
    /// The sources of COPY and ADD that nothing in the context fits, as they are after expansion. What is looked at in
    /// the context is only what these name: no folder is listed unless a pattern goes through it.
    /// </summary>
    public static ImmutableHashSet<string> Missing(DockerfileModel model, IBuildContext context, IgnoreFile? ignore)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(context);
        var search = new Search(context, ignore);
        return
        [
            .. model.Stages.SelectMany(static stage => stage.Instructions).OfType<TransferSyntax>()
                .SelectMany(transfer => Of(transfer, model)).Select(static source => source.Path)
                .Distinct(StringComparer.Ordinal).Where(path => !search.Finds(path)),
        ];
    }

    /// <summary>
    /// The paths of the build context that an instruction names, patterns included, and the words that name them; not
    /// those with a backslash, which protects a character here and separates folders there.
    /// </summary>
    internal static IEnumerable<(WordSyntax Word, string Path)> Of(TransferSyntax transfer, DockerfileModel model)
    {
        if (transfer is CopySyntax { From: not null })
            yield break;
        foreach (WordSyntax source in transfer.Sources)
        {
            string path = model.ValueOf(source);
            if (path.Length > 0
                && transfer.HeredocOf(source) is null
                && !Paths.IsUnknown(source, model)
                && CopySource.KindOf(path) == SourceKind.Local
                && !path.Contains('\\', StringComparison.Ordinal)
                && !(transfer.Flag("parents") is not null && path.Contains("**", StringComparison.Ordinal)))
            {
                yield return (source, path);
            }
        }
    }

    /// <summary>Whether a source is a pattern.</summary>
    internal static bool IsPattern(string path) => path.AsSpan().IndexOfAny("*?[") >= 0;

    private sealed class Search(IBuildContext context, IgnoreFile? ignore)
    {
        public bool Finds(string source)
        {
            string path = ContextPath.Clean("/" + source)[1..];
            if (path.Length == 0)
                return true;
            if (!IsPattern(path))
                return IsThere(path);
            string[] parts = path.Split('/');
            // A class may hold a slash, which would be cut here.
            return parts.Any(static part => !PathPattern.TryParse(part, out _, out _)) || Finds(".", parts);
        }

        private bool Finds(string folder, ReadOnlySpan<string> parts)
        {
            if (!IsPattern(parts[0]))
                return FindsIn(Join(folder, parts[0]), parts[1..]);
            _ = PathPattern.TryParse(parts[0], out PathPattern? pattern, out _);
            foreach (string name in context.NamesIn(folder))
            {
                if (pattern!.IsMatch(name) && FindsIn(Join(folder, name), parts[1..]))
                    return true;
            }

            return false;
        }

        private bool FindsIn(string path, ReadOnlySpan<string> parts) =>
            parts.IsEmpty ? IsThere(path) : context.Find(path) == ContextEntry.Folder && Finds(path, parts);

        /// <summary>A folder that is left out may hold files that are not.</summary>
        private bool IsThere(string path) => context.Find(path) switch
        {
            ContextEntry.None => false,
            ContextEntry.Folder => ignore is null or { HasReinclusions: true } || !ignore.Matches(path),
            _ => ignore is null || !ignore.Matches(path),
        };

        private static string Join(string folder, string name) => folder == "." ? name : $"{folder}/{name}";
    }
}
