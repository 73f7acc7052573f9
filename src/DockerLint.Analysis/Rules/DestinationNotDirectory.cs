using DockerLint.Analysis.Edits;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// Where several files are copied to a path that does not yet exist, each becomes that file and only the last is left;
/// a slash at the end makes it a directory. <c>.</c> and <c>..</c> are directories; of a path that ends in a variable
/// without a value nothing is known.
/// </summary>
internal sealed class DestinationNotDirectory() : Rule(
    new("DL3021", "DestinationNotDirectory", Severity.Error, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "COPY of several files goes to a path that does not end in a slash.") { Fix = FixSafety.Unsafe }),
    IVisit<CopySyntax>
{
    public void Visit(CopySyntax copy, RuleContext context)
    {
        if (!Concerns(copy, context.Model) || copy.Destination is not { } destination)
            return;
        string path = context.Model.ValueOf(destination).Trim('"', '\'');
        context.Report(destination.Span, $"several files cannot become the one file '{path}'; write '{path}/'", fix: FixOf(copy, destination), isForPeers: LacksValue(copy));
    }

    /// <summary>Whether several files go to a path that is not known to be a directory.</summary>
    public static bool Concerns(TransferSyntax transfer, DockerfileModel model)
    {
        if (transfer.Sources.Length < 2 || transfer.Destination is not { } destination || Paths.IsUnknown(destination, model))
            return false;
        string path = model.ValueOf(destination).Trim('"', '\'');
        return path[(path.LastIndexOfAny(['/', '\\']) + 1)..] is not ("" or "." or "..");
    }

    private static bool LacksValue(CopySyntax copy) => copy.Flags.Any(static flag => flag is { Value: null, Name: not ("link" or "parents") });

    /// <summary>None where a flag lacks its value: the first source is that.</summary>
    private static Fix? FixOf(CopySyntax copy, WordSyntax destination) =>
        LacksValue(copy) || (!destination.IsJson && destination.Text[^1] is '"' or '\'')
        ? null
        : new Fix("Add a slash", IsSafe: false, [Edit.Insert(destination.Span.End - (destination.IsJson ? 1 : 0), "/")]);
}
