using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>An ARG ends with the build. The shell of CMD, ENTRYPOINT and HEALTHCHECK looks its variables up in the container.</summary>
internal sealed class ArgAtRuntime() : Rule(
    new("DK4007", "ArgAtRuntime", Severity.Warning, Category.Correctness, Profiles.Recommended, "A command of the container uses an argument of the build.")),
    IVisit<ShellScript>
{
    public void Visit(ShellScript script, RuleContext context)
    {
        if (script.Instruction is RunSyntax)
            return;
        foreach ((string name, TextSpan span) in script.Variables.References.DistinctBy(static use => use.Name, StringComparer.Ordinal))
        {
            Variable? variable = context.Stage.Scope.Find(name, context.Index) ?? context.Model.Preamble.Scope.Find(name, int.MaxValue);
            if (variable is not { Declaration: { } declaration, Origin: not VariableOrigin.Env } || script.Variables.IsAssigned(name) || IsSetLater(name, context))
                continue;
            context.Report(
                span,
                $"'{name}' is an argument of the build, and empty in the container; keep it with ENV {name}=${name}",
                new RelatedLocation(declaration.Span, "ARG declares it here"));
        }
    }

    private static bool IsSetLater(string name, RuleContext context) =>
        context.Stage.SettingsOf(name).Any(setting => context.Stage.Instructions[setting.Index] is EnvSyntax);
}
