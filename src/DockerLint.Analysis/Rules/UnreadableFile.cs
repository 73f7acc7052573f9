using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>What is no YAML, JSON or HCL, no tool reads; what stands before the error is looked at all the same.</summary>
internal sealed class UnreadableFile() : Rule(
    new("DK2005", "UnreadableFile", Severity.Error, Category.Correctness, Profiles.Recommended, "A file that names images cannot be read.") { IsAlwaysOn = true }),
    IVisit<ImageDocument>
{
    public void Visit(ImageDocument file, RuleContext context)
    {
        // What a template engine makes of it, only that knows.
        if (file.TemplateMark is not null)
            return;
        foreach (DocumentError error in file.Errors)
            context.Report(error.Span, error.Message);
    }
}
