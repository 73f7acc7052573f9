using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace DockerLint.Configuration.EditorConfig;

/// <summary>
/// A pattern for files as in the sections of <c>.editorconfig</c> (EditorConfig specification 0.17, "Glob
/// Expressions"): <c>*</c> any characters but a slash, <c>**</c> any characters, <c>?</c> one character but a slash,
/// <c>[abc]</c> and <c>[!abc]</c> one of a class or of none of it, <c>{a,b}</c> one of several patterns,
/// <c>{1..3}</c> a number, <c>\</c> takes the next character literally. One without a slash is looked for in all
/// folders below, any other from the folder of its file on.
/// </summary>
internal sealed class PathGlob
{
    /// <summary>The longest pattern that EditorConfig wants to be read. Brackets and braces that nobody closes are looked for from each of them.</summary>
    public const int Longest = 1024;

    private readonly ImmutableArray<GlobStep> _steps;

    private PathGlob(string text, ImmutableArray<GlobStep> steps)
    {
        Text = text;
        _steps = steps;
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a pattern; what makes no sense stands for itself, so that only one that is too long or has too many braces is bad.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PathGlob? glob)
    {
        string rooted = !text.Contains('/', StringComparison.Ordinal) ? "/**/" + text : text.StartsWith('/') ? text : "/" + text;
        glob = text.Length <= Longest && PathGlobGrammar.Parse(rooted) is { } parts ? new PathGlob(text, GlobStep.Of(parts)) : null;
        return glob is not null;
    }

    /// <summary>Whether it matches a file.</summary>
    /// <param name="path">The path from the folder of the pattern on: it starts with a slash.</param>
    public bool IsMatch(ReadOnlySpan<char> path)
    {
        int states = _steps.Length + 1;
        bool[] seen = new bool[states * (path.Length + 1)];
        var open = new Stack<(int Step, int At)>();
        Reach(0, 0);
        while (open.TryPop(out (int Step, int At) state))
        {
            (int step, int at) = state;
            if (step == _steps.Length)
            {
                if (at == path.Length)
                    return true;
                continue;
            }

            GlobStep next = _steps[step];
            if (next.Kind == GlobStepKind.Fork)
            {
                Reach(step + 1, at);
                Reach(next.Target, at);
            }
            else if (next.Kind == GlobStepKind.Jump)
            {
                Reach(next.Target, at);
            }
            else
            {
                foreach (int length in next.LengthsOf(path[at..]))
                    Reach(step + 1, at + length);
            }
        }

        return false;

        void Reach(int step, int at)
        {
            // Each place is looked at once in each step, so that the time is path × pattern at worst.
            ref bool isSeen = ref seen[(at * states) + step];
            if (!isSeen)
                open.Push((step, at));
            isSeen = true;
        }
    }

    /// <summary>Whether it matches a file or a folder that the file is in.</summary>
    /// <inheritdoc cref="IsMatch" path="/param"/>
    public bool Covers(ReadOnlySpan<char> path)
    {
        for (int end = path.Length; end > 0; end = path[..end].LastIndexOf('/'))
        {
            if (IsMatch(path[..end]))
                return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
