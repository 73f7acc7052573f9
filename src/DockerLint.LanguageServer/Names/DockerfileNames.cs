using System.Collections.Immutable;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.LanguageServer.Names;

/// <summary>The names of a Dockerfile that stand for something in it, and where each is used.</summary>
internal sealed class DockerfileNames
{
    private readonly DockerfileModel _model;
    private readonly SourceText _source;
    private readonly HashSet<Occurrence> _found = [];
    private readonly Dictionary<KeyValueSyntax, EnvSymbol> _environment = new(ReferenceEqualityComparer.Instance);

    private readonly HashSet<string> _others = new(StringComparer.Ordinal);

    private DockerfileNames(DockerfileModel model)
    {
        _model = model;
        _source = model.Syntax.Source;
    }

    /// <summary>All places, in the order of the file.</summary>
    public ImmutableArray<Occurrence> Occurrences { get; private set; } = [];

    /// <summary>Whether a name means something in the file that is not declared in it, such as a variable of a script.</summary>
    public bool IsUsedOtherwise(string name) => _others.Contains(name);

    /// <summary>Finds the names of a file.</summary>
    public static DockerfileNames Of(DockerfileModel model)
    {
        var names = new DockerfileNames(model);
        names.AddStages();
        names.AddDeclarations();
        names.AddExpanded();
        foreach (Stage stage in model.Stages)
            names.AddCommands(stage);

        names.Occurrences = [.. names._found.OrderBy(static occurrence => occurrence.Span)];
        return names;
    }

    /// <summary>The name at a place, or right before it; null where none is. What is written there counts before what it stands for.</summary>
    public Occurrence? At(int offset)
    {
        Occurrence? best = null;
        foreach (Occurrence occurrence in Occurrences)
        {
            if (occurrence.Span.Start <= offset && offset <= occurrence.Span.End && (best is not { } other || IsCloser(occurrence, other)))
                best = occurrence;
        }

        return best;
    }

    /// <summary>Where something is named, in the order of the file.</summary>
    public IEnumerable<Occurrence> Of(Symbol symbol) => Occurrences.Where(occurrence => occurrence.Symbol == symbol);

    /// <summary>What a variable stands for; null where no line of the file declares it and no build does so by itself.</summary>
    public Symbol? SymbolOf(Variable variable)
    {
        if (variable.Declaration is { } declaration && _environment.TryGetValue(declaration, out EnvSymbol? symbol))
            return symbol;
        return variable.Origin is VariableOrigin.Env or VariableOrigin.BaseImage ? null : new ArgSymbol(variable.Name);
    }

    /// <summary>The stage as something that has a name.</summary>
    public static StageSymbol SymbolOf(Stage stage) => new(stage.DisplayName, stage.Index);

    private static bool IsCloser(Occurrence one, Occurrence other) =>
        one.IsWritten != other.IsWritten ? one.IsWritten : one.Span.Length < other.Span.Length;

    private void Add(Symbol symbol, TextSpan span, OccurrenceKind kind)
    {
        StringComparison comparison = symbol is StageSymbol ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        bool isNumber = symbol is StageSymbol && !char.IsAsciiLetter(symbol.Name[0]);
        _found.Add(new Occurrence(symbol, span, kind, !isNumber && _source.Slice(span).Equals(symbol.Name, comparison)));
    }

    private void AddStages()
    {
        foreach (Stage stage in _model.StagesWithPreamble)
        {
            if (stage.From?.Name is { } name)
                Add(SymbolOf(stage), name.Span, OccurrenceKind.Declaration);
            if (stage is { Parent: { } parent, From.Image: { } image })
            {
                Add(SymbolOf(parent), image.Span, OccurrenceKind.Read);
                // The default of an ARG that FROM starts with names the stage too.
                if (stage.BaseName is { Uses: [{ Variable: { Origin: VariableOrigin.ArgDefault, Declaration.Value: { HasVariables: false } value } }] })
                    Add(SymbolOf(parent), value.Span, OccurrenceKind.Read);
            }

            foreach (StageUse use in stage.Uses)
                Add(SymbolOf(use.Stage), use.Span, OccurrenceKind.Read);
        }
    }

    private void AddDeclarations()
    {
        Dictionary<Stage, Dictionary<string, EnvSymbol>> declared = [];
        foreach (Stage stage in _model.StagesWithPreamble)
        {
            Dictionary<string, EnvSymbol> environment = new(stage.Parent is { } parent ? declared[parent] : [], StringComparer.Ordinal);
            declared[stage] = environment;
            foreach (InstructionSyntax instruction in stage.Instructions)
            {
                foreach (KeyValueSyntax pair in ((instruction.Nested ?? instruction) as KeyValuesSyntax)?.Pairs ?? [])
                    Declare(instruction.Nested ?? instruction, pair, environment);
            }
        }
    }

    private void Declare(InstructionSyntax instruction, KeyValueSyntax pair, Dictionary<string, EnvSymbol> environment)
    {
        string name = _model.ValueOf(pair.Name);
        if (name.Length == 0)
            return;
        if (instruction is ArgSyntax)
        {
            Add(new ArgSymbol(name), pair.Name.Span, OccurrenceKind.Declaration);
        }
        else if (instruction is EnvSyntax)
        {
            if (!environment.TryGetValue(name, out EnvSymbol? symbol))
                environment.Add(name, symbol = new EnvSymbol(name, pair.Span.Start));
            _environment[pair] = symbol;
            Add(symbol, pair.Name.Span, OccurrenceKind.Declaration);
        }
    }

    /// <summary>What the builder replaces, bodies of here-documents included.</summary>
    private void AddExpanded()
    {
        foreach (ExpandedText text in _model.Expanded)
        {
            foreach (VariableUse use in text.Expansion.Uses)
            {
                if (use.Variable is { } variable && SymbolOf(variable) is { } symbol)
                    Add(symbol, text.SpanOf(use.Part.NameSpan), OccurrenceKind.Read);
                else
                    _others.Add(use.Name);
            }
        }
    }

    /// <summary>What shells replace, and what is put off until another build.</summary>
    private void AddCommands(Stage stage)
    {
        HashSet<string> triggerArguments = new(StringComparer.Ordinal);
        for (int index = 0; index < stage.Instructions.Length; index++)
        {
            int before = index;
            InstructionSyntax instruction = stage.Instructions[index];
            if (instruction.Nested is { } trigger)
            {
                foreach (KeyValueSyntax pair in (trigger as ArgSyntax)?.Pairs ?? [])
                    triggerArguments.Add(pair.Name.Text);
                // Arguments of this build are gone when it runs.
                Symbol? FindLater(string name) => stage.Scope.Find(name, before) is { Origin: VariableOrigin.Env } variable
                    ? SymbolOf(variable)
                    : triggerArguments.Contains(name) ? new ArgSymbol(name) : null;
                if (trigger is CommandSyntax command)
                    AddScripts(command, stage.States[index], FindLater);
                else
                    AddWords(trigger, FindLater);
            }
            else if (instruction is CommandSyntax command)
            {
                // What is run in the container knows nothing of the arguments of the build.
                AddScripts(command, stage.States[index], name =>
                    stage.Scope.Find(name, before) is { } variable && (command is RunSyntax || variable.Origin == VariableOrigin.Env) ? SymbolOf(variable) : null);
            }
        }
    }

    private void AddWords(InstructionSyntax instruction, Func<string, Symbol?> find)
    {
        IEnumerable<WordSyntax> words = instruction is KeyValuesSyntax pairs
            ? pairs.Pairs.SelectMany(static pair => pair.Value is { } value ? new[] { pair.Name, value } : [pair.Name])
            : instruction.Arguments;
        foreach (WordSyntax word in words)
        {
            foreach (VariablePart variable in word.Variables)
            {
                if (find(variable.Name) is { } symbol)
                    Add(symbol, word.SpanOf(variable.NameSpan), OccurrenceKind.Read);
            }
        }
    }

    private void AddScripts(CommandSyntax command, StageState state, Func<string, Symbol?> find)
    {
        foreach (ShellVariable variable in ShellVariable.In(command, state))
        {
            if (find(variable.Name) is { } symbol)
                Add(symbol, variable.Span, variable.IsSet ? OccurrenceKind.Write : OccurrenceKind.Read);
            else
                _others.Add(variable.Name);
        }
    }
}
