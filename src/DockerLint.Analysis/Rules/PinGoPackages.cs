using System.Collections.Immutable;
using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// <c>module@version</c>; <c>@latest</c> is none. Paths that start with <c>.</c> or <c>/</c> are local, as are .go files;
/// of <c>go run</c> only the first operand is a package.
/// </summary>
internal sealed class PinGoPackages() : Unpinned(
    new("DL3062", "PinGoPackages", Severity.Warning, Category.Reproducibility, Profiles.Hadolint, "A package is named to go install, get or run without its version.") { VisitsOnbuild = true },
    "MODULE@VERSION", "go")
{
    protected override ImmutableArray<CommandWord> PackagesOf(Invocation command)
    {
        if (command.Program != "go")
            return [];
        int count = command.Verb switch { "run" => 1, "install" or "get" => command.Operands.Length, _ => 0 };
        return [.. command.Operands.Skip(1).Take(count)];
    }

    protected override bool IsPinned(CommandWord package, RuleContext context)
    {
        string name = package.Text;
        int at = name.LastIndexOf('@');
        return name[0] is '.' or '/'
            || name.EndsWith(".go", StringComparison.Ordinal)
            || (at > 0 && name[at..] is not ("@latest" or "@none"));
    }
}
