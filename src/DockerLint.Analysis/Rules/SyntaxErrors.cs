using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>What a builder refuses whatever it is given, each with its place; all around it is still linted.</summary>
internal sealed class SyntaxErrors() : Rule(
    new("DL1000", "SyntaxError", Severity.Error, Category.Correctness, Profiles.None, "The builder refuses the file.") { IsAlwaysOn = true }),
    IVisit<DockerfileModel>
{
    public void Visit(DockerfileModel file, RuleContext context)
    {
        if (context.TemplateMark is not null)
            return;
        foreach (SyntaxError error in file.Errors)
        {
            if (!error.NeedsArgument)
                context.Report(error.Span, error.Message);
        }
    }
}
