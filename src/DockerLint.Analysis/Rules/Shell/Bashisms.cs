using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>POSIX leaves open what an option of echo does: dash knows <c>-n</c> only.</summary>
internal sealed class EchoFlags() : BashCommandRule(
    "SC3037", "EchoFlags", "An echo is given options although the shell is sh.", "echo")
{
    protected override bool ConcernsFolders => true;

    protected override bool Concerns(ShellScript script) => script.Dialect == Semantics.ShellDialect.Sh;

    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (EchoOption.Of(node) is { } option)
            context.Report(option.Span, "what sh does with options of echo is not defined; use printf or set SHELL to bash");
    }
}

/// <summary>dash and ash write <c>-e</c> and <c>-E</c> or drop them, as they were built; <c>-n</c> they all know.</summary>
internal sealed class DashEchoFlags() : BashCommandRule(
    "SC3036", "DashEchoFlags", "An echo is given options other than -n although the shell is dash or ash.", "echo")
{
    protected override bool ConcernsFolders => true;

    protected override bool Concerns(ShellScript script) => script.Dialect == Semantics.ShellDialect.Dash;

    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (EchoOption.Of(node) is { Literal: not "-n" } option)
            context.Report(option.Span, "dash's echo knows no option but -n; use printf or set SHELL to bash");
    }
}

/// <summary>The options of echo.</summary>
internal static class EchoOption
{
    /// <summary>The first argument where it consists of options that some echo knows.</summary>
    public static ShellWordSyntax? Of(ShellSimpleCommandSyntax command) =>
        command.Arguments is [{ Literal: ['-', _, ..] option } word, ..]
        && !option.AsSpan(1).ContainsAnyExcept("neE")
            ? word
            : null;
}

/// <summary>POSIX has no brace expansion: dash makes one word of <c>{a,b}</c>, as it stands.</summary>
internal sealed class PosixBraceExpansion() : BashismRule<ShellWordSyntax>(
    "SC3009", "PosixBraceExpansion", "A brace expansion is used although the shell is sh.")
{
    protected override bool Concerns(ShellScript script) => base.Concerns(script) && script.Syntax.Characters.Contains('{');

    protected override void Check(ShellWordSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (site.Parent?.Node is ShellParameterExpansionSyntax)
            return;
        foreach (TextSpan braces in BraceExpansion.In(node))
            context.Report(braces, "sh expands no braces, so this is one word; write the words out or set SHELL to bash");
    }
}

/// <summary>POSIX names it <c>.</c>; dash has no <c>source</c>.</summary>
internal sealed class PosixSource() : BashCommandRule(
    "SC3046", "PosixSource", "The text 'source' is used although the shell is sh.", FixSafety.Unsafe, "source", "command")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.Name!.Literal == "source" || node.Arguments is [{ Literal: "source" }, ..])
            context.Report(node.Span, "sh has no 'source'; write '.' or set SHELL to bash", fix: FixOf(node));
    }

    /// <summary>A name without a slash is looked for elsewhere: not in the working directory.</summary>
    private static Fix? FixOf(ShellSimpleCommandSyntax node) =>
        node is { Name: { Literal: "source" } name, Arguments: [var script] } && script.Characters.Contains('/')
            ? new Fix("Write '.'", IsSafe: false, [Edit.Replace(name.Span, ".")])
            : null;
}

/// <summary>The directive <c>%q</c> is Bash's.</summary>
internal sealed class PosixPrintfQuote() : BashCommandRule(
    "SC3050", "PosixPrintfQuote", "A printf is given %q although the shell is sh.", "printf")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.Arguments is [{ Literal: { } format } word, ..] && format.Contains("%q", StringComparison.Ordinal))
            context.Report(word.Span, "printf of sh knows no %q; quote the value in another way or set SHELL to bash");
    }
}

/// <summary>dash has no <c>&lt;(…)</c> and <c>&gt;(…)</c>: the script is a syntax error to it.</summary>
internal sealed class PosixProcessSubstitution() : BashismRule<ShellProcessSubstitutionSyntax>(
    "SC3001", "PosixProcessSubstitution", "A process substitution is used although the shell is sh.")
{
    protected override void Check(ShellProcessSubstitutionSyntax node, ShellSite site, ShellScript script, RuleContext context) =>
        context.Report(node.Span, "sh has no process substitution; use a pipe or a file or set SHELL to bash");
}

/// <summary>dash takes no part of a value by position: "bad substitution".</summary>
internal sealed class PosixSubstring() : BashismRule<ShellParameterExpansionSyntax>(
    "SC3057", "PosixSubstring", "The text ${name:offset} is used although the shell is sh.")
{
    protected override void Check(ShellParameterExpansionSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.Operator is ":" && !node.IsLength)
            context.Report(node.Span, "sh takes no part of a value by position; use cut, or '#' and '%' or set SHELL to bash");
    }
}

/// <summary>dash replaces nothing in a value: "bad substitution".</summary>
internal sealed class PosixReplacement() : BashismRule<ShellParameterExpansionSyntax>(
    "SC3060", "PosixReplacement", "The text ${name/pattern/text} is used although the shell is sh.")
{
    protected override void Check(ShellParameterExpansionSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.Operator is ['/', ..])
            context.Report(node.Span, "sh replaces nothing in a value; use sed or set SHELL to bash");
    }
}

/// <summary>dash runs the command before <c>&amp;&gt;</c> in the background and empties the file.</summary>
internal sealed class PosixOutputBoth() : BashismRule<ShellRedirectionSyntax>(
    "SC3020", "PosixOutputBoth", "The text &> is used although the shell is sh.", FixSafety.Unsafe)
{
    protected override void Check(ShellRedirectionSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.Kind == ShellRedirectionKind.OutputBoth)
            context.Report(node.Span, "sh sends the command to the background here; write '> file 2>&1' or set SHELL to bash", fix: FixOf(node));
    }

    private static Fix FixOf(ShellRedirectionSyntax node) =>
        new("Write > file 2>&1", IsSafe: false, [Edit.Delete(node.Span with { Length = 1 }), Edit.Insert(node.Span.End, " 2>&1")]);
}

/// <summary>dash has no <c>[[</c>: "not found", so that the condition never holds.</summary>
internal sealed class PosixDoubleBrackets() : BashismRule<ShellTestSyntax>(
    "SC3010", "PosixDoubleBrackets", "The text [[ … ]] is used although the shell is sh.")
{
    protected override void Check(ShellTestSyntax node, ShellSite site, ShellScript script, RuleContext context) =>
        context.Report(node.Span, "sh has no '[[', so the condition never holds; write '[ … ]' or set SHELL to bash");
}

/// <summary><c>test</c> of POSIX compares with one equals sign.</summary>
internal sealed class PosixDoubleEquals() : BashCommandRule(
    "SC3014", "PosixDoubleEquals", "The text == is used in [ … ] although the shell is sh.", FixSafety.Unsafe, "[")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        foreach (ShellWordSyntax argument in node.Arguments)
        {
            if (argument.Text == "==")
                context.Report(argument.Span, "'[' of sh knows no '=='; write '=' or set SHELL to bash", fix: new Fix("Write =", IsSafe: false, [Edit.Replace(argument.Span, "=")]));
        }
    }
}

/// <summary>POSIX has no local variables; dash and ash have, as a shell for Debian must.</summary>
internal sealed class PosixLocal() : BashCommandRule(
    "SC3043", "PosixLocal", "The text 'local' is used although the shell is sh.", "local")
{
    protected override bool Concerns(ShellScript script) => script.Dialect == Semantics.ShellDialect.Sh;

    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context) =>
        context.Report(node.Span, "POSIX has no 'local'; leave it out or set SHELL to bash");
}
