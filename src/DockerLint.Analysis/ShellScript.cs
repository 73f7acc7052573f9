using System.Collections.Frozen;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis;

/// <summary>A script that a shell runs for an instruction, read without errors, and what is known of its surroundings.</summary>
public sealed class ShellScript
{
    /// <summary>The kinds of which rules look at all nodes, each with its number.</summary>
    private static readonly FrozenDictionary<Type, int> s_kinds = new[]
    {
        typeof(ShellSimpleCommandSyntax), typeof(ShellWordSyntax), typeof(ShellParameterExpansionSyntax), typeof(ShellPipelineSyntax),
        typeof(ShellStatementSyntax), typeof(ShellRedirectionSyntax), typeof(ShellAssignmentSyntax), typeof(ShellEscapeSyntax),
        typeof(ShellSingleQuotedSyntax), typeof(ShellCommandSubstitutionSyntax), typeof(ShellProcessSubstitutionSyntax),
        typeof(ShellForSyntax), typeof(ShellTestSyntax), typeof(ShellArithmeticExpansionSyntax), typeof(ShellArithmeticCommandSyntax),
        typeof(ShellArithmeticForSyntax), typeof(ShellFunctionSyntax),
    }.Select(static (kind, number) => KeyValuePair.Create(kind, number)).ToFrozenDictionary();

    private readonly Scope _scope;
    private readonly int _index;
    private ShellSite?[]? _sites;
    private bool? _endsOnError;
    private Rules.Shell.VariableUses? _variables;
    private IReadOnlyList<(string Name, TextSpan Span)>? _unset;

    private ShellScript(ShellScriptSyntax syntax, CommandSyntax instruction, RuleContext context)
    {
        Syntax = syntax;
        Instruction = instruction;
        Dialect = Shells.DialectOf(instruction, context.State);
        _scope = context.Stage.Scope;
        _index = context.Index;
        if (Shells.EndsOnError(instruction, context.State))
            _endsOnError = true;
    }

    /// <summary>The script.</summary>
    public ShellScriptSyntax Syntax { get; }

    /// <summary>The instruction.</summary>
    public CommandSyntax Instruction { get; }

    /// <summary>The language that it must be written in.</summary>
    public ShellDialect Dialect { get; }

    /// <summary>Whether POSIX is all that the shell is known to understand, or little more: it is sh, dash or ash.</summary>
    public bool IsPosixOnly => Dialect is ShellDialect.Sh or ShellDialect.Dash;

    /// <summary>Whether errexit is switched on anywhere: by SHELL, <c>set -e</c> or <c>set -o errexit</c>.</summary>
    public bool EndsOnError => _endsOnError ??= SetsErrexit(Commands("set"));

    /// <summary>The variables that it assigns and uses.</summary>
    internal Rules.Shell.VariableUses Variables => _variables ??= new Rules.Shell.VariableUses(this);

    /// <summary>The variables that it uses and nothing sets, each where it is used first; none where it is no RUN's.</summary>
    internal IReadOnlyList<(string Name, TextSpan Span)> Unset => _unset ??= Instruction is RunSyntax ? Rules.Unset.In(this) : [];

    /// <summary>
    /// Whether the file gives it a variable of that name, by ENV or ARG, or it is one of the proxy settings that every
    /// build may be given: what hadolint tells ShellCheck of.
    /// </summary>
    public bool IsDeclared(string name) =>
        name is "HTTP_PROXY" or "http_proxy" or "HTTPS_PROXY" or "https_proxy" or "FTP_PROXY" or "ftp_proxy" or "NO_PROXY" or "no_proxy"
        || _scope.Find(name, _index) is { Origin: not VariableOrigin.BaseImage };

    /// <summary>Whether the build gives it a variable of that name: declared, or set by a base image that was looked up.</summary>
    public bool IsKnown(string name) => IsDeclared(name) || _scope.Find(name, _index) is not null;

    /// <summary>
    /// All nodes of exactly that kind, in the order of the text, but for words that are one literal without brackets
    /// and braces. Literals, operators and what else no rule looks for one by one are no kinds.
    /// </summary>
    public ShellSites All<T>()
        where T : ShellNode => All(Kind<T>.Number);

    /// <inheritdoc cref="All{T}"/>
    /// <param name="kind">The number of the kind.</param>
    internal ShellSites All(int kind) => new((_sites ??= FindSites())[kind]);

    /// <summary>The number of a kind.</summary>
    internal static int NumberOf(Type kind) => s_kinds[kind];

    /// <summary>The commands that run a program, or what the shell itself has, of that name, whatever folder is named with it.</summary>
    public ShellSites Commands(string name) => new((_sites ??= FindSites())[Kind<ShellSimpleCommandSyntax>.Number], name);

    /// <summary>The script of an instruction; null where there is none, no shell like sh runs it or it could not be read.</summary>
    internal static ShellScript? Of(CommandSyntax instruction, RuleContext context) =>
        instruction.Script is { Errors.IsEmpty: true } script && Shells.KindOf(instruction, context.State) == ShellKind.Posix
            ? new ShellScript(script, instruction, context)
            : null;

    private static bool SetsErrexit(ShellSites commands)
    {
        foreach (ShellSite site in commands)
        {
            foreach (ShellWordSyntax argument in ((ShellSimpleCommandSyntax)site.Node).Arguments)
            {
                if (argument.Literal is "errexit" || (argument.Literal is ['-', not '-', ..] option && option.Contains('e', StringComparison.Ordinal)))
                    return true;
            }
        }

        return false;
    }

    /// <summary>The first node of each kind, which lead to the others.</summary>
    private ShellSite?[] FindSites()
    {
        var first = new ShellSite?[s_kinds.Count];
        AddSites(new ShellSite(Syntax, null), first, new ShellSite?[s_kinds.Count], new List<ShellNode>(16));
        return first;
    }

    /// <param name="site">It and all in it are added.</param>
    /// <param name="first">The first site of each kind.</param>
    /// <param name="last">The last one so far.</param>
    /// <param name="parts">What the nodes around it consist of.</param>
    private static void AddSites(ShellSite site, ShellSite?[] first, ShellSite?[] last, List<ShellNode> parts)
    {
        if (s_kinds.TryGetValue(site.Node.GetType(), out int kind))
        {
            if (last[kind] is { } before)
                before.Next = site;
            else
                first[kind] = site;
            last[kind] = site;
        }

        int start = parts.Count;
        site.Node.AddPartsTo(parts);
        int end = parts.Count;
        for (int index = start; index < end; index++)
        {
            ShellNode part = parts[index];
            if (part is not (ShellOperatorSyntax or ShellLiteralSyntax)
                && (part is not ShellWordSyntax { IsPlain: true } || part.Characters.ContainsAny('[', '{')))
            {
                AddSites(new ShellSite(part, site), first, last, parts);
            }
        }

        parts.RemoveRange(start, end - start);
    }

    private static class Kind<T>
    {
        public static readonly int Number = NumberOf(typeof(T));
    }
}
