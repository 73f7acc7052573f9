namespace DockerLint.Lexing;

/// <summary>
/// Where each line of a text stands last. It is made when a search for a line failed, so that many searches that
/// fail do not read the rest of the text each.
/// </summary>
internal sealed class LaterLines
{
    /// <summary>By hash code, which .NET seeds anew in each process: a text cannot be made to collide.</summary>
    private Dictionary<int, int>? _lastStarts;

    /// <summary>Whether a line may stand at an offset or after it; false is sure.</summary>
    /// <param name="line">The line, without its end and without tabs before it.</param>
    /// <param name="offset">From where on.</param>
    public bool MayHold(ReadOnlySpan<char> line, int offset) =>
        _lastStarts is null || (_lastStarts.TryGetValue(string.GetHashCode(line), out int last) && last >= offset);

    /// <summary>Remembers the lines that a text ends with.</summary>
    /// <param name="rest">All lines from <paramref name="offset"/> on.</param>
    /// <param name="offset">Where they start.</param>
    public void Remember(ReadOnlySpan<char> rest, int offset)
    {
        if (_lastStarts is not null)
            return;
        _lastStarts = [];
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf('\n');
            ReadOnlySpan<char> line = end < 0 ? rest : rest[..end];
            _lastStarts[string.GetHashCode(line.TrimEnd('\r').TrimStart('\t'))] = offset;
            int length = Math.Min(line.Length + 1, rest.Length);
            rest = rest[length..];
            offset += length;
        }
    }
}
