using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Package managers write to folders of root, so that the build fails here.</summary>
internal sealed class PackagesAsUser() : Rule(
    new("DK1034", "PackagesAsUser", Severity.Warning, Category.Correctness, Profiles.Recommended, "A package manager is run by a user other than root.")),
    IVisit<RunSyntax>
{
    private static readonly string[] s_verbs =
        ["update", "upgrade", "dist-upgrade", "install", "remove", "purge", "autoremove", "add", "del", "groupinstall"];

    private static readonly string[] s_starters = ["sudo", "doas", "su", "gosu", "su-exec", "fakeroot", "runuser"];

    public void Visit(RunSyntax run, RuleContext context)
    {
        if (context.State.User is not { Argument: { } word } user || Paths.IsUnknown(word, context.Model))
            return;
        string name = context.Model.ValueOf(word).Split(':')[0].Trim();
        if (name is "root" or "0" or "" || name.StartsWith("Container", StringComparison.OrdinalIgnoreCase))
            return;
        bool isRaised = false;
        foreach (Invocation command in context.ProgramsOf(run))
        {
            isRaised |= s_starters.Contains(command.Program);
            if (!isRaised && SystemPackages.IsManager(command) && s_verbs.Contains(command.Verb) && !command.Has("root", "installroot", "help"))
            {
                context.Report(
                    command.Name.Span,
                    $"'{command.Program} {command.Verb}' needs root, and '{name}' runs it; move it above USER, or switch to root for it",
                    new RelatedLocation(user.Span, "the user"));
                return;
            }
        }
    }
}
