using System.Collections.Immutable;
using DockerLint.Analysis.Commands;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// Whoever controls the address, today or later, decides what the build runs. Nothing is said where the same RUN holds
/// something against a checksum or a signature.
/// </summary>
internal sealed class PipedToShell() : Rule(
    new("DK5004", "PipedToShell", Severity.Warning, Category.Security, Profiles.Recommended, "A download is run unseen.") { VisitsOnbuild = true }, Downloads.Programs),
    IVisit<RunSyntax>
{
    public void Visit(RunSyntax run, RuleContext context)
    {
        ImmutableArray<Invocation> commands = context.ProgramsOf(run);
        if (!commands.Any(Downloads.IsDownload) || Downloads.AreChecked(commands))
            return;
        Invocation[] downloads = [.. commands.Where(Downloads.IsDownload)];
        ShellScriptSyntax[] scripts = [.. ScriptsOf(run, commands, context)];
        foreach (Invocation command in commands)
        {
            Invocation? download = Interpreters.ScriptOf(command) is { } script && script.Text is ['$' or '<', '(', ..] or ['`', ..]
                ? Array.Find(downloads, inner => script.Span.Contains(inner.Name.Span))
                : Interpreters.ReadsInput(command) ? Array.Find(downloads, other => ArePiped(other, command, scripts)) : null;
            if (download is not null)
                context.Report(command.Name.Span, $"'{command.Program}' runs whatever {download.Program} downloads; save it, check it against a checksum, then run it");
        }
    }

    private static IEnumerable<ShellScriptSyntax> ScriptsOf(RunSyntax run, ImmutableArray<Invocation> commands, RuleContext context)
    {
        IEnumerable<ShellScriptSyntax> inner = commands.Select(static command => command.Script).OfType<ShellScriptSyntax>();
        return Shells.KindOf(run, context.State) == ShellKind.Posix && run.Script is { } script ? inner.Prepend(script) : inner;
    }

    /// <summary>Whether the output of one command goes, through others or not, into the input of another.</summary>
    private static bool ArePiped(Invocation from, Invocation to, IEnumerable<ShellScriptSyntax> scripts) =>
        scripts.SelectMany(static script => script.Pipes)
            .Any(pipe => IndexIn(pipe, from) is var start and >= 0 && IndexIn(pipe, to) > start);

    private static int IndexIn(ShellPipelineSyntax pipe, Invocation command)
    {
        for (int index = 0; index < pipe.Commands.Length && pipe.Commands.Length > 1; index++)
        {
            if (pipe.Commands[index].Span.Contains(command.Name.Span))
                return index;
        }

        return -1;
    }
}
