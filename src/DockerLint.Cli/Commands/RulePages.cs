using System.Text;
using DockerLint.Analysis;

namespace DockerLint.Cli.Commands;

/// <summary>The rules' pages, which are part of the program.</summary>
internal static class RulePages
{
    /// <summary>The page of a rule, in Markdown.</summary>
    public static string Of(RuleInfo rule)
    {
        using Stream? page = typeof(RulePages).Assembly.GetManifestResourceStream($"{rule.Code}.md");
        if (page is null)
            return $"# {rule.Code}: {rule.Name}\n\n{rule.Summary}\n";
        using var reader = new StreamReader(page, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
