using DockerLint.Semantics;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>The history of a layer lists the arguments that its RUN could see. A secret mount leaves nothing behind.</summary>
internal sealed class SecretInBuildArgument() : Rule(
    new("DK5013", "SecretInBuildArgument", Severity.Warning, Category.Security, Profiles.Recommended, "A RUN takes a secret from a build argument.") { Supersedes = ["DK1012", "DL3064"] }),
    IVisit<ShellScript>
{
    public void Visit(ShellScript script, RuleContext context)
    {
        if (script.Instruction is not RunSyntax run)
            return;
        HashSet<string>? seen = null;
        foreach (ShellSite site in script.All<ShellParameterExpansionSyntax>())
        {
            var use = (ShellParameterExpansionSyntax)site.Node;
            string name = use.Name;
            if (!(seen ??= []).Add(name)
                || !SecretInVariableName.IsForSecret(name)
                || context.Stage.Scope.Find(name, context.Index) is not { Origin: VariableOrigin.ArgDefault or VariableOrigin.ArgWithoutValue or VariableOrigin.BuildArgument, Declaration: { } declaration }
                || IsMounted(name, run))
            {
                continue;
            }

            context.Report(
                use.Span,
                $"the value of '{name}' stays in the history of this layer; add --mount=type=secret,id={name},env={name} to the RUN, and drop the ARG",
                new RelatedLocation(declaration.Name.Span, "the argument"));
        }
    }

    private static bool IsMounted(string name, RunSyntax run) => run.Flags.Any(flag =>
        flag is { Name: "mount", Value: { } value }
        && MountSpec.TryParse(value, static text => text, null, out MountSpec? mount, out _)
        && mount is { Type: MountType.Secret }
        && mount.Env == name);
}
