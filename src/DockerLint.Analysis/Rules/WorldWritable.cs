using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Any process of the container can put its own in the place of such a file. Folders like /tmp have the sticky bit.</summary>
internal sealed class WorldWritable() : Rule(
    new("DK5008", "WorldWritable", Severity.Warning, Category.Security, Profiles.None, "Files are made writable for everybody.") { VisitsOnbuild = true }, FileModes.Programs),
    IVisit<Invocation>, IVisit<TransferSyntax>
{
    public void Visit(Invocation command, RuleContext context) => Judge(FileModes.Of(command), context);

    public void Visit(TransferSyntax transfer, RuleContext context) => Judge(FileModes.Of(transfer, context), context);

    private static void Judge(GivenMode? given, RuleContext context)
    {
        if (given is { LetsAllWrite: true } mode && Shipping.IsShipped(context))
            context.Report(mode.Span, $"the mode '{mode.Text}' lets every user write; give the files to the one that must, with --chown or chown");
    }
}
