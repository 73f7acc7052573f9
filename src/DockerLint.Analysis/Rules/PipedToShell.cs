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
        var places = new Places(commands);
        int?[] piped = PipedInto(places, ScriptsOf(run, commands, context));
        for (int index = 0; index < commands.Length; index++)
        {
            Invocation command = commands[index];
            int? download = Interpreters.ScriptOf(command) is { } script && script.Text is ['$' or '<', '(', ..] or ['`', ..]
                ? places.FirstDownloadIn(script.Span)
                : Interpreters.ReadsInput(command) ? piped[index] : null;
            if (download is { } number)
                context.Report(command.Name.Span, $"'{command.Program}' runs whatever {commands[number].Program} downloads; save it, check it against a checksum, then run it");
        }
    }

    private static IEnumerable<ShellScriptSyntax> ScriptsOf(RunSyntax run, ImmutableArray<Invocation> commands, RuleContext context)
    {
        IEnumerable<ShellScriptSyntax> inner = commands.Select(static command => command.Script).OfType<ShellScriptSyntax>();
        return Shells.KindOf(run, context.State) == ShellKind.Posix && run.Script is { } script ? inner.Prepend(script) : inner;
    }

    /// <summary>For each command the number of the first download whose output goes, through others or not, into its input.</summary>
    private static int?[] PipedInto(Places places, IEnumerable<ShellScriptSyntax> scripts)
    {
        var piped = new int?[places.Commands.Length];
        foreach (ShellPipelineSyntax pipe in scripts.SelectMany(static script => script.Pipes))
        {
            int? first = null;
            foreach (ShellCommandSyntax part in pipe.Commands.Length > 1 ? pipe.Commands : [])
            {
                foreach (int index in first is null ? [] : places.In(part.Span))
                    piped[index] = Least(piped[index], first);
                first = Least(first, places.FirstDownloadIn(part.Span));
            }
        }

        return piped;
    }

    private static int? Least(int? one, int? other) => one < other || other is null ? one : other;

    /// <summary>Finds the commands of a part of a file.</summary>
    private sealed class Places
    {
        private readonly int[] _numbers;
        private readonly int[] _starts;

        public Places(ImmutableArray<Invocation> commands)
        {
            Commands = commands;
            _numbers = [.. Enumerable.Range(0, commands.Length)];
            _starts = [.. commands.Select(static command => command.Name.Span.Start)];
            Array.Sort(_starts, _numbers);
        }

        public ImmutableArray<Invocation> Commands { get; }

        /// <summary>The numbers of those whose names stand within a span.</summary>
        public IEnumerable<int> In(TextSpan span)
        {
            int index = Sorted.CountWhile<int, int>(_starts, span.Start, static (place, start) => place < start);
            for (; index < _starts.Length && _starts[index] <= span.End; index++)
            {
                if (span.Contains(Commands[_numbers[index]].Name.Span))
                    yield return _numbers[index];
            }
        }

        /// <summary>The number of the first download among them; null where there is none.</summary>
        public int? FirstDownloadIn(TextSpan span)
        {
            int? first = null;
            foreach (int index in In(span))
                first = Downloads.IsDownload(Commands[index]) ? Least(first, index) : first;
            return first;
        }
    }
}
