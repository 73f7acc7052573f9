namespace DockerLint.Lexing;

internal static class Suggestion
{
    public static string? Nearest(string word, IEnumerable<string> known) => known.FirstOrDefault(k => k == word);
}
