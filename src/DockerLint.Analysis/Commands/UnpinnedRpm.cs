using System.Collections.Immutable;

namespace DockerLint.Analysis.Commands;

/// <summary>
/// A rule on packages of yum and dnf: the version follows the name (<c>name-[epoch:]version[-release[.arch]]</c>),
/// of a module the stream (<c>name:stream</c>).
/// </summary>
internal abstract class UnpinnedRpm(RuleInfo info, PackageManager manager) : Unpinned(info, "NAME-VERSION (a module as NAME:STREAM)", manager.Programs)
{
    private static readonly ImmutableArray<string> s_moduleInstall = ["module install"];

    protected override ImmutableArray<CommandWord> PackagesOf(Invocation command)
    {
        if (manager.Runs(command, s_moduleInstall))
            return [.. command.Operands.Skip(2).Where(static module => !module.Text.Contains(':', StringComparison.Ordinal))];
        return manager.PackagesOf(command).RemoveAll(static package => package.Text.StartsWith('@'));
    }

    protected override bool IsPinned(CommandWord package, RuleContext context)
    {
        string name = package.Text;
        int dash = name.LastIndexOf('-');
        return name.EndsWith(".rpm", StringComparison.Ordinal)
            || (dash > 0 && dash + 1 < name.Length
                && (char.IsAsciiDigit(name[dash + 1]) || name[dash + 1] == '$')
                && package.Variables.All(variable => IsKnown(variable.Name, context)));
    }

    /// <summary>A variable that nothing defines holds no version.</summary>
    private static bool IsKnown(string variable, RuleContext context) =>
        context.Stage.Scope.Find(variable, context.Index) is not null
        || context.IsArgument(variable);
}
