using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>A relative WORKDIR starts from one that the base image may change.</summary>
internal sealed class WorkdirRelativePath() : Rule(
    new("DK1007", "WorkdirRelativePath", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.BuildKit, "The first WORKDIR of a stage is relative.") { Supersedes = ["DL3000"] }),
    IVisit<WorkdirSyntax>
{
    public void Visit(WorkdirSyntax workdir, RuleContext context)
    {
        if (workdir.Argument is not { } path || context.State.WorkdirAt is not null)
            return;
        string value = context.Model.ValueOf(path);
        bool isWindows = (context.Stage.Platform ?? context.Model.Options.Platform).StartsWith("windows", StringComparison.OrdinalIgnoreCase);
        if (!value.StartsWith('/') && !(isWindows && (value is ['\\', ..] or [_, ':', ..])))
            context.Report(path.Span, $"'{value}' starts from the base image's working directory, which can change; start with '/'", isForPeers: IsPerhapsAbsolute(path, value, context));
    }

    /// <summary>Whether it is absolute for Windows, or starts with a variable that the base image may set.</summary>
    private static bool IsPerhapsAbsolute(WordSyntax path, string value, RuleContext context) =>
        (context.State.IsWindows && value is ['\\', ..] or [_, ':', ..])
        || (context.Stage.HasUnknownVariables && path.Text.TrimStart('"').StartsWith('$') && context.Model.ExpansionOf(path)?.Uses is [{ Variable: null }, ..]);
}
