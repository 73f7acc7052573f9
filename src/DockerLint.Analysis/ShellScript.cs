using System.Runtime.InteropServices;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis;

/// <summary>A script that a shell runs for an instruction, read without errors, and what is known of its surroundings.</summary>
public sealed class ShellScript
{
    private readonly Scope _scope;
    private readonly int _index;
    private Dictionary<Type, List<ShellSite>>? _sites;
    private Dictionary<string, List<ShellSite>>? _commands;
    private bool? _endsOnError;
    private Rules.Shell.VariableUses? _variables;

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
    /// All nodes of exactly that kind, in the order of the text, but for operators, words that are one literal
    /// without brackets and braces, and the literals of such words.
    /// </summary>
    public ReadOnlySpan<ShellSite> All<T>()
        where T : ShellNode
    {
        _sites ??= FindSites();
        return CollectionsMarshal.AsSpan(_sites.GetValueOrDefault(typeof(T)));
    }

    /// <summary>The commands that run a program, or what the shell itself has, of that name, whatever folder is named with it.</summary>
    public ReadOnlySpan<ShellSite> Commands(string name)
    {
        _commands ??= FindCommands();
        return CollectionsMarshal.AsSpan(_commands.GetValueOrDefault(name));
    }

    /// <summary>The script of an instruction; null where there is none, no shell like sh runs it or it could not be read.</summary>
    internal static ShellScript? Of(CommandSyntax instruction, RuleContext context) =>
        instruction.Script is { Errors.IsEmpty: true } script && Shells.KindOf(instruction, context.State) == ShellKind.Posix
            ? new ShellScript(script, instruction, context)
            : null;

    private static bool SetsErrexit(ReadOnlySpan<ShellSite> commands)
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

    private Dictionary<Type, List<ShellSite>> FindSites()
    {
        Dictionary<Type, List<ShellSite>> sites = [];
        Stack<ShellSite> pending = new();
        List<ShellNode> children = [];
        pending.Push(new ShellSite(Syntax, null));
        while (pending.TryPop(out ShellSite? site))
        {
            ref List<ShellSite>? sameKind = ref CollectionsMarshal.GetValueRefOrAddDefault(sites, site.Node.GetType(), out _);
            (sameKind ??= []).Add(site);
            children.Clear();
            site.Node.AddPartsTo(children);
            for (int index = children.Count - 1; index >= 0; index--)
            {
                ShellNode child = children[index];
                if (child is not (ShellOperatorSyntax or ShellWordSyntax { IsPlain: true }) || child.Characters.ContainsAny('[', '{'))
                    pending.Push(new ShellSite(child, site));
            }
        }

        return sites;
    }

    private Dictionary<string, List<ShellSite>> FindCommands()
    {
        Dictionary<string, List<ShellSite>> commands = new(StringComparer.Ordinal);
        foreach (ShellSite site in All<ShellSimpleCommandSyntax>())
        {
            if (ShellCommand.NameOf((ShellSimpleCommandSyntax)site.Node) is not { } name)
                continue;
            ref List<ShellSite>? sameName = ref CollectionsMarshal.GetValueRefOrAddDefault(commands, name, out _);
            (sameName ??= []).Add(site);
        }

        return commands;
    }
}
