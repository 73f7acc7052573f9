using DockerLint.Syntax.Tree;

namespace DockerLint.Semantics;

/// <summary><c># dockerlint shell=NAME</c>, or the same with <c>hadolint</c>: what runs the shell form from here on.</summary>
internal static class ShellComment
{
    /// <summary>The shell that the last of some comments names; null where none does.</summary>
    public static string? In(IEnumerable<CommentSyntax> comments)
    {
        string? shell = null;
        foreach (CommentSyntax comment in comments)
            shell = Read(comment.Text) ?? shell;
        return shell;
    }

    private static string? Read(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> rest = text.Trim();
        foreach (string tool in (ReadOnlySpan<string>)["dockerlint ", "hadolint "])
        {
            if (!rest.StartsWith(tool, StringComparison.Ordinal))
                continue;
            rest = rest[tool.Length..].TrimStart();
            if (!rest.StartsWith("shell", StringComparison.Ordinal) || rest["shell".Length..].TrimStart() is not ['=', .. var name])
                return null;
            name = name.Trim();
            int end = name.IndexOfAny(' ', '\t');
            return (end < 0 ? name : name[..end]).ToString() is { Length: > 0 } shell ? shell : null;
        }

        return null;
    }
}
