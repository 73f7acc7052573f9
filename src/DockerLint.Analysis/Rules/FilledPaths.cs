using DockerLint.Semantics;
using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>What a stage holds, where it starts from nothing and COPY and WORKDIR alone fill it.</summary>
internal static class FilledPaths
{
    /// <summary>The paths that a stage fills; null where they are not known.</summary>
    public static List<string>? Of(Stage stage, DockerfileModel model)
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
    public static bool Holds(string folder, string path) =>
        folder == "/" || path == folder || (path.StartsWith(folder, StringComparison.Ordinal) && path[folder.Length] == '/');
}
