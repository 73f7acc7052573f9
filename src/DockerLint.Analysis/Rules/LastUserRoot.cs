using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// Whoever breaks into a program that runs as root has the whole container. Judged is the last USER of each stage that
/// can be an image of its own: no other stage starts from it or takes its files. Without any USER nothing is said,
/// since the base image may have set one.
/// </summary>
internal sealed class LastUserRoot() : Rule(
    new("DL3002", "LastUserRoot", Severity.Warning, Category.Security, Profiles.Recommended | Profiles.Hadolint, "The last USER of an image is root.")),
    IVisit<DockerfileModel>
{
    public void Visit(DockerfileModel file, RuleContext context)
    {
        foreach (UserSyntax user in file.Images().Select(static stage => stage.End.User).OfType<UserSyntax>().Distinct())
        {
            if (user.Argument is { } word && file.ValueOf(word).Split(':')[0].Trim() is "root" or "0")
                context.ReportFor(user, user.Argument!.Span, "the image runs as root; end with a USER that has fewer rights");
        }
    }
}
