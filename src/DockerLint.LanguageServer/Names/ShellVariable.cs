using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.LanguageServer.Names;

/// <summary>A variable that a shell script names.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Span">Where the name stands in the file.</param>
/// <param name="IsSet">Whether it gets a value there.</param>
internal readonly record struct ShellVariable(string Name, TextSpan Span, bool IsSet)
{
    /// <summary>What a script starts that starts a script … deeper is not looked into.</summary>
    private const int MostNested = 8;

    /// <summary>The variables of the scripts of an instruction, those of <c>sh -c '…'</c> included; none where another shell runs it.</summary>
    public static IEnumerable<ShellVariable> In(CommandSyntax command, StageState state)
    {
        if (command is ShellSyntax)
            return [];
        List<ShellVariable> found = [];
        if (command.JsonWords is { IsEmpty: false } words)
        {
            if (IsShell(words[0].Text))
                AddScript(words.Skip(1).SkipWhile(static word => !IsScriptOption(word.Text)).Skip(1).FirstOrDefault()?.Verbatim, found, 0);
        }
        else if (Shells.KindOf(command, state) == ShellKind.Posix && command.Script is { } script)
        {
            AddAll(script, found, 0);
        }

        return found;
    }

    private static void AddScript(LogicalText? text, List<ShellVariable> found, int depth)
    {
        if (text is not null && depth < MostNested)
            AddAll(ShellScriptSyntax.Parse(text), found, depth);
    }

    private static void AddAll(ShellScriptSyntax script, List<ShellVariable> found, int depth)
    {
        List<ShellNode> pending = [script];
        while (pending.Count > 0)
        {
            ShellNode node = pending[^1];
            pending.RemoveAt(pending.Count - 1);
            switch (node)
            {
                case ShellParameterExpansionSyntax { Name: { Length: > 0 } name } expansion:
                    int sign = (expansion.IsBraced ? 2 : 1) + (expansion.IsLength || expansion.IsIndirect ? 1 : 0);
                    Add(expansion, sign, name, isSet: expansion.Operator is "=" or ":=", found);
                    break;
                case ShellSimpleCommandSyntax command:
                    AddCommand(command, found, depth);
                    break;
                case ShellForSyntax loop:
                    Add(loop.Variable, 0, loop.Variable.Text, isSet: true, found);
                    break;
                case ShellArithmeticExpansionSyntax arithmetic:
                    AddArithmetic(arithmetic.Parts, found);
                    break;
                case ShellArithmeticCommandSyntax arithmetic:
                    AddArithmetic(arithmetic.Parts, found);
                    break;
                case ShellArithmeticForSyntax loop:
                    AddArithmetic(loop.Header, found);
                    break;
                case ShellTestSyntax test:
                    AddNamed(test.Items, isSet: false, found);
                    break;
            }

            node.AddPartsTo(pending);
        }
    }

    private static void AddCommand(ShellSimpleCommandSyntax command, List<ShellVariable> found, int depth)
    {
        // Before a command they are for that command alone.
        if (command.Name is null)
        {
            foreach (ShellAssignmentSyntax assignment in command.Assignments)
                Add(assignment, 0, assignment.Name, isSet: true, found);
        }

        string? program = command.Name?.Literal;
        if (program is "export" or "readonly" or "local" or "declare" or "typeset" or "read" or "unset")
        {
            foreach (ShellWordSyntax argument in command.Arguments)
            {
                int equals = argument.Characters.IndexOf('=');
                string name = (equals < 0 ? argument.Characters : argument.Characters[..equals]).ToString();
                Add(argument, 0, name, isSet: equals > 0 || program is "read", found);
            }
        }
        else if (program is "let")
        {
            foreach (ShellWordSyntax argument in command.Arguments)
                AddArithmetic(argument.Parts, found);
        }
        else if (program is "test" or "[")
        {
            AddNamed(command.Arguments, isSet: false, found);
        }
        else if (program is "printf")
        {
            AddNamed(command.Arguments.Take(2), isSet: true, found);
        }
        else if (program is not null && IsShell(program))
        {
            ShellWordSyntax? script = command.Arguments.SkipWhile(static word => !IsScriptOption(word.Text)).Skip(1).FirstOrDefault();
            if (script?.Parts is [ShellSingleQuotedSyntax { IsAnsiC: false } quoted])
                AddScript(quoted.LogicalText.Slice(new TextSpan(quoted.LogicalSpan.Start + 1, Math.Max(quoted.LogicalSpan.Length - 2, 0))), found, depth + 1);
        }
    }

    /// <summary>After <c>-v</c> a name alone is a variable, or an element of one.</summary>
    private static void AddNamed(IEnumerable<ShellNode> words, bool isSet, List<ShellVariable> found)
    {
        bool isName = false;
        foreach (ShellNode word in words)
        {
            if (isName && word is ShellWordSyntax)
                Add(word, 0, word.Text.Split('[')[0], isSet, found);
            isName = word.Characters is "-v";
        }
    }

    /// <summary>In arithmetic a name alone is a variable, in quotes too.</summary>
    private static void AddArithmetic(IEnumerable<ShellWordPart> parts, List<ShellVariable> found)
    {
        foreach (ShellWordPart part in parts)
        {
            if (part is ShellDoubleQuotedSyntax quoted)
                AddArithmetic(quoted.Parts, found);
            if (part is not (ShellLiteralSyntax or ShellSingleQuotedSyntax))
                continue;
            ReadOnlySpan<char> text = part.Characters;
            int start = 0;
            while (start < text.Length)
            {
                int end = start;
                while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
                    end++;
                if (end > start && !char.IsAsciiDigit(text[start]))
                    Add(part, start, text[start..end].ToString(), isSet: false, found);
                start = end + 1;
            }
        }
    }

    private static void Add(ShellNode node, int start, string name, bool isSet, List<ShellVariable> found)
    {
        if (name.Length > 0 && node.Characters.Length >= start + name.Length && node.Characters.Slice(start, name.Length).SequenceEqual(name))
            found.Add(new ShellVariable(name, node.LogicalText.ToSource(new TextSpan(node.LogicalSpan.Start + start, name.Length)), isSet));
    }

    private static bool IsShell(string program) => program[(program.LastIndexOf('/') + 1)..] is "sh" or "bash" or "ash" or "dash" or "ksh" or "zsh";

    /// <summary>An option after which the script comes: <c>-c</c>, alone or with others.</summary>
    private static bool IsScriptOption(string word) => word is ['-', not '-', ..] && word.EndsWith('c');
}
