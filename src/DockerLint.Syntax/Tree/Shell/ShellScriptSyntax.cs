using System.Collections.Immutable;
using DockerLint.Syntax.Grammar.Shell;
using DockerLint.Syntax.Text;

namespace DockerLint.Syntax.Tree;

/// <summary>
/// A script for <c>sh</c>, ash, dash or Bash: the text of a RUN, CMD, ENTRYPOINT or HEALTHCHECK in shell form, or
/// the body of a heredoc. One grammar reads them all; it takes what any of these shells takes.
/// </summary>
public sealed class ShellScriptSyntax : ShellNode
{
    private Parts? _parts;

    private ShellScriptSyntax(ShellPlace place, ShellReading reading, ImmutableArray<ShellStatementSyntax> statements)
        : base(place)
    {
        Statements = statements;
        Comments = [.. reading.Comments];
        Errors = reading.Error is { } error ? [error] : [];
    }

    /// <summary>The statements, up to the first error.</summary>
    public ImmutableArray<ShellStatementSyntax> Statements { get; private set; }

    /// <summary>The comments, wherever they stand.</summary>
    public ImmutableArray<ShellCommentSyntax> Comments { get; private set; }

    /// <summary>At most one: what a shell would make of the text after an error is not worth a guess.</summary>
    public ImmutableArray<ShellError> Errors { get; private set; }

    /// <summary>
    /// Every simple command, however nested, in the order of the file: those in lists, groups, conditions, loops,
    /// functions, here-documents and substitutions too. Found when first asked for.
    /// </summary>
    public ImmutableArray<ShellSimpleCommandSyntax> Commands => (_parts ??= FindParts()).Commands;

    /// <summary>Every pipeline of several commands, however nested; one before those in it. Found when first asked for.</summary>
    public ImmutableArray<ShellPipelineSyntax> Pipes => (_parts ??= FindParts()).Pipes;

    /// <summary>Reads a script; never throws.</summary>
    public static ShellScriptSyntax Parse(LogicalText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        TextSpan whole = new(0, text.Length);
        ShellReading reading = new(text, whole, []);
        ImmutableArray<ShellStatementSyntax> statements = reading.Read(Scripts.Script);
        return new ShellScriptSyntax(new ShellPlace(text, whole), reading, statements);
    }

    internal override void AddChildren(List<ShellNode> children) => children.AddAll(Statements);

    private protected override void MoveParts(ShellMove move)
    {
        Statements = move.Of(Statements);
        Comments = move.Of(Comments);
        if (!Errors.IsEmpty)
            Errors = [.. Errors.Select(error => error with { Span = move.Of(error.Span) })];
        _parts = null;
    }

    private Parts FindParts()
    {
        ImmutableArray<ShellSimpleCommandSyntax>.Builder commands = ImmutableArray.CreateBuilder<ShellSimpleCommandSyntax>();
        ImmutableArray<ShellPipelineSyntax>.Builder? pipes = null;
        List<ShellNode> pending = [this];
        bool inOrder = true;
        while (pending.Count > 0)
        {
            ShellNode node = pending[^1];
            pending.RemoveAt(pending.Count - 1);
            if (node is ShellWordSyntax { IsPlain: true })
                continue;
            if (node is ShellSimpleCommandSyntax { IsMissing: false } command)
                commands.Add(command);
            if (node is ShellPipelineSyntax { Commands.Length: > 1 } pipe)
                (pipes ??= ImmutableArray.CreateBuilder<ShellPipelineSyntax>()).Add(pipe);
            inOrder &= node is not ShellHereDocumentSyntax;
            int first = pending.Count;
            node.AddChildren(pending);
            pending.Reverse(first, pending.Count - first);
        }

        return new Parts(
            inOrder ? commands.DrainToImmutable() : [.. commands.OrderBy(static command => command.Span.Start)],
            pipes?.DrainToImmutable() ?? []);
    }

    private sealed record Parts(ImmutableArray<ShellSimpleCommandSyntax> Commands, ImmutableArray<ShellPipelineSyntax> Pipes);
}
