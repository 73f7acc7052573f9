using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A changed file invalidates the layer of the COPY and all after it, so that each change of the source downloads
/// everything again. Looked at is the whole build context; an install from a list needs that list only, an install of
/// packages by name nothing at all.
/// </summary>
internal sealed class CopyBeforeInstall() : Rule(
    new("DK3004", "CopyBeforeInstall", Severity.Info, Category.Efficiency, Profiles.Recommended, "The whole source is copied before dependencies are installed.")),
    IVisit<TransferSyntax>
{
    public void Visit(TransferSyntax transfer, RuleContext context)
    {
        if (transfer is CopySyntax { From: not null }
            || transfer.Sources is not [var source]
            || context.Model.ValueOf(source) is not ("." or "./" or "*" or "./*")
            || transfer.Destination is not { } destination
            || context.Model.ValueOf(destination) == "/")
        {
            return;
        }

        for (int index = context.Index + 1; index < context.Stage.Instructions.Length; index++)
        {
            if (context.Stage.Instructions[index] is not RunSyntax run)
                continue;
            foreach (Invocation command in context.ProgramsOf(run, context.Stage.States[index]))
            {
                if (NeedOf(command) is not { } need || IsDoneBefore(command, context))
                    continue;
                string line = $"{command.Program} {command.Verb}".TrimEnd();
                context.Report(source.Span, $"every change of a file here runs '{line}' again; {need}", new RelatedLocation(command.Span, "this is run again"));
                return;
            }
        }
    }

    /// <summary>What to do, for a command that installs dependencies; null for any other.</summary>
    private static string? NeedOf(Invocation command)
    {
        foreach (PackageManager manager in PackageManagers.All)
        {
            if (!manager.Programs.Contains(command.Program))
                continue;
            if (IsRestore(manager, command))
                return $"copy {manager.Manifest} first, and the rest after it";
            if (manager.PackagesOf(command) is { IsEmpty: false } packages && packages.All(IsNamed))
                return "install before the COPY";
        }

        return null;
    }

    private static bool IsRestore(PackageManager manager, Invocation command)
    {
        int words = command.Operands.Length;
        return manager == PackageManager.Pip
            ? command.Verb == "install" && words == 1 && command.Has("r", "requirement") && !command.Has("e", "editable")
            : !command.Has("g", "global") && manager.Restoring.Any(line => command.Does(line) && (words == line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length || manager == PackageManager.DotNet));
    }

    private static bool IsNamed(CommandWord package) =>
        package.IsStatic && package.Text.AsSpan().IndexOfAny("/.*[") < 0;

    private static bool IsDoneBefore(Invocation command, RuleContext context)
    {
        for (int index = 0; index < context.Index; index++)
        {
            if (context.Stage.Instructions[index] is RunSyntax run
                && context.ProgramsOf(run, context.Stage.States[index]).Any(earlier => earlier.Program == command.Program && NeedOf(earlier) is not null))
            {
                return true;
            }
        }

        return false;
    }
}
