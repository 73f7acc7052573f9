using System.Globalization;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.ShellCheck;

/// <summary>What ShellCheck, the program, says of a script.</summary>
/// <param name="Code">Its number.</param>
/// <param name="Severity">Its level.</param>
/// <param name="Message">Its words.</param>
/// <param name="Instruction">The RUN.</param>
/// <param name="Span">Where, in the file.</param>
public sealed record ShellCheckComment(int Code, Severity Severity, string Message, RunSyntax Instruction, TextSpan Span)
{
    /// <summary>The number as a rule's code: <c>SC</c> and four digits.</summary>
    public static string CodeOf(int number) => string.Create(CultureInfo.InvariantCulture, $"SC{number:D4}");

    /// <summary>What is known of the check with that number; its level when nothing else is configured is that of the comment.</summary>
    public static RuleInfo RuleOf(int number, Severity severity = Severity.Warning)
    {
        string code = CodeOf(number);
        return new RuleInfo(
            code,
            string.Create(CultureInfo.InvariantCulture, $"ShellCheck{number:D4}"),
            severity,
            Category.Correctness,
            Profiles.Recommended | Profiles.Hadolint,
            "What an installed ShellCheck finds under this number.")
        {
            Url = $"https://www.shellcheck.net/wiki/{code}",
            VisitsOnbuild = true,
            IsConditional = true,
        };
    }

    /// <summary>The check of ShellCheck that a word means, in any case; null where it means none.</summary>
    public static RuleInfo? Find(ReadOnlySpan<char> word) =>
        word.Length == 6
        && word.StartsWith("SC", StringComparison.OrdinalIgnoreCase)
        && int.TryParse(word[2..], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? RuleOf(number)
            : null;
}
