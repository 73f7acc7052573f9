using DockerLint.References;
using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>Without <c>--build-arg</c> the build fails at once.</summary>
internal sealed class InvalidDefaultArgInFrom() : Rule(
    new("DK1013", "InvalidDefaultArgInFrom", Severity.Warning, Category.Correctness, Profiles.BuildKit, "With the defaults of its ARGs, a FROM names no valid image.") { IsSkippedByInstruction = false }),
    IVisit<DockerfileModel>
{
    public void Visit(DockerfileModel file, RuleContext context)
    {
        DockerfileModel byDefault = file.Options.BuildArguments.IsEmpty
            ? file
            : DockerfileModel.Create(file.Syntax, file.Options with { BuildArguments = BuildOptions.Default.BuildArguments });
        foreach (Stage stage in byDefault.Stages)
        {
            if (stage.From?.Image is not { } image)
                continue;
            if (stage.BaseName is not { Error: null } name)
                return;
            if (!ImageReference.Parse(name.Value).Success)
            {
                context.ReportFor(
                    stage.From,
                    image.Span,
                    $"without --build-arg this is '{name.Value}', which names no image; give the ARG a default that does");
            }
        }
    }
}
