using System.Collections.Immutable;
using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// <c>name@version</c>, also behind a scope; a repository needs <c>#revision</c>; archives and folders have their own
/// version. <c>npm install</c> alone takes what package.json says. <c>@latest</c> is no version.
/// </summary>
internal sealed class PinNpmPackages() : Unpinned(
    new("DL3016", "PinNpmPackages", Severity.Warning, Category.Reproducibility, Profiles.Hadolint, "A package is installed by npm without its version.") { VisitsOnbuild = true },
    "NAME@VERSION", PackageManager.Npm.Programs)
{
    private static readonly string[] s_archives = [".tar", ".tar.gz", ".tgz"];
    private static readonly string[] s_places = ["/", ".", "~/", "file:"];

    protected override ImmutableArray<CommandWord> PackagesOf(Invocation command) => PackageManager.Npm.PackagesOf(command);

    protected override bool IsPinned(CommandWord package, RuleContext context)
    {
        string name = package.Text;
        if (name.StartsWith("git", StringComparison.Ordinal) && name.Contains(':', StringComparison.Ordinal))
            return name.Contains('#', StringComparison.Ordinal);
        return s_archives.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal))
            || s_places.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
            || name.Contains('#', StringComparison.Ordinal)
            || (name.LastIndexOf('@') is > 0 and int at && name[at..] != "@latest");
    }
}
