using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Secrets;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>A file in a layer is in the image, also after a later RUN has removed it. What only a builder stage holds is not shipped.</summary>
internal sealed class SecretFileCopied() : Rule(
    new("DK5003", "SecretFileCopied", Severity.Warning, Category.Security, Profiles.Recommended, "COPY or ADD brings a file with secrets into the image.") { VisitsOnbuild = true }),
    IVisit<TransferSyntax>
{
    public void Visit(TransferSyntax transfer, RuleContext context)
    {
        if (transfer is CopySyntax { From: not null } || !Shipping.IsShipped(context))
            return;
        foreach (WordSyntax source in transfer.Sources)
        {
            if (SecretFiles.ContentOf(context.Model.ValueOf(source)) is { } content)
                context.Report(source.Span, $"this file is known to hold {content}, which stay in the image; mount it with RUN --mount=type=secret");
        }
    }
}
