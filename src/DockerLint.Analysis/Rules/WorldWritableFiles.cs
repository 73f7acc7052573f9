using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>Known from the image that was built. Folders with the sticky bit, such as /tmp, are meant to be so.</summary>
internal sealed class WorldWritableFiles() : Rule(
    new("DK5017", "WorldWritableFiles", Severity.Warning, Category.Security, Profiles.Recommended, "Files of the built image may be changed by everybody.") { IsConditional = true }),
    IVisit<DockerfileModel>
{
    public void Visit(DockerfileModel file, RuleContext context) => BuiltSteps.Report(
        context,
        static built => built.IsWorldWritable,
        static names => $"everybody in the container may change {names}; give the rights to the user who needs them");
}
