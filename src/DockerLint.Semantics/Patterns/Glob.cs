using System.Collections.Immutable;

namespace DockerLint.Semantics.Patterns;

/// <summary>
/// Matches a text against the elements of a pattern. All ways to read the text are followed at once, one code
/// point after the other, so that the time is text × elements, whatever the pattern.
/// </summary>
/// <remarks>
/// State <c>i</c> is "elements before <c>i</c> are read", the last state is a match. What is kept for a state is
/// the rank of the best way to it, where the rank says where the match began.
/// </remarks>
internal sealed class Glob
{
    private const int None = -1;
    private const int StatesOnStack = 128;
    private readonly ImmutableArray<GlobNode> _steps;

    /// <summary>Code points that every match has.</summary>
    private readonly int _fewest;

    public Glob(ImmutableArray<GlobNode> nodes)
    {
        Nodes = nodes;
        _steps = [.. nodes.SelectMany(Steps)];
        _fewest = nodes.Count(static node => node.Kind is not (GlobNodeKind.Run or GlobNodeKind.Directories));
    }

    /// <summary>The elements as they were parsed.</summary>
    public ImmutableArray<GlobNode> Nodes { get; }

    /// <summary>Whether it matches all of <paramref name="text"/>.</summary>
    public bool IsMatch(ReadOnlySpan<char> text) => text.Length >= _fewest && PrefixLength(text, longest: true) == text.Length;

    /// <summary>Length of the longest or shortest match at the start of <paramref name="text"/>, -1 for none.</summary>
    public int PrefixLength(ReadOnlySpan<char> text, bool longest)
    {
        Span<int> states = _steps.Length < StatesOnStack ? stackalloc int[_steps.Length + 1] : new int[_steps.Length + 1];
        states.Fill(None);
        states[0] = 0;
        int length = None;
        for (int at = 0; ; at += CodePoints.Width(text, at))
        {
            Skip(states);
            if (states[^1] != None)
                length = at;
            if (at == text.Length || (length != None && !longest) || !Read(states, CodePoints.At(text, at)))
                return length;
        }
    }

    /// <summary>Start of the longest or shortest match at the end of <paramref name="text"/>, -1 for none.</summary>
    public int SuffixStart(ReadOnlySpan<char> text, bool longest)
    {
        Span<int> states = _steps.Length < StatesOnStack ? stackalloc int[_steps.Length + 1] : new int[_steps.Length + 1];
        states.Fill(None);
        for (int at = 0; ; at += CodePoints.Width(text, at))
        {
            Improve(ref states[0], longest ? text.Length - at : at);
            Skip(states);
            if (at == text.Length)
                break;
            Read(states, CodePoints.At(text, at));
        }

        return states[^1] == None ? None : longest ? text.Length - states[^1] : states[^1];
    }

    /// <summary>The first match from <paramref name="from"/> on, the longest of those that begin there; null for none.</summary>
    public TextSpan? Find(ReadOnlySpan<char> text, int from)
    {
        Span<int> states = _steps.Length < StatesOnStack ? stackalloc int[_steps.Length + 1] : new int[_steps.Length + 1];
        states.Fill(None);
        TextSpan? found = null;
        for (int at = from; ; at += CodePoints.Width(text, at))
        {
            if (found is null)
                Improve(ref states[0], text.Length - at);
            Skip(states);
            int best = states[^1];
            if (best != None)
            {
                found = TextSpan.Between(text.Length - best, at);
                foreach (ref int rank in states)
                {
                    if (rank < best)
                        rank = None;
                }
            }

            if (at == text.Length || (!Read(states, CodePoints.At(text, at)) && found is not null))
                return found;
        }
    }

    /// <summary>Directories are a gate, which lets one pass the two steps after it: anything, then a slash.</summary>
    private static IEnumerable<GlobNode> Steps(GlobNode node) =>
        node.Kind == GlobNodeKind.Directories ? [node, GlobNode.Run(except: '\n'), GlobNode.Literal('/')] : [node];

    /// <summary>Goes on to the states that can be reached without reading.</summary>
    private void Skip(Span<int> states)
    {
        for (int i = 0; i < _steps.Length; i++)
        {
            if (states[i] == None || _steps[i].Kind is not (GlobNodeKind.Run or GlobNodeKind.Directories))
                continue;
            Improve(ref states[i + 1], states[i]);
            if (_steps[i].Kind == GlobNodeKind.Directories)
                Improve(ref states[i + 3], states[i]);
        }
    }

    /// <summary>Reads one code point in every state.</summary>
    /// <returns>Whether any way goes on.</returns>
    private bool Read(Span<int> states, int codePoint)
    {
        bool goesOn = false;
        states[^1] = None;
        for (int i = _steps.Length - 1; i >= 0; i--)
        {
            int rank = states[i];
            states[i] = None;
            if (rank == None || !_steps[i].Accepts(codePoint))
                continue;
            Improve(ref states[_steps[i].Kind == GlobNodeKind.Run ? i : i + 1], rank);
            goesOn = true;
        }

        return goesOn;
    }

    private static void Improve(ref int state, int rank) => state = Math.Max(state, rank);
}
