using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Commands;

/// <summary>
/// A program that a RUN runs. <c>sudo apt-get install x</c> is two: <c>sudo</c>, and the <c>apt-get</c> that it
/// starts; so are the commands of the script after <c>sh -c</c>.
/// </summary>
internal sealed class Invocation
{
    /// <summary>What starts a program that starts a program … deeper is not looked into.</summary>
    private const int MostNested = 8;

    private static readonly SearchValues<char> s_version = SearchValues.Create("0123456789.");

    private readonly ImmutableArray<ShellAssignmentSyntax> _assignments;
    private CommandArguments? _arguments;
    private ImmutableArray<CommandWord> _objects;

    private Invocation(
        string program, CommandWord name, ImmutableArray<CommandWord> words, ShellSimpleCommandSyntax? command)
    {
        Program = program;
        Name = name;
        Words = words;
        _assignments = command?.Assignments ?? [];
        Command = command is { Name: { } own } && name.Is(own) ? command : null;
    }

    /// <summary>The program's name without its folder; of <c>python -m pip</c> it is <c>pip</c>.</summary>
    public string Program { get; }

    /// <summary>Where the program is named.</summary>
    public CommandWord Name { get; }

    /// <summary>All words after the name.</summary>
    public ImmutableArray<CommandWord> Words { get; }

    /// <summary>The program and all its words.</summary>
    public TextSpan Span => Words.IsEmpty ? Name.Span : TextSpan.Between(Name.Span.Start, Words[^1].Span.End);

    /// <summary>The options, in order.</summary>
    public ImmutableArray<Option> Options => Arguments.Options;

    /// <summary>The words that are neither options nor their values, in order.</summary>
    public ImmutableArray<CommandWord> Operands => Arguments.Operands;

    /// <summary>The operands after the first one.</summary>
    public ImmutableArray<CommandWord> Objects => _objects.IsDefault ? _objects = Operands.IsEmpty ? [] : Operands[1..] : _objects;

    /// <summary>The first operand, by which most package managers are told what to do; empty where there is none.</summary>
    public string Verb => Operands.IsEmpty ? "" : Operands[0].Text;

    /// <summary>The script that it is given to run, as by <c>sh -c</c> or in a here-document; null where it is none.</summary>
    public ShellScriptSyntax? Script { get; private set; }

    /// <summary>The command of the script that it is; null where another program starts it, or there is no script.</summary>
    public ShellSimpleCommandSyntax? Command { get; }

    /// <summary>
    /// Whether a plain word can be put between its words as they stand in the file: not where it is in a script
    /// that is a word without quotes around it all.
    /// </summary>
    public bool IsEditable { get; private init; }

    private CommandArguments Arguments => _arguments ??= OptionTables.For(Program).Read(Words);

    /// <summary>Whether an option of one of these names, without dashes, is given.</summary>
    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (Option option in Options)
        {
            if (names.Contains(option.Name))
                return true;
        }

        return false;
    }

    /// <summary>The value of the last option of one of these names; null where none is given.</summary>
    public string? ValueOf(params ReadOnlySpan<string> names)
    {
        for (int index = Options.Length - 1; index >= 0; index--)
        {
            if (names.Contains(Options[index].Name))
                return Options[index].Value;
        }

        return null;
    }

    /// <summary>Whether the operands start with these words.</summary>
    /// <param name="words">The words, one blank between them; empty: there are no operands.</param>
    public bool Does(string words)
    {
        if (words.Length == 0)
            return Operands.IsEmpty && !Has("version", "help", "v", "h");
        if (!words.Contains(' ', StringComparison.Ordinal))
            return Verb == words;
        ReadOnlySpan<char> rest = words;
        foreach (CommandWord operand in Operands)
        {
            int end = rest.IndexOf(' ');
            if (!rest[..(end < 0 ? rest.Length : end)].SequenceEqual(operand.Text))
                return false;
            if (end < 0)
                return true;
            rest = rest[(end + 1)..];
        }

        return false;
    }

    /// <summary>
    /// What a variable of the environment is set to here, for this program (<c>NAME=value program</c>) or for those
    /// after it (<c>export NAME=value</c>); null where it is not.
    /// </summary>
    public string? Sets(string variable)
    {
        foreach (ShellAssignmentSyntax assignment in _assignments)
        {
            if (assignment.Name == variable)
                return assignment.Value.StaticText;
        }

        foreach (CommandWord word in Program is "export" or "env" or "sudo" ? Words : [])
        {
            ReadOnlySpan<char> text = word.Characters;
            if (text.Length > variable.Length && text[variable.Length] == '=' && text.StartsWith(variable, StringComparison.Ordinal))
                return text[(variable.Length + 1)..].ToString();
        }

        return null;
    }

    /// <summary>Whether a program is pip, of whatever version of Python: <c>pip</c>, <c>pip3</c>, <c>pip3.12</c>.</summary>
    public static bool IsPip(string program) => IsVersionOf("pip", program);

    /// <summary>The programs that a RUN, or another command, runs, in the order of the file; none where no shell that we can read runs it.</summary>
    public static ImmutableArray<Invocation> Of(CommandSyntax run, StageState state)
    {
        ImmutableArray<ShellSimpleCommandSyntax> commands = ShellCommand.Of(run, state);
        ImmutableArray<Invocation>.Builder found = ImmutableArray.CreateBuilder<Invocation>(commands.Length);
        if (run.JsonWords is [var name, .. var words])
            Add(new CommandWord(name), [.. words.Select(static word => new CommandWord(word))], null, found, 0, isEditable: true);
        foreach (ShellSimpleCommandSyntax command in commands)
            Add(command, found, 0, isEditable: true);
        return found.DrainToImmutable();
    }

    private static void Add(ShellSimpleCommandSyntax command, ImmutableArray<Invocation>.Builder found, int depth, bool isEditable)
    {
        if (command.Name is { Literal: not null } name)
            Add(new CommandWord(name), WordsOf(command.Arguments), command, found, depth, isEditable);
    }

    private static ImmutableArray<CommandWord> WordsOf(ImmutableArray<ShellWordSyntax> arguments)
    {
        if (arguments.IsEmpty)
            return [];
        var words = new CommandWord[arguments.Length];
        for (int index = 0; index < words.Length; index++)
            words[index] = new CommandWord(arguments[index]);
        return ImmutableCollectionsMarshal.AsImmutableArray(words);
    }

    private static void Add(
        CommandWord name,
        ImmutableArray<CommandWord> words,
        ShellSimpleCommandSyntax? command,
        ImmutableArray<Invocation>.Builder found,
        int depth,
        bool isEditable)
    {
        string program = ShellCommand.WithoutFolder(name.Text);
        if (IsVersionOf("python", program) && words is [{ Text: "-m" }, { Text: var module }, ..])
        {
            found.Add(new Invocation(module, name, words[2..], command) { IsEditable = isEditable });
            return;
        }

        var invocation = new Invocation(program, name, words, command) { IsEditable = isEditable };
        found.Add(invocation);
        if (depth == MostNested)
            return;
        if (Starter.All.TryGetValue(program, out Starter? starter))
        {
            if (starter.ProgramIn(words) is { } index)
                Add(words[index], words[(index + 1)..], command, found, depth + 1, isEditable);
        }
        else if (invocation.ScriptText(command) is { } text)
        {
            invocation.Script = ShellScriptSyntax.Parse(text);
            foreach (ShellSimpleCommandSyntax inner in invocation.Script.Commands)
                Add(inner, found, depth + 1, isEditable && (!invocation.Has("c") || invocation.Operands[0].IsAllQuoted));
        }
    }

    private static bool IsVersionOf(string name, string program) =>
        program.StartsWith(name, StringComparison.Ordinal) && !program.AsSpan(name.Length).ContainsAnyExcept(s_version);

    /// <summary>The script that a shell is given: after <c>-c</c>, else in a here-document.</summary>
    private LogicalText? ScriptText(ShellSimpleCommandSyntax? command)
    {
        if (Program is not ("sh" or "bash" or "ash" or "dash" or "ksh" or "zsh"))
            return null;
        if (Has("c"))
            return Operands.IsEmpty ? null : Operands[0].Verbatim;
        ShellHereDocumentSyntax? document = command?.Redirections
            .Select(static redirection => redirection.HereDocument).OfType<ShellHereDocumentSyntax>().FirstOrDefault();
        return document?.LogicalText.Slice(document.LogicalSpan);
    }
}
