using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// Where several files are copied to a path that does not yet exist, each becomes that file and only the last is left;
/// a slash at the end makes it a directory. <c>.</c> and <c>..</c> are directories; of a path that ends in a variable
/// without a value nothing is known.
/// </summary>
internal sealed class DestinationNotDirectory() : Rule(
    new("DL3021", "DestinationNotDirectory", Severity.Error, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "COPY of several files goes to a path that does not end in a slash.")),
    IVisit<CopySyntax>
{
    public void Visit(CopySyntax copy, RuleContext context)
    {
        if (copy.Sources.Length < 2 || copy.Destination is not { } destination || Paths.IsUnknown(destination, context.Model))
            return;
        string path = context.Model.ValueOf(destination).Trim('"', '\'');
        if (path[(path.LastIndexOfAny(['/', '\\']) + 1)..] is not ("" or "." or ".."))
            context.Report(destination.Span, $"several files cannot become the one file '{path}'; write '{path}/'");
    }
}
