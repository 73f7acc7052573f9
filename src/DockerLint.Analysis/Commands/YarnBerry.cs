using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Commands;

/// <summary>Yarn from version 2 on, called Berry: programs may load their packages from its cache.</summary>
internal static class YarnBerry
{
    /// <summary>Whether a stage brings a file of it, or runs or installs it.</summary>
    public static bool IsUsedIn(Stage stage, RuleContext context)
    {
        for (int index = 0; index < stage.Instructions.Length; index++)
        {
            bool shows = (stage.Instructions[index].Nested ?? stage.Instructions[index]) switch
            {
                RunSyntax run => context.ProgramsOf(run, stage.States[index]).Any(Shows),
                TransferSyntax transfer => transfer.Sources.Any(source => IsOfIt(context.Model.ValueOf(source))),
                _ => false,
            };
            if (shows)
                return true;
        }

        return false;
    }

    private static bool Shows(Invocation command) => command.Program switch
    {
        "yarn" or "yarnpkg" => command.Has("immutable", "immutable-cache")
            || command.Does("workspaces focus")
            || (command.Does("set version") && command.Operands.Length > 2 && IsVersion(command.Operands[2].Text)),
        "corepack" => command.Objects.Any(static word => word.Text.StartsWith("yarn@", StringComparison.Ordinal) && IsVersion(word.Text.AsSpan(5))),
        _ => false,
    };

    private static bool IsVersion(ReadOnlySpan<char> version) => version is "stable" or "berry" or [>= '2' and <= '9', ..];

    private static bool IsOfIt(string path) =>
        path.Split('/').Any(static name => name.TrimEnd('*') is ".yarn" or ".yarnrc.yml");
}
