using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// When <c>cd</c> fails, what follows runs elsewhere. Not reported where errexit is on, where the status decides what
/// comes next, and for paths of dots and slashes alone.
/// </summary>
internal sealed class UncheckedCd() : ShellCommandRule(
    "SC2164", "UncheckedCd", Severity.Warning, Category.Correctness, "A change of directory can fail unnoticed.", FixSafety.Unsafe, "cd", "pushd", "popd", "command", "builtin")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (Changes(node) is { } name && !script.EndsOnError && !Conditions.IsChecked(site))
            context.Report(node.Span, $"when '{name}' fails, what follows runs in another folder; add '|| exit' or join it with &&", fix: FixOf(node, site), isForPeers: IsThere(node, context));
    }

    /// <summary>Whether the shell is in that folder already when it starts.</summary>
    private static bool IsThere(ShellSimpleCommandSyntax command, RuleContext context) =>
        command.Arguments is [{ Literal: { } path }] && path.TrimEnd('/') == context.State.Workdir;

    private static Fix? FixOf(ShellSimpleCommandSyntax node, ShellSite site) => ShellEdits.StandsAlone(site, followsAnd: false)
        ? new Fix("Add || exit", IsSafe: false, [Edit.Insert(node.Span.End, " || exit")])
        : null;

    /// <summary>The command that changes the directory; null where there is none or it cannot reasonably fail.</summary>
    private static string? Changes(ShellSimpleCommandSyntax command)
    {
        ReadOnlySpan<ShellWordSyntax> arguments = command.Arguments.AsSpan();
        string? name = command.Name?.Literal;
        if (name is "command" or "builtin" && !arguments.IsEmpty)
        {
            name = arguments[0].Literal;
            arguments = arguments[1..];
        }

        return name switch
        {
            "cd" when arguments is not [{ Literal: { } path }] || path.AsSpan().ContainsAnyExcept('.', '/') => name,
            "pushd" when !IsSilent(arguments) => name,
            "popd" when !IsSilent(arguments) => name,
            _ => null,
        };
    }

    private static bool IsSilent(ReadOnlySpan<ShellWordSyntax> arguments) => arguments is [{ Literal: "-n" }, ..];
}
