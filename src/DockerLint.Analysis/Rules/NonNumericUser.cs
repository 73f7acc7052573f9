using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// Kubernetes' <c>runAsNonRoot</c> can tell a number from root, but not a name. A variable without a value in the file
/// may be a number.
/// </summary>
internal sealed class NonNumericUser() : Rule(
    new("DL3066", "NonNumericUser", Severity.Info, Category.Security, Profiles.Hadolint, "USER is a name, not a number.")),
    IVisit<UserSyntax>
{
    public void Visit(UserSyntax instruction, RuleContext context)
    {
        if (instruction.Argument is not { } word || Paths.IsUnknown(word, context.Model))
            return;
        string user = context.Model.ValueOf(word).Split(':')[0].Trim();
        if (!user.All(char.IsAsciiDigit))
            context.Report(word.Span, $"nobody can tell whether '{user}' is root without the image; write its number");
    }
}
