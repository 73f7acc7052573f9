namespace DockerLint.Lexing;

/// <summary>Finds the word that was probably meant, with the distance that BuildKit uses for "did you mean".</summary>
internal static class Suggestion
{
    /// <summary>Insertions, deletions and replacements that still count as a slip of the finger, plus one.</summary>
    private const int Limit = 3;

    /// <summary>The word nearest to <paramref name="word"/>, the first of several equally near ones.</summary>
    /// <param name="word">The word as written; letter case counts.</param>
    /// <param name="known">The words that would have been right.</param>
    /// <returns>null when none is fewer than three edits away, or when <paramref name="word"/> itself is known.</returns>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        string? nearest = null;
        int least = Limit;
        foreach (string candidate in known)
        {
            int distance = Distance(word, candidate);
            if (distance == 0)
                return null;
            if (distance < least)
                (nearest, least) = (candidate, distance);
        }

        return nearest;
    }

    /// <summary>The Levenshtein distance, or any number from <see cref="Limit"/> up when it is not below that.</summary>
    private static int Distance(string word, string candidate)
    {
        if (Math.Abs(word.Length - candidate.Length) >= Limit)
            return Limit;

        // One row of the edit matrix; the candidate is a known word, so the row is short.
        int[] row = new int[candidate.Length + 1];
        for (int column = 0; column < row.Length; column++)
            row[column] = column;
        for (int line = 1; line <= word.Length; line++)
        {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.Length; column++)
            {
                int replaced = diagonal + (word[line - 1] == candidate[column - 1] ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(replaced, Math.Min(row[column], row[column - 1]) + 1);
            }
        }

        return row[^1];
    }
}
