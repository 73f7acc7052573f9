using DockerLint.Analysis.Commands;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Edits;

/// <summary>Changes of the script of a RUN as a whole.</summary>
internal static class ScriptEdits
{
    /// <summary>Runs one more command at the end of a RUN, joined to the last one as that is to the one before it.</summary>
    /// <param name="run">The RUN.</param>
    /// <param name="after">The command that makes it needed: where that is not always run, neither may be the new one.</param>
    /// <param name="command">The command to add.</param>
    /// <param name="context">Where the RUN stands.</param>
    /// <returns>Null where there is no such place.</returns>
    public static TextEdit? Append(RunSyntax run, Invocation after, string command, RuleContext context)
    {
        if (run.Script is not { Errors.IsEmpty: true, Statements: [.., var last] } script
            || last.IsBackground
            || EndsScript(last)
            || !script.Statements.Any(statement => AlwaysRuns(statement, after))
            || HasHereDocument(script))
        {
            return null;
        }

        SourceText source = context.Source;
        int end = last.Pipelines[^1].Span.End;
        string separator = run.ScriptHeredoc is null ? SeparatorBefore(last, script, context) ?? NewSeparator(run, last, context)
            : StartsWithErrexit(script) || Shells.EndsOnError(run, context.State) ? Edit.LineEndAt(source, end) + Edit.IndentAt(source, last.Span.Start)
            : " && ";
        return Edit.Insert(end, separator + command);
    }

    private static bool AlwaysRuns(ShellStatementSyntax statement, Invocation command) =>
        !statement.IsBackground
        && statement.Operators.All(static join => join.Kind == ShellOperatorKind.And)
        && statement.Pipelines.Any(pipeline => command.Command is { } own && pipeline.Commands.Contains(own));

    /// <summary>Whether nothing after it would be run.</summary>
    private static bool EndsScript(ShellStatementSyntax statement) =>
        statement.Pipelines[^1].Commands[^1] is ShellSimpleCommandSyntax { Name.Literal: "exit" or "exec" or "return" };

    private static bool HasHereDocument(ShellScriptSyntax script) =>
        script.DescendantsAndSelf().OfType<ShellRedirectionSyntax>().Any(static redirection => redirection.HereDocument is not null);

    /// <summary>What stands before the last command, where it joins it to the one before and may be written again.</summary>
    private static string? SeparatorBefore(ShellStatementSyntax last, ShellScriptSyntax script, RuleContext context)
    {
        bool isAnd = last.Operators is [.., { Kind: ShellOperatorKind.And }];
        if (!isAnd && !(last.Operators.IsEmpty && script.Statements.Length > 1 && StartsWithErrexit(script)))
            return null;
        ShellPipelineSyntax before = isAnd ? last.Pipelines[^2] : script.Statements[^2].Pipelines[^1];
        ReadOnlySpan<char> text = context.Source.Slice(TextSpan.Between(before.Span.End, last.Pipelines[^1].Span.Start));
        char escape = context.Model.Syntax.Escape;
        bool isPlain = !text.ContainsAnyExcept([' ', '\t', '\r', '\n', escape, isAnd ? '&' : ';'])
            && text.Count('\n') == text.Count(escape)
            && text.Contains(isAnd ? '&' : ';');
        return isPlain && (text.Contains('\n') || !IsBroken(last.Pipelines[^1], context.Source)) ? text.ToString() : null;
    }

    private static bool StartsWithErrexit(ShellScriptSyntax script) =>
        script.Statements[0].Pipelines[0].Commands[0] is ShellSimpleCommandSyntax { Name.Literal: "set", Arguments: [{ Literal: ['-', .. var letters] }, ..] }
        && letters.Contains('e', StringComparison.Ordinal);

    private static string NewSeparator(RunSyntax run, ShellStatementSyntax last, RuleContext context)
    {
        SourceText source = context.Source;
        int end = last.Pipelines[^1].Span.End;
        if (!source.Slice(TextSpan.Between(run.KeywordSpan.Start, end)).Contains('\n'))
            return " && ";
        return $" {context.Model.Syntax.Escape}{Edit.LineEndAt(source, end)}{Edit.IndentAt(source, end)}&& ";
    }

    private static bool IsBroken(ShellPipelineSyntax pipeline, SourceText source) => source.Slice(pipeline.Span).Contains('\n');
}
