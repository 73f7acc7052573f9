using DockerLint.Semantics;
using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// The build fails when it comes to it. What a stage holds is known for certain only where it starts from nothing and
/// is filled by COPY and WORKDIR alone, so only that is judged.
/// </summary>
internal sealed class CopyFromMissingPath() : Rule(
    new("DK3011", "CopyFromMissingPath", Severity.Error, Category.Correctness, Profiles.Recommended, "COPY --from names a path that the stage does not have.")),
    IVisit<CopySyntax>
{
    public void Visit(CopySyntax copy, RuleContext context)
    {
        if (copy.From is not { } from
            || context.Stage.Uses.FirstOrDefault(use => use.Instruction == copy)?.Stage is not { } source
            || PathsOf(source, context.Model) is not { } paths)
        {
            return;
        }

        foreach (WordSyntax word in copy.Sources)
        {
            string path = ContextPath.Clean("/" + context.Model.ValueOf(word));
            bool isKnown = copy.HeredocOf(word) is null && !Paths.IsUnknown(word, context.Model) && path.AsSpan().IndexOfAny("*?[\\") < 0;
            if (isKnown && path != "/" && !paths.Exists(known => Holds(known, path) || Holds(path, known)))
                context.Report(word.Span, $"stage '{source.DisplayName}' has no '{path}'; name a path that one of its COPY fills", new RelatedLocation(source.From!.Span, "the stage"));
        }
    }

    /// <summary>The paths that a stage fills; null where they are not known.</summary>
    private static List<string>? PathsOf(Stage stage, DockerfileModel model)
    {
        List<string> paths = [];
        foreach (Stage part in stage.Chain())
        {
            if (part is { Parent: null, IsFromScratch: false } || !part.Triggers.IsEmpty)
                return null;
            for (int index = 0; index < part.Instructions.Length; index++)
            {
                switch (part.Instructions[index])
                {
                    case RunSyntax or InvalidInstructionSyntax or AddSyntax:
                    case CopySyntax copy when copy.Destination is not { } target || Paths.IsUnknown(target, model) || copy.Flag("parents") is not null:
                        return null;
                    case CopySyntax { Destination: { } target }:
                        paths.Add(Below(part.States[index], model.ValueOf(target)));
                        break;
                    case WorkdirSyntax:
                        paths.Add(part.States[index + 1].Workdir ?? "/");
                        break;
                }
            }
        }

        return paths;
    }

    private static string Below(StageState state, string path) =>
        ContextPath.Clean(path.StartsWith('/') ? path : $"{state.Workdir ?? "/"}/{path}");

    /// <summary>Whether a path is a folder's, or of something in it.</summary>
    private static bool Holds(string folder, string path) =>
        folder == "/" || path == folder || (path.StartsWith(folder, StringComparison.Ordinal) && path[folder.Length] == '/');
}
