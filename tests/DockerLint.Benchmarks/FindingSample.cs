using System.Globalization;
using DockerLint.Analysis;
using DockerLint.Syntax.Text;

namespace DockerLint.Benchmarks;

/// <summary>Draws findings at random, some of each rule, for people to judge whether they are true.</summary>
internal static class FindingSample
{
    private const int DefaultCount = 5;

    /// <summary>Writes a table with a row for each finding: code, file, place, message.</summary>
    /// <param name="folder">Where the Dockerfiles are.</param>
    /// <param name="numbers">The seed, and how many findings a rule.</param>
    /// <param name="output">Where the table goes.</param>
    public static int Write(string folder, string[] numbers, TextWriter output)
    {
        int seed = numbers.Length > 0 ? int.Parse(numbers[0], CultureInfo.InvariantCulture) : 1;
        int count = numbers.Length > 1 ? int.Parse(numbers[1], CultureInfo.InvariantCulture) : DefaultCount;
        ILookup<string, (string File, SourceText Source, Diagnostic Finding)> findings =
            new Linters().FindingsIn([.. Corpus.PathsIn(folder).Select(path => (Path.GetRelativePath(folder, path), File.ReadAllText(path)))]);
        output.WriteLine("| Rule | File | Line | Column | Message |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (IGrouping<string, (string File, SourceText Source, Diagnostic Finding)> rule in findings.OrderBy(static rule => rule.Key, StringComparer.Ordinal))
        {
            // A rule's own seed: its sample stays when other rules change.
            var random = new Random(HashCode(rule.Key, seed));
            foreach ((string file, SourceText source, Diagnostic finding) in rule.OrderBy(_ => random.Next()).Take(count))
            {
                TextPosition place = source.PositionOf(finding.Span.Start);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"| {rule.Key} | {file} | {place.Line} | {place.Column} | {finding.Message.Replace("|", "\\|", StringComparison.Ordinal)} |"));
            }
        }

        return 0;
    }

    private static int HashCode(string code, int seed) => code.Aggregate(seed, static (hash, character) => (hash * 31) + character);
}
