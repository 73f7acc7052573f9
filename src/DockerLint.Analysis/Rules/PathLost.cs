using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Without the folders of the system no program is found any more, not even the shell's <c>ls</c>.</summary>
internal sealed class PathLost() : Rule(
    new("DK4009", "PathLost", Severity.Error, Category.Correctness, Profiles.Recommended, "ENV replaces PATH and leaves out the folders of the system.")),
    IVisit<EnvSyntax>
{
    public void Visit(EnvSyntax env, RuleContext context)
    {
        if (context.Stage.IsFromScratch || context.Stage.Parent is not null)
            return;
        foreach (KeyValueSyntax pair in env.Pairs)
        {
            if (pair is { Name.Text: "PATH", Value: { } value }
                && context.Model.ValueOf(value) is { Length: > 0 } path
                && !value.HasVariables
                && path[0] == '/'
                && !path.Split(':').Any(static folder => folder.TrimEnd('/') is "/bin" or "/usr/bin")
                && context.Stage.After(InstructionKind.Run, context.Index) is not null)
            {
                context.Report(pair.Span, $"this PATH has no /usr/bin, so that the programs there are not found; write PATH={path}:$PATH");
            }
        }
    }
}
