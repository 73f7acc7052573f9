using DockerLint.Analysis.Facts;
using DockerLint.References;
using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A project that brings no .NET of its own needs the one that it targets. Only for images of .NET itself, whose names and
/// tags are known to mean that.
/// </summary>
internal sealed class BaseImageFrameworkMismatch() : Rule(
    new("DK2004", "BaseImageFrameworkMismatch", Severity.Warning, Category.Correctness, Profiles.Recommended, "The base image of a project is not made for what the project targets.") { IsConditional = true }),
    IVisit<ImageUse>
{
    private const string Registry = "mcr.microsoft.com";

    public void Visit(ImageUse image, RuleContext context)
    {
        if (context.Facts.Project is not { IsSelfContained: false } project
            || image is not { Kind: ImageUseKind.Base, Reference: { Domain: Registry } reference })
        {
            return;
        }

        string repository = RepositoryOf(reference);
        string needed = $"{(project.IsWeb ? "aspnet" : repository == "aspnet" ? repository : "runtime")}:{project.Major}.{project.Minor}";
        if (repository == "sdk")
            context.Report(image.SpanOf(reference.PathSpan), $"'{reference.Path}' has the compilers, which a published project does not need; start from {needed}");
        else if (repository == "runtime" && project.IsWeb)
            context.Report(image.SpanOf(reference.PathSpan), $"'{reference.Path}' lacks ASP.NET Core, which the project needs to start; use {needed}");
        else if (repository is "runtime" or "aspnet" && Differs(reference, project))
            context.Report(image.TagSpan, $"'{image.Shown(reference.TagSpan)}' is not the .NET {project.Major}.{project.Minor} that the project needs to start; use {needed}");
    }

    /// <summary>The last part of the name of an image of .NET; empty for others.</summary>
    private static string RepositoryOf(ImageReference reference) => reference.Path.Split('/') switch
    {
        ["dotnet", var name] => name,
        ["dotnet", "nightly", var name] => name,
        _ => "",
    };

    private static bool Differs(ImageReference reference, PublishedProject project)
    {
        if (!PublishedProject.TryReadVersion(reference.Tag, out int major, out int minor))
            return false;
        bool isLater = (major, minor).CompareTo((project.Major, project.Minor)) > 0;
        return (major, minor) != (project.Major, project.Minor) && !(isLater && project.RollsForward);
    }
}
