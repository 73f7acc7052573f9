using System.Text;

namespace DockerLint.Analysis.Tests.Pages;

/// <summary>What the catalogue of rules says on the pages: between two comments, so that it can be written anew.</summary>
internal static class GeneratedText
{
    private static readonly Profiles[] s_profiles = [Profiles.Recommended, Profiles.Hadolint, Profiles.BuildKit];

    /// <summary>The facts of a rule.</summary>
    public static string FactsOf(RuleInfo rule)
    {
        var text = new StringBuilder();
        text.Append(rule.Summary).Append("\n\n");
        void Fact(string name, string value) => text.Append($"- {name}: {value}\n");
        Fact("Level", Word(rule.Severity));
        Fact("Category", Word(rule.Category));
        Fact("Profiles", ProfilesOf(rule));
        Fact("Fix", Word(rule.Fix));
        if (!rule.Aliases.IsEmpty)
            Fact("Also called", string.Join(", ", rule.Aliases));
        if (!rule.Supersedes.IsEmpty)
            Fact("Reported instead of", string.Join(", ", rule.Supersedes.Select(LinkTo)));
        string[] supersededBy = [.. RuleCatalog.All.Where(other => other.Supersedes.Contains(rule.Code)).Select(other => other.Code)];
        if (supersededBy.Length > 0)
            Fact("Left out beside", string.Join(", ", supersededBy.Select(LinkTo)));
        if (rule.IsExperimental)
            Fact($"`# check=experimental={rule.Name}`", "switches it on; so does selecting it by its code");
        else if (rule.IsBuildKitCheck)
            Fact($"`# check=skip={rule.Name}`", rule.IsSkippedByInstruction ? "above the instruction, or at the top of the file" : "at the top of the file only");
        return text.ToString();
    }

    /// <summary>The table of all rules.</summary>
    public static string Index()
    {
        var text = new StringBuilder("| Code | Name | Level | Profiles | Finds |\n|---|---|---|---|---|\n");
        foreach (RuleInfo rule in RuleCatalog.All)
            text.Append($"| {LinkTo(rule.Code)} | {rule.Name} | {Word(rule.Severity)} | {ProfilesOf(rule)} | {rule.Summary} |\n");
        return text.ToString();
    }

    /// <summary>
    /// Fails where a file does not hold, between its <c>&lt;!-- name --&gt;</c> comments, what it should; with
    /// DOCKERLINT_UPDATE=1 in the environment it is written there instead.
    /// </summary>
    public static void MustStandIn(string path, string name, string expected)
    {
        string text = File.ReadAllText(path);
        string open = $"<!-- {name} -->\n";
        string close = $"<!-- /{name} -->";
        int start = text.IndexOf(open, StringComparison.Ordinal) + open.Length;
        int end = text.IndexOf(close, StringComparison.Ordinal);
        Assert.True(start >= open.Length && end >= start, $"{path} has no block between <!-- {name} --> and {close}");
        if (text[start..end] == expected)
            return;
        if (Environment.GetEnvironmentVariable("DOCKERLINT_UPDATE") == "1")
            File.WriteAllText(path, text[..start] + expected + text[end..]);
        else
            Assert.Fail($"{path} is stale; DOCKERLINT_UPDATE=1 dotnet test --project tests/DockerLint.Analysis.Tests writes it anew.\nexpected:\n{expected}\nfound:\n{text[start..end]}");
    }

    private static string LinkTo(string code) => $"[{code}]({code}.md)";

    private static string ProfilesOf(RuleInfo rule) => rule switch
    {
        { IsAlwaysOn: true } => "every one",
        { Profiles: Profiles.None } => "all",
        _ => string.Join(", ", s_profiles.Where(profile => (rule.Profiles & profile) != 0).Select(Word)),
    };

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
