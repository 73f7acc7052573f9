using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>apt-key is gone from Debian 13 and Ubuntu 24.10 on. A key that it adds may sign for every repository.</summary>
internal sealed class AptKeyUsed() : Rule(
    new("DK4012", "AptKeyUsed", Severity.Warning, Category.Security, Profiles.Recommended, "A key is added by apt-key."), "apt-key"),
    IVisit<Invocation>
{
    /// <summary>Whether a release of Debian or Ubuntu has an apt that does not know signed-by (before 1.1).</summary>
    private static bool IsOld(string? tag) =>
        tag is not null && (tag.StartsWith("trusty", StringComparison.Ordinal) || tag.StartsWith("14.04", StringComparison.Ordinal)
            || tag.StartsWith("wheezy", StringComparison.Ordinal) || tag.StartsWith("jessie", StringComparison.Ordinal));

    public void Visit(Invocation command, RuleContext context)
    {
        if (command.Program == "apt-key" && command.Verb is "add" or "adv" && !IsOld(context.Stage.BaseImage?.Reference?.Tag))
            context.Report(command.Name.Span, "apt-key is gone from newer releases, and its keys sign for every repository; put the key into /etc/apt/keyrings and name it in the list with signed-by");
    }
}
