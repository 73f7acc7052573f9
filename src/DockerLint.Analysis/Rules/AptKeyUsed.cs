using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>apt-key is gone from Debian 13 and Ubuntu 24.10 on. A key that it adds may sign for every repository.</summary>
internal sealed class AptKeyUsed() : Rule(
    new("DK4012", "AptKeyUsed", Severity.Warning, Category.Security, Profiles.Recommended, "A key is added by apt-key.")),
    IVisit<Invocation>
{
    public void Visit(Invocation command, RuleContext context)
    {
        if (command.Program == "apt-key" && command.Verb is "add" or "adv")
            context.Report(command.Name.Span, "apt-key is gone from newer releases, and its keys sign for every repository; put the key into /etc/apt/keyrings and name it in the list with signed-by");
    }
}
