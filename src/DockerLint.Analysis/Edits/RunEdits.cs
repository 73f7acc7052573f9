using System.Buffers;
using System.Text;
using DockerLint.Analysis.Engine;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Edits;

/// <summary>Joins RUNs and takes them apart.</summary>
internal static class RunEdits
{
    /// <summary>What changes the shell that runs it, so that a command joined to it would run in another one.</summary>
    private static readonly string[] s_changesShell =
    [
        ".", "alias", "cd", "eval", "exec", "exit", "export", "hash", "popd", "pushd", "read", "return", "set", "shopt", "source", "trap", "ulimit",
        "umask", "unset", "wait",
    ];

    /// <summary>What WORKDIR reads otherwise than a shell does.</summary>
    private static readonly SearchValues<char> s_special = SearchValues.Create("$*?[{~\"'\\` \t");

    /// <summary>Joins a RUN to the one right before it; comments between them stay, blank lines go.</summary>
    /// <returns>Null where the joined script would mean something else.</returns>
    public static Fix? Join(RunSyntax before, RunSyntax run, RuleContext context)
    {
        SourceText source = context.Source;
        if (StatementOf(before) is not { } first
            || StatementOf(run) is not { } second
            || second.Operators.Any(static join => join.Kind != ShellOperatorKind.And)
            || ChangesShell(before)
            || !before.Flags.Select(static flag => flag.Text).SequenceEqual(run.Flags.Select(static flag => flag.Text))
            || run.CommentsAbove.Any(comment => IgnoreComment.Parse(comment, source) is not null || comment.Text.StartsWith("check=", StringComparison.Ordinal))
            || Shells.KindOf(run, context.State) != ShellKind.Posix)
        {
            return null;
        }

        TextSpan between = TextSpan.Between(before.Span.End, second.Span.Start);
        char escape = context.Model.Syntax.Escape;
        if (source.Value[between.Start - 1] == escape || source.Slice(TextSpan.Between(run.KeywordSpan.Start, between.End)).Contains('\n'))
            return null;
        string lineEnd = Edit.LineEndAt(source, between.Start);
        var joined = new StringBuilder($" {escape}{lineEnd}");
        foreach (CommentSyntax comment in run.CommentsAbove)
            joined.Append(source.Slice(source.Lines.SpanOf(source.Lines.LineOf(comment.Span.Start)))).Append(lineEnd);
        joined.Append("    && ");
        return new Fix("Join it to the RUN before", IsSafe: false, [Edit.Replace(between, joined.ToString())]);
    }

    /// <summary>Makes a WORKDIR of the <c>cd</c> that a RUN starts with, where nothing after it would notice.</summary>
    public static Fix? SetWorkdir(RunSyntax run, RuleContext context)
    {
        SourceText source = context.Source;
        if (!run.Heredocs.IsEmpty
            || StatementOf(run) is not { Operators: [{ Kind: ShellOperatorKind.And }, ..] } statement
            || statement.Pipelines[0] is not { Prefixes.IsEmpty: true, Commands: [ShellSimpleCommandSyntax { Name.Literal: "cd", Assignments.IsEmpty: true, Redirections.IsEmpty: true, Arguments: [{ Literal: ['/', ..] path } word] } command] }
            || path.AsSpan().ContainsAny(s_special)
            || !ShellEdits.IsVerbatim(word, source)
            || IsFolderUsedAfter(context))
        {
            return null;
        }

        TextSpan start = TextSpan.Between(command.Span.Start, statement.Pipelines[1].Span.Start);
        if (source.Slice(start).Contains('#') || run.KeywordSpan.End > start.Start)
            return null;
        string workdir = InstructionEdits.InCaseOf(run, "WORKDIR");
        return new Fix(
            $"Set WORKDIR {path}",
            IsSafe: false,
            [Edit.Insert(run.KeywordSpan.Start, $"{workdir} {path}{Edit.LineEndAt(source, run.KeywordSpan.Start)}"), Edit.Delete(start)]);
    }

    /// <summary>The only statement of a script without comments and here-documents; null where it is not so.</summary>
    private static ShellStatementSyntax? StatementOf(RunSyntax run) =>
        run is { Heredocs.IsEmpty: true, Script: { Errors.IsEmpty: true, Comments.IsEmpty: true, Statements: [{ Terminator: null } only] } } ? only : null;

    private static bool ChangesShell(RunSyntax run) =>
        run.Script!.Commands.Any(static command => command.Name is not { Literal: { } name } || s_changesShell.Contains(name));

    /// <summary>Whether anything up to the next WORKDIR with an absolute path depends on the folder.</summary>
    private static bool IsFolderUsedAfter(RuleContext context)
    {
        foreach (InstructionSyntax later in context.Stage.Instructions.Skip(context.Index + 1))
        {
            if (later is WorkdirSyntax { Argument: { } path } && context.Model.ValueOf(path).StartsWith('/'))
                return false;
            bool isUse = later switch
            {
                TransferSyntax { Destination: { } destination } => !context.Model.ValueOf(destination).StartsWith('/'),
                ArgSyntax or EnvSyntax or ExposeSyntax or LabelSyntax or MaintainerSyntax or ShellSyntax or StopsignalSyntax or UserSyntax or VolumeSyntax => false,
                _ => true,
            };
            if (isUse)
                return true;
        }

        return context.Stage.Children.Count > 0;
    }
}
