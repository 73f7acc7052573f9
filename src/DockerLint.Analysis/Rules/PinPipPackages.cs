using System.Collections.Immutable;
using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A version specifier of any kind will do; an archive, a local path and a URL have their own version, a repository
/// needs <c>@REVISION</c>. Packages under <c>--constraint</c> are pinned there, those of <c>--requirement</c> in the file.
/// </summary>
internal sealed class PinPipPackages() : Unpinned(
    new("DL3013", "PinPipPackages", Severity.Warning, Category.Reproducibility, Profiles.Hadolint, "A package is installed by pip or pipx without its version.") { VisitsOnbuild = true },
    "NAME==VERSION", "pip", "pipx")
{
    private static readonly string[] s_repositories = ["git+", "hg+", "svn+", "bzr+"];

    protected override ImmutableArray<CommandWord> PackagesOf(Invocation command) =>
        (Invocation.IsPip(command.Program) || command.Program == "pipx") && command.Verb == "install" && !command.Has("c", "constraint", "r", "requirement")
            ? command.Operands[1..]
            : [];

    protected override bool IsPinned(CommandWord package, RuleContext context)
    {
        string name = package.Text;
        int path = name.IndexOf("://", StringComparison.Ordinal);
        if (path >= 0 && s_repositories.Any(scheme => name.Contains(scheme, StringComparison.Ordinal)))
            return name.IndexOf('@', Math.Max(name.IndexOf('/', path + 3), path)) > 0;
        return name.IndexOfAny(['=', '<', '>', '~', '!', '/']) >= 0
            || name.StartsWith('.')
            || name.EndsWith(".whl", StringComparison.Ordinal)
            || name.EndsWith(".tar.gz", StringComparison.Ordinal);
    }
}
