using System.Collections.Immutable;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// What ShellCheck reports under this number, found in the script of a RUN. When it reports is known from its
/// public wiki and from what it answers; the variables that hadolint tells it of have the value 1 there.
/// </summary>
internal abstract class ShellCheckRule(
    string code, string name, Severity severity, Category category, string summary, FixSafety fix = FixSafety.None, params ImmutableArray<string> commands) : Rule(
    new(code, name, severity, category, ShellCheckProfiles.Of(code), summary) { VisitsOnbuild = true, Fix = fix }, commands),
    IVisit<ShellScript>
{
    public void Visit(ShellScript part, RuleContext context)
    {
        if (part.Instruction is RunSyntax && part.Dialect != ShellDialect.Zsh)
            Check(part, context);
    }

    protected abstract void Check(ShellScript script, RuleContext context);
}

/// <summary>A rule that looks at each node of a kind, in scripts that run one of some commands where it names such.</summary>
internal abstract class ShellNodeRule<T>(
    string code, string name, Severity severity, Category category, string summary, FixSafety fix = FixSafety.None, params ImmutableArray<string> commands)
    : ShellCheckRule(code, name, severity, category, summary, fix, commands)
    where T : ShellNode
{
    private readonly int _kind = ShellScript.NumberOf(typeof(T));

    protected sealed override void Check(ShellScript script, RuleContext context)
    {
        if (!Concerns(script))
            return;
        foreach (ShellSite site in script.All(_kind))
            Check((T)site.Node, site, script, context);
    }

    protected abstract void Check(T node, ShellSite site, ShellScript script, RuleContext context);

    protected virtual bool Concerns(ShellScript script) => true;
}

/// <summary>A rule that looks at the commands of some names.</summary>
internal abstract class ShellCommandRule(
    string code, string name, Severity severity, Category category, string summary, FixSafety fix, params ImmutableArray<string> commands)
    : ShellCheckRule(code, name, severity, category, summary, fix, commands)
{
    protected ShellCommandRule(string code, string name, Severity severity, Category category, string summary, params ImmutableArray<string> commands)
        : this(code, name, severity, category, summary, FixSafety.None, commands)
    {
    }

    protected sealed override void Check(ShellScript script, RuleContext context)
    {
        if (!Concerns(script))
            return;
        foreach (string command in Programs)
        {
            foreach (ShellSite site in script.Commands(command))
            {
                var node = (ShellSimpleCommandSyntax)site.Node;
                if (ConcernsFolders || node.Name!.Literal == command)
                    Check(node, site, script, context);
            }
        }
    }

    protected abstract void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context);

    protected virtual bool Concerns(ShellScript script) => true;

    /// <summary>Whether <c>/bin/name</c> is meant too.</summary>
    protected virtual bool ConcernsFolders => false;
}

/// <summary>What Bash has and POSIX does not: it fails, or means something else, where sh is dash or BusyBox.</summary>
internal abstract class BashismRule<T>(string code, string name, string summary, FixSafety fix = FixSafety.None)
    : ShellNodeRule<T>(code, name, Severity.Warning, Category.Correctness, summary, fix)
    where T : ShellNode
{
    protected override bool Concerns(ShellScript script) => script.IsPosixOnly;
}

/// <summary>Commands, or arguments of them, that Bash has and POSIX does not.</summary>
internal abstract class BashCommandRule(string code, string name, string summary, FixSafety fix, params ImmutableArray<string> commands)
    : ShellCommandRule(code, name, Severity.Warning, Category.Correctness, summary, fix, commands)
{
    protected BashCommandRule(string code, string name, string summary, params ImmutableArray<string> commands)
        : this(code, name, summary, FixSafety.None, commands)
    {
    }

    protected override bool Concerns(ShellScript script) => script.IsPosixOnly;
}
