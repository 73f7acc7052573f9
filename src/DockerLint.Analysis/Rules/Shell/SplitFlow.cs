using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// Follows a script in the order in which it runs and works out what the variables can hold where they are used:
/// branches are joined, subshells forget, loops count with what their body assigns, <c>exit</c> and <c>return</c> end
/// a branch, functions are followed where they are called. It reads a script once, but for functions called again,
/// and at the end of a branch looks only at what that has set.
/// </summary>
internal sealed class SplitFlow
{
    /// <summary>Functions that call functions could else take time without end.</summary>
    private const int MostCalls = 100;

    private static readonly SearchValues<char> s_blanks = SearchValues.Create(" \t\n");
    private static readonly SearchValues<char> s_wildcards = SearchValues.Create("*?[");

    private readonly ShellScript _script;
    private readonly Dictionary<ShellNode, ValueShape> _shapes = [];
    private readonly Dictionary<string, Function> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ValueShape> _values = new(StringComparer.Ordinal);
    private readonly List<(string Name, ValueShape? Before)> _changes = [];
    private readonly List<ShellNode> _parts = [];
    private readonly Dictionary<string, ValueShape> _nothing = [];
    private bool _isDead;
    private bool _hasReturned;
    private int _calls;

    private bool _hasRun;
    private bool? _isPlain;

    public SplitFlow(ShellScript script) => _script = script;

    /// <summary>What an expansion can yield; the worst of the ways to come there.</summary>
    public ValueShape WorstOf(ShellParameterExpansionSyntax expansion)
    {
        if (!_hasRun && IsConstant(expansion.Name))
            return ValueShape.Word.Worse(ShapeOf(expansion));
        if (!_hasRun)
            Run();
        return _shapes.GetValueOrDefault(expansion, ValueShape.Any);
    }

    /// <summary>Whether the script leaves a variable as it is, so that the way to an expansion does not matter.</summary>
    private bool IsConstant(string name) =>
        !_script.Variables.IsAssigned(name) && (_isPlain ??= _script.Commands("unset").IsEmpty && _script.All<ShellFunctionSyntax>().IsEmpty);

    private void Run()
    {
        _hasRun = true;
        Run(_script.Syntax.Statements);
        foreach (Function function in _functions.Values.Where(static function => !function.IsCalled).ToArray())
            Call(function);
    }

    private void Run(ImmutableArray<ShellStatementSyntax> statements)
    {
        foreach (ShellStatementSyntax statement in statements)
        {
            Mark mark = Here();
            Run(statement);
            if (statement.IsBackground)
                Forget(mark);
        }
    }

    private void Run(ShellStatementSyntax statement)
    {
        Run(statement.Pipelines[0]);
        foreach (ShellPipelineSyntax pipeline in statement.Pipelines.AsSpan()[1..])
        {
            Mark mark = Here();
            Run(pipeline);
            JoinSkippable(EndOfBranch(mark));
        }
    }

    private void Run(ShellPipelineSyntax pipeline)
    {
        if (pipeline.Commands.Length == 1)
        {
            Run(pipeline.Commands[0]);
            return;
        }

        foreach (ShellCommandSyntax command in pipeline.Commands)
        {
            Mark mark = Here();
            Run(command);
            Forget(mark);
        }
    }

    private void Run(ShellCommandSyntax command)
    {
        switch (command)
        {
            case ShellSimpleCommandSyntax simple:
                Run(simple);
                return;
            case ShellFunctionSyntax function:
                _functions[function.Name.Text] = new Function(function.Body);
                return;
            case ShellGroupSyntax group:
                Mark mark = Here();
                Run(group.Statements);
                if (group.IsSubshell)
                    Forget(mark);
                break;
            case ShellIfSyntax choice:
                Run(choice);
                break;
            case ShellCaseSyntax choice:
                Run(choice);
                break;
            case ShellLoopSyntax loop:
                Run(loop);
                break;
            case ShellArithmeticCommandSyntax arithmetic:
                ReadArithmetic(arithmetic.Parts);
                break;
            case ShellTestSyntax test:
                foreach (ShellNode item in test.Items)
                    ReadAll(item);
                break;
        }

        foreach (ShellRedirectionSyntax redirection in ((ShellCompoundCommandSyntax)command).Redirections)
            ReadAll(redirection);
    }

    private void Run(ShellIfSyntax choice)
    {
        List<Dictionary<string, ValueShape>?> ends = [];
        foreach (ShellIfClauseSyntax clause in choice.Clauses)
        {
            Run(clause.Condition);
            ends.Add(RunBranch(clause.Body));
        }

        if (!choice.Else.IsEmpty)
            ends.Add(RunBranch(choice.Else));
        Join(ends, canSkip: choice.Else.IsEmpty);
    }

    private void Run(ShellCaseSyntax choice)
    {
        Read(choice.Word);
        List<Dictionary<string, ValueShape>?> ends = [];
        bool isComplete = false;
        foreach (ShellCaseItemSyntax item in choice.Items)
        {
            foreach (ShellWordSyntax pattern in item.Patterns)
            {
                Read(pattern);
                isComplete |= pattern.Text == "*";
            }

            ends.Add(RunBranch(item.Body));
        }

        Join(ends, canSkip: !isComplete);
    }

    private void Run(ShellLoopSyntax loop)
    {
        switch (loop)
        {
            case ShellForSyntax { Words: { } words }:
                foreach (ShellWordSyntax word in words)
                    Read(word);
                break;
            case ShellArithmeticForSyntax arithmetic:
                ReadArithmetic(arithmetic.Header);
                break;
        }

        Mark mark = Here();
        Repeat(loop);
        JoinSkippable(EndOfBranch(mark));
    }

    private void Repeat(ShellLoopSyntax loop)
    {
        foreach (VariableAssignment assignment in _script.Variables.AssignmentsIn(loop.Span))
            Set(assignment.Name, ShapeOf(assignment.Name).Or(ShapeOf(assignment)));
        if (loop is ShellWhileSyntax { Condition: var condition })
            Run(condition);
        else if (loop is ShellForSyntax { Variable: var variable, Words: var values })
            Set(variable.Text, values is { } words ? ShapeOf(words) : ValueShape.Any);
        Run(loop.Body);
    }

    private void Run(ShellSimpleCommandSyntax command)
    {
        foreach (ShellAssignmentSyntax assignment in command.Assignments)
            Read(assignment.Value);
        if (command.Name is { } name)
        {
            Read(name);
            foreach (ShellWordSyntax argument in command.Arguments)
                Read(argument);
        }

        foreach (ShellRedirectionSyntax redirection in command.Redirections)
            ReadAll(redirection);
        foreach (VariableAssignment assignment in VariableUses.AssignmentsOf(command))
            Set(assignment.Name, ShapeOf(assignment));
        if (command.Name?.Literal is { } literal)
            Finish(literal, command);
    }

    private void Finish(string name, ShellSimpleCommandSyntax command)
    {
        switch (name)
        {
            case "exit":
                _isDead = true;
                break;
            case "return":
                _isDead = true;
                _hasReturned = true;
                break;
            case "unset":
                foreach (ShellWordSyntax argument in command.Arguments)
                    Set(argument.StaticText, ValueShape.Any);
                break;
            default:
                if (_functions.TryGetValue(name, out Function? function))
                    Call(function);
                break;
        }
    }

    private void Call(Function function)
    {
        function.IsCalled = true;
        if (function.IsRunning || ++_calls > MostCalls)
            return;
        function.IsRunning = true;
        bool hadReturned = _hasReturned;
        _hasReturned = false;
        Run(function.Body);
        _isDead &= !_hasReturned;
        _hasReturned = hadReturned;
        function.IsRunning = false;
    }

    private Mark Here() => new(_changes.Count, _isDead);

    /// <summary>Undoes what has been run since: it cannot change this shell.</summary>
    private void Forget(Mark mark)
    {
        Undo(mark.Changes);
        _isDead = mark.IsDead;
    }

    /// <inheritdoc cref="EndOfBranch"/>
    private Dictionary<string, ValueShape>? RunBranch(ImmutableArray<ShellStatementSyntax> statements)
    {
        Mark mark = Here();
        Run(statements);
        return EndOfBranch(mark);
    }

    /// <summary>Undoes what has been run since: it may not be run.</summary>
    /// <returns>What it sets; null where the script does not go on after it.</returns>
    private Dictionary<string, ValueShape>? EndOfBranch(Mark mark)
    {
        Dictionary<string, ValueShape>? end;
        if (_isDead && !mark.IsDead)
            end = null;
        else if (_changes.Count == mark.Changes)
            end = _nothing;
        else
        {
            end = new Dictionary<string, ValueShape>(StringComparer.Ordinal);
            foreach ((string name, _) in CollectionsMarshal.AsSpan(_changes)[mark.Changes..])
                end[name] = _values[name];
        }

        Forget(mark);
        return end;
    }

    private void Undo(int start)
    {
        for (int index = _changes.Count - 1; index >= start; index--)
        {
            (string name, ValueShape? before) = _changes[index];
            if (before is { } value)
                _values[name] = value;
            else
                _values.Remove(name);
        }

        _changes.RemoveRange(start, _changes.Count - start);
    }

    /// <summary>Goes on after what may not have been run.</summary>
    private void JoinSkippable(Dictionary<string, ValueShape>? end)
    {
        foreach ((string name, ValueShape shape) in end ?? _nothing)
            Set(name, shape.Or(ShapeOf(name)));
    }

    /// <summary>Goes on after branches.</summary>
    /// <param name="ends">What each sets.</param>
    /// <param name="canSkip">Whether it may be that none of them is run.</param>
    private void Join(List<Dictionary<string, ValueShape>?> ends, bool canSkip)
    {
        if (canSkip && ends.TrueForAll(end => end is null || end == _nothing))
            return;
        int live = 0;
        Dictionary<string, (ValueShape Shape, int Count)> joined = new(StringComparer.Ordinal);
        foreach (Dictionary<string, ValueShape>? end in ends)
        {
            if (end is null)
                continue;
            live++;
            foreach ((string name, ValueShape shape) in end)
            {
                (ValueShape other, int count) = joined.GetValueOrDefault(name);
                joined[name] = (shape.Or(other), count + 1);
            }
        }

        if (live == 0 && !canSkip)
            _isDead = true;
        foreach ((string name, (ValueShape shape, int count)) in joined)
            Set(name, canSkip || count < live ? shape.Or(ShapeOf(name)) : shape);
    }

    private void Read(ShellWordSyntax word)
    {
        if (word.Literal is null)
            ReadAll(word);
    }

    private void ReadAll(ShellNode node)
    {
        switch (node)
        {
            case ShellSubstitutionSyntax substitution:
                Mark mark = Here();
                Run(substitution.Statements);
                Forget(mark);
                return;
            case ShellArithmeticExpansionSyntax arithmetic:
                ReadArithmetic(arithmetic.Parts);
                return;
            case ShellParameterExpansionSyntax expansion:
                _shapes[expansion] = _shapes.GetValueOrDefault(expansion, ValueShape.Word).Worse(ShapeOf(expansion));
                break;
        }

        int start = _parts.Count;
        node.AddPartsTo(_parts);
        int end = _parts.Count;
        for (int index = start; index < end; index++)
            ReadAll(_parts[index]);
        _parts.RemoveRange(start, end - start);
    }

    private void ReadArithmetic(ImmutableArray<ShellWordPart> parts)
    {
        foreach (ShellWordPart part in parts)
        {
            ReadAll(part);
            if (part is not ShellLiteralSyntax)
                continue;
            foreach (ArithmeticName name in ArithmeticName.In(part))
            {
                if (name.IsAssigned)
                    Set(name.Text, ValueShape.Word);
            }
        }
    }

    private void Set(string name, ValueShape shape)
    {
        _changes.Add((name, _values.TryGetValue(name, out ValueShape before) ? before : null));
        _values[name] = shape;
    }

    private ValueShape ShapeOf(string name)
    {
        if (_values.TryGetValue(name, out ValueShape shape))
            return shape;
        if (KnownVariables.IsNumber(name))
            return ValueShape.Word;
        return _script.IsDeclared(name) ? ValueShape.Declared : ValueShape.Any;
    }

    private ValueShape ShapeOf(VariableAssignment assignment)
    {
        if (assignment.IsNumber)
            return ValueShape.Word;
        if (assignment.Keeps)
            return ShapeOf(assignment.Name);
        if (assignment.Value is not { } value)
            return ValueShape.Any;
        ValueShape shape = assignment.Prefix > 0 ? ShapeAfter(value, assignment.Prefix) : ShapeOf(value);
        return assignment.IsAppend ? shape.Or(ShapeOf(assignment.Name)) : shape;
    }

    /// <summary>What the words of a loop are, one by one; any expansion can make many of one, and a pattern too.</summary>
    private ValueShape ShapeOf(ImmutableArray<ShellWordSyntax> words)
    {
        ValueShape shape = ValueShape.Empty;
        foreach (ShellWordSyntax word in words)
            shape = shape.Or(IsOneWord(word) ? ShapeOf(word) : ValueShape.Any);
        return shape;
    }

    private ValueShape ShapeOf(ShellWordSyntax word)
    {
        if (BraceExpansion.In(word).Any())
            return ValueShape.Any;
        if (word.Literal is { } text)
            return ShapeOfText(text);
        ValueShape shape = ValueShape.Empty;
        foreach (ShellWordPart part in word.Parts)
            shape = shape.Or(ShapeOf(part));
        return shape;
    }

    private static bool IsOneWord(ShellWordSyntax word) => word.Literal is not null
        || word.Parts.All(static part => part is ShellLiteralSyntax or ShellEscapeSyntax or ShellSingleQuotedSyntax or ShellArithmeticExpansionSyntax);

    /// <summary>The value of an argument <c>name=value</c>.</summary>
    private ValueShape ShapeAfter(ShellWordSyntax word, int prefix)
    {
        if (word.Literal is not null)
            return ShapeOfText(word.StaticText.AsSpan(prefix));
        ValueShape shape = ShapeOfText(word.Parts[0].Characters[prefix..]);
        foreach (ShellWordPart part in word.Parts.AsSpan()[1..])
            shape = shape.Or(ShapeOf(part));
        return shape;
    }

    private ValueShape ShapeOf(ShellWordPart part)
    {
        switch (part)
        {
            case ShellLiteralSyntax:
                return ShapeOfText(part.Characters);
            case ShellEscapeSyntax escape:
                return ShapeOfText(escape.Value);
            case ShellSingleQuotedSyntax quoted:
                return ShapeOfText(quoted.Value);
            case ShellArithmeticExpansionSyntax or ShellProcessSubstitutionSyntax:
                return ValueShape.Word;
            case ShellParameterExpansionSyntax expansion:
                return ShapeOf(expansion);
            case ShellDoubleQuotedSyntax quoted:
                ValueShape shape = ValueShape.Empty;
                foreach (ShellWordPart inner in quoted.Parts)
                    shape = shape.Or(ShapeOf(inner));
                return shape;
            case ShellCommandSubstitutionSyntax substitution when WordLists.AreWrittenBy(substitution):
                return ValueShape.List;
            default:
                return ValueShape.Any;
        }
    }

    private ValueShape ShapeOf(ShellParameterExpansionSyntax expansion)
    {
        if (expansion.IsLength || expansion.Name is "?" or "#" or "$" or "!" or "-")
            return ValueShape.Word;
        if (expansion.IsIndirect || expansion.Subscript is not null || !ShellNames.IsName(expansion.Name))
            return ValueShape.Any;
        return expansion.Operator is ":+" or "+" && expansion.Argument?.Literal is { } text ? ShapeOfText(text) : ShapeOf(expansion.Name);
    }

    private static ValueShape ShapeOfText(ReadOnlySpan<char> text) => text.IsEmpty ? ValueShape.Empty
        : text.ContainsAny(s_blanks) ? ValueShape.List
        : text.ContainsAny(s_wildcards) ? ValueShape.Any
        : ValueShape.Word;

    /// <summary>A place in the run.</summary>
    /// <param name="Changes">How many changes there were.</param>
    /// <param name="IsDead">Whether the script had ended.</param>
    private readonly record struct Mark(int Changes, bool IsDead);

    private sealed class Function(ShellCommandSyntax body)
    {
        public ShellCommandSyntax Body { get; } = body;

        public bool IsCalled { get; set; }

        public bool IsRunning { get; set; }
    }
}
