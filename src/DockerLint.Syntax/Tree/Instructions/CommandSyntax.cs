using System.Collections.Immutable;
using DockerLint.Syntax.Grammar;
using DockerLint.Syntax.Text;

namespace DockerLint.Syntax.Tree;

/// <summary>An instruction that holds a command: for a shell, or as a JSON array of words.</summary>
public abstract class CommandSyntax : InstructionSyntax
{
    private ShellScriptSyntax? _script;

    private protected CommandSyntax(InstructionHead head, ArgumentForm form, ImmutableArray<WordSyntax> arguments)
        : base(head, form, arguments)
    {
    }

    /// <summary>The words of the JSON form; empty in the shell form.</summary>
    public virtual ImmutableArray<WordSyntax> JsonWords => Form == ArgumentForm.Json ? Arguments : [];

    /// <summary>The text of the shell form; null in the JSON form and where it is empty.</summary>
    public virtual WordSyntax? ShellText => Form == ArgumentForm.Shell && !Arguments.IsEmpty ? Arguments[0] : null;

    /// <summary>
    /// What the shell form hands to a shell, read as a script for sh or bash: the text with the here-documents that
    /// follow it, or the body of the one that it consists of. Null in the JSON form and where it is empty.
    /// </summary>
    /// <remarks>Whether the shell in force is one of these, the tree does not know.</remarks>
    public ShellScriptSyntax? Script
    {
        get
        {
            if (_script is null && ShellText is { } text)
                Interlocked.CompareExchange(ref _script, ShellScriptSyntax.Parse(ScriptText(text)), null);
            return _script;
        }
    }

    /// <summary>The here-document that is the whole script; null where the script stands on the instruction itself.</summary>
    public HeredocSyntax? ScriptHeredoc =>
        Heredocs.Length == 1 && ShellText is { } text && HeredocGrammar.MarkOf(text.Text) is not null ? Heredocs[0] : null;

    /// <summary>
    /// Takes over the script that was read of an earlier version of the instruction, whose lines were the same; called
    /// before anybody sees the node.
    /// </summary>
    internal void TakeOver(CommandSyntax earlier)
    {
        if (earlier._script is { } script)
            _script = new ShellMove(Line.Text.Source, Extent.Start - earlier.Extent.Start).Of(script);
    }

    private LogicalText ScriptText(WordSyntax text)
    {
        if (ScriptHeredoc is { } script)
            return script.Body;
        LogicalText line = Line.Text;
        if (Heredocs.IsEmpty)
            return line.Slice(text.Local);
        int lineEnd = line.Source.IndexOf('\n', LastLine.End);
        // A here-document that never ends and holds nothing is no part of the extent.
        TextSpan bodies = TextSpan.Between(lineEnd < 0 ? LastLine.End : Math.Min(lineEnd, Extent.End), Extent.End);
        return LogicalText.Join(line.Source, [.. line.Fragments(text.Local), bodies]);
    }
}

/// <summary><c>RUN [--mount=…] command</c>.</summary>
public sealed class RunSyntax : CommandSyntax
{
    internal RunSyntax(InstructionHead head, ArgumentForm form, ImmutableArray<WordSyntax> arguments)
        : base(head, form, arguments)
    {
    }
}

/// <summary><c>CMD command</c>.</summary>
public sealed class CmdSyntax : CommandSyntax
{
    internal CmdSyntax(InstructionHead head, ArgumentForm form, ImmutableArray<WordSyntax> arguments)
        : base(head, form, arguments)
    {
    }
}

/// <summary><c>ENTRYPOINT command</c>.</summary>
public sealed class EntrypointSyntax : CommandSyntax
{
    internal EntrypointSyntax(InstructionHead head, ArgumentForm form, ImmutableArray<WordSyntax> arguments)
        : base(head, form, arguments)
    {
    }
}

/// <summary><c>SHELL ["executable", "parameters"]</c>.</summary>
public sealed class ShellSyntax : CommandSyntax
{
    internal ShellSyntax(InstructionHead head, ArgumentForm form, ImmutableArray<WordSyntax> arguments)
        : base(head, form, arguments)
    {
    }
}

/// <summary><c>HEALTHCHECK NONE</c> or <c>HEALTHCHECK [flags] CMD command</c>.</summary>
public sealed class HealthcheckSyntax : CommandSyntax
{
    internal HealthcheckSyntax(InstructionHead head, ArgumentForm form, ImmutableArray<WordSyntax> arguments)
        : base(head, form, arguments)
    {
    }

    /// <summary><c>NONE</c> or <c>CMD</c>, in any case; null where it is missing.</summary>
    public WordSyntax? Type => Arguments.IsEmpty ? null : Arguments[0];

    /// <summary>Whether it switches the check of the base image off.</summary>
    public bool IsNone => Type is { } type && type.Text.Equals("none", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override ImmutableArray<WordSyntax> JsonWords => Form == ArgumentForm.Json ? Arguments[1..] : [];

    /// <inheritdoc/>
    public override WordSyntax? ShellText => Form == ArgumentForm.Shell && Arguments.Length > 1 ? Arguments[1] : null;
}
