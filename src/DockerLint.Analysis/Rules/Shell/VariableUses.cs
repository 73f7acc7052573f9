using System.Runtime.InteropServices;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>That a script sets a variable.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Span">Where it is named.</param>
/// <param name="Value">The word that holds the value; null where it comes from elsewhere.</param>
internal readonly record struct VariableAssignment(string Name, TextSpan Span, ShellWordSyntax? Value = null)
{
    /// <summary>How much of <see cref="Value"/> stands before the value.</summary>
    public int Prefix { get; init; }

    /// <summary>Whether the value is added to the old one.</summary>
    public bool IsAppend { get; init; }

    /// <summary>Whether only numbers can be assigned.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Whether it declares the variable and leaves the value as it is.</summary>
    public bool Keeps { get; init; }

    /// <summary>Whether a loop sets it, which cannot do without a variable.</summary>
    public bool IsLoop { get; init; }

    /// <summary>Whether other programs see it.</summary>
    public bool IsExported { get; init; }
}

/// <summary>The variables of a script: where they are set and where they are used.</summary>
internal sealed class VariableUses
{
    private readonly List<VariableAssignment> _assignments = [];
    private readonly List<(string Name, TextSpan Span)> _references = [];
    private readonly Dictionary<string, Roles> _roles = new(StringComparer.Ordinal);

    public VariableUses(ShellScript script)
    {
        foreach (ShellSite site in script.All<ShellParameterExpansionSyntax>())
            Add((ShellParameterExpansionSyntax)site.Node, site);
        foreach (ShellSite site in script.All<ShellAssignmentSyntax>())
            AddSubscript(((ShellAssignmentSyntax)site.Node).Subscript);
        foreach (ShellSite site in script.All<ShellForSyntax>())
        {
            ShellWordSyntax variable = ((ShellForSyntax)site.Node).Variable;
            Assign(new VariableAssignment(variable.Text, variable.Span) { IsLoop = true });
        }

        foreach (ShellSite site in script.All<ShellArithmeticExpansionSyntax>())
            AddArithmetic(((ShellArithmeticExpansionSyntax)site.Node).Parts);
        foreach (ShellSite site in script.All<ShellArithmeticCommandSyntax>())
            AddArithmetic(((ShellArithmeticCommandSyntax)site.Node).Parts);
        foreach (ShellSite site in script.All<ShellArithmeticForSyntax>())
            AddArithmetic(((ShellArithmeticForSyntax)site.Node).Header);
        foreach (ShellSite site in script.All<ShellTestSyntax>())
            AddTest([.. ((ShellTestSyntax)site.Node).Items.Select(static item => item as ShellWordSyntax)]);
        foreach (ShellSite site in script.All<ShellSimpleCommandSyntax>())
            Add((ShellSimpleCommandSyntax)site.Node);
        _assignments.Sort(static (one, other) => one.Span.CompareTo(other.Span));
        _references.Sort(static (one, other) => one.Span.CompareTo(other.Span));
    }

    /// <summary>Where variables are set, in the order of the text.</summary>
    public IReadOnlyList<VariableAssignment> Assignments => _assignments;

    /// <summary>Where values are used that no operator such as <c>:-</c> stands in for, in the order of the text.</summary>
    public List<(string Name, TextSpan Span)> References => _references;

    /// <summary>Whether the script sets or declares a variable anywhere.</summary>
    public bool IsAssigned(string name) => Has(name, Roles.Assigned);

    /// <summary>Whether the script uses or exports a variable anywhere.</summary>
    public bool IsReferenced(string name) => Has(name, Roles.Referenced);

    /// <summary>Whether the script asks somewhere if a variable is set.</summary>
    public bool IsChecked(string name) => Has(name, Roles.Checked);

    /// <summary>The assignments within a span.</summary>
    public IEnumerable<VariableAssignment> AssignmentsIn(TextSpan span)
    {
        int index = Sorted.CountWhile(CollectionsMarshal.AsSpan(_assignments), span.Start, static (assignment, start) => assignment.Span.Start < start);
        for (; index < _assignments.Count && _assignments[index].Span.Start < span.End; index++)
            yield return _assignments[index];
    }

    /// <summary>What a command sets in this shell.</summary>
    public static IEnumerable<VariableAssignment> AssignmentsOf(ShellSimpleCommandSyntax command) => command.Name switch
    {
        null => command.Assignments.Select(Of),
        { Literal: { } name } when ShellNames.IsDeclaration(name) => Declared(name, command),
        { Literal: "read" } => Named(command, "adinNptu"),
        { Literal: "mapfile" or "readarray" } => Named(command, "dnOsuCc"),
        { Literal: "getopts" } => command.Arguments.Skip(1).Take(1).Where(IsName).Select(Of),
        { Literal: "printf" } => command.Arguments is [{ Literal: "-v" }, var target, ..] && IsName(target) ? [Of(target)] : [],
        { Literal: "let" } => command.Arguments.SelectMany(static argument => ArithmeticName.In(argument))
            .Where(static name => name.IsAssigned)
            .Select(static name => new VariableAssignment(name.Text, name.Span) { IsNumber = true }),
        _ => [],
    };

    private static IEnumerable<VariableAssignment> Declared(string name, ShellSimpleCommandSyntax command)
    {
        string options = string.Concat(command.Arguments.Where(static argument => argument.Text is ['-', ..]).Select(static argument => argument.Text));
        bool isExported = name == "export" || options.Contains('x', StringComparison.Ordinal);
        bool isNumber = options.Contains('i', StringComparison.Ordinal);
        foreach (ShellWordSyntax argument in command.Arguments)
        {
            ReadOnlySpan<char> assigned = ShellNames.AssignedBy(argument);
            if (!assigned.IsEmpty)
            {
                bool isAppend = argument.Characters[assigned.Length] == '+';
                yield return new VariableAssignment(assigned.ToString(), Start(argument, assigned.Length), argument)
                {
                    Prefix = assigned.Length + (isAppend ? 2 : 1),
                    IsAppend = isAppend,
                    IsNumber = isNumber,
                    IsExported = isExported,
                };
            }
            else if (IsName(argument))
            {
                yield return new VariableAssignment(argument.Text, argument.Span) { IsNumber = isNumber, Keeps = true, IsExported = isExported };
            }
        }
    }

    /// <summary>The names after the options of a command.</summary>
    private static IEnumerable<VariableAssignment> Named(ShellSimpleCommandSyntax command, string optionsWithValue)
    {
        bool isValue = false;
        foreach (ShellWordSyntax argument in command.Arguments)
        {
            string text = argument.StaticText;
            if (isValue && text is not ['-', ..])
            {
                isValue = false;
                continue;
            }

            isValue = text is ['-', .., char last] && optionsWithValue.Contains(last, StringComparison.Ordinal) && last != 'a';
            if (IsName(argument))
                yield return Of(argument);
        }
    }

    private static VariableAssignment Of(ShellAssignmentSyntax assignment) => new(
        assignment.Name,
        Start(assignment, assignment.Name.Length),
        assignment.Subscript is null ? assignment.Value : null)
    {
        IsAppend = assignment.IsAppend,
    };

    private static VariableAssignment Of(ShellWordSyntax word) => new(word.Text, word.Span);

    private static bool IsName(ShellWordSyntax word) => ShellNames.IsName(word.Characters);

    private static TextSpan Start(ShellNode node, int length) =>
        node.LogicalText.ToSource(node.LogicalSpan with { Length = length });

    private bool Has(string name, Roles role) => (_roles.GetValueOrDefault(name) & role) != 0;

    private void Note(string name, Roles role) => CollectionsMarshal.GetValueRefOrAddDefault(_roles, name, out _) |= role;

    private void NoteAll(IEnumerable<string> referenced)
    {
        foreach (string name in referenced)
            Note(name, Roles.Referenced);
    }

    private void Assign(VariableAssignment assignment)
    {
        _assignments.Add(assignment);
        Note(assignment.Name, Roles.Assigned);
        if (assignment.IsAppend || assignment.IsExported)
            Note(assignment.Name, Roles.Referenced);
    }

    private void Add(ShellParameterExpansionSyntax expansion, ShellSite site)
    {
        string name = expansion.Name;
        if (!ShellNames.IsName(name))
            return;
        Note(name, Roles.Referenced);
        AddSubscript(expansion.Subscript?.Text);
        if (expansion.Operator is ":=" or "=")
            Note(name, Roles.Assigned);
        else if (expansion.Operator is ":?" or "?")
            Note(name, Roles.Checked);
        else if (expansion.Operator is not (":-" or "-" or ":+" or "+") && !IsInExpansion(site))
            _references.Add((name, expansion.Span));
    }

    /// <summary>Whether it is part of what another expansion may take in its stead.</summary>
    private static bool IsInExpansion(ShellSite site)
    {
        while (site.Parent is { Node: ShellWordSyntax or ShellDoubleQuotedSyntax } around)
            site = around;
        return site.Parent?.Node is ShellParameterExpansionSyntax;
    }

    /// <summary>The key of an array may be an expression; it is text without spans here.</summary>
    private void AddSubscript(string? subscript)
    {
        for (int start = 0; start < subscript?.Length; start++)
        {
            int length = ShellNames.LengthOf(subscript.AsSpan(start));
            if (length == 0)
                continue;
            Note(subscript.Substring(start, length), Roles.Referenced);
            start += length;
        }
    }

    private void AddArithmetic(IEnumerable<ShellWordPart> parts)
    {
        foreach (ShellWordPart part in parts)
        {
            if (part is ShellParenthesizedSyntax group)
                AddArithmetic(group.Parts);
            if (part is not ShellLiteralSyntax)
                continue;
            foreach (ArithmeticName name in ArithmeticName.In(part))
            {
                if (name.IsAssigned)
                    Assign(new VariableAssignment(name.Text, name.Span) { IsNumber = true });
                if (!name.IsRead)
                    continue;
                Note(name.Text, Roles.Referenced);
                _references.Add((name.Text, name.Span));
            }
        }
    }

    private void Add(ShellSimpleCommandSyntax command)
    {
        foreach (VariableAssignment assignment in AssignmentsOf(command))
            Assign(assignment);
        switch (command.Name?.Literal)
        {
            case "[" or "test":
                AddTest(command.Arguments);
                break;
            case "let":
                foreach (ShellWordSyntax argument in command.Arguments)
                    NoteAll(ArithmeticName.In(argument).Where(static name => name.IsRead).Select(static name => name.Text));
                break;
            case "declare" or "typeset" when command.Arguments.Any(static argument => argument.Text == "-p"):
                NoteAll(command.Arguments.Where(IsName).Select(static argument => argument.Text));
                break;
            case "trap" when command.Arguments is [var action, ..]:
                AddAction(action.StaticText);
                break;
        }
    }

    /// <summary>The condition of <c>[ … ]</c>, <c>test</c> or <c>[[ … ]]</c>; null stands for what is no word.</summary>
    private void AddTest(IReadOnlyList<ShellWordSyntax?> words)
    {
        int count = words.Count > 0 && words[^1]?.Text == "]" ? words.Count - 1 : words.Count;
        if (count == 1)
            Check(words[0]);
        for (int index = 0; index + 1 < count; index++)
        {
            if (words[index]?.Text is not ("-n" or "-z" or "-v"))
                continue;
            if (words[index]!.Text == "-v" && words[index + 1]?.Literal is { } name)
            {
                Note(name, Roles.Referenced);
                Note(name, Roles.Checked);
            }

            Check(words[index + 1]);
        }
    }

    private void Check(ShellWordSyntax? word)
    {
        if (word is null || word.Literal is not null)
            return;
        ShellWordPart? only = word.Parts is [var part] ? part : null;
        if (only is ShellDoubleQuotedSyntax { Parts: [var inner] })
            only = inner;
        if (only is ShellParameterExpansionSyntax expansion)
            Note(expansion.Name, Roles.Checked);
    }

    /// <summary>The variables that a text uses which the shell reads later.</summary>
    private void AddAction(string text)
    {
        for (int index = text.IndexOf('$', StringComparison.Ordinal); index >= 0; index = text.IndexOf('$', index + 1))
        {
            ReadOnlySpan<char> rest = text.AsSpan(index + 1).TrimStart('{');
            if (ShellNames.LengthOf(rest) is > 0 and int length)
                Note(rest[..length].ToString(), Roles.Referenced);
        }
    }

    /// <summary>What a script does with a variable.</summary>
    [Flags]
    private enum Roles
    {
        Assigned = 1,
        Referenced = 2,
        Checked = 4,
    }
}
