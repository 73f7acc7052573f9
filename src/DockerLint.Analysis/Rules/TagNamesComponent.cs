using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>A tag that names a part of a system leaves no room for its version.</summary>
internal sealed class TagNamesComponent() : Rule(
    new("DK2001", "TagNamesComponent", Severity.Warning, Category.Reproducibility, Profiles.Recommended, "A tag names a component instead of a version.") { VisitsGiven = true }),
    IVisit<ImageUse>
{
    private static readonly HashSet<string> s_components = new(
        [
            "frontend", "backend", "api", "web", "webapp", "worker", "server", "client", "db", "database", "proxy", "gateway", "ui",
            "admin", "auth", "scheduler", "cron", "service", "app", "site", "website", "bot", "queue", "cache", "migrations", "jobs",
        ],
        StringComparer.OrdinalIgnoreCase);

    public void Visit(ImageUse image, RuleContext context)
    {
        if (image.Reference is not { Tag: { } tag } reference
            || (!image.IsGiven && reference.FullName.StartsWith("docker.io/library/", StringComparison.Ordinal))
            || !s_components.Contains(tag.Split('-', '_', '.')[0]))
        {
            return;
        }

        string component = tag.Split('-', '_', '.')[0];
        context.Report(
            image.TagSpan,
            $"the tag '{image.Shown(reference.TagSpan)}' names a component, not a version; give it a repository of its own, such as {image.ShownName}-{component}:1.0");
    }
}
