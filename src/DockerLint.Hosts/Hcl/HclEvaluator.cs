using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Hosts.Texts;
using DockerLint.Semantics;

namespace DockerLint.Hosts.Hcl;

/// <summary>
/// Works out the expressions of a file as far as its own variables and functions go. What would need more is unknown, and
/// so is what a hostile file makes too large, too deep or too slow.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="environment">The values that the environment gives to variables of that name; null where it gives none.</param>
internal sealed class HclEvaluator(HclBody file, Func<string, string?> environment)
{
    private const int DeepestNesting = 200;
    private const int MostSteps = 100_000;
    /// <summary>The longest text, in UTF-16 units; one that is longer is unknown.</summary>
    public const int LongestText = 65_536;
    /// <summary>The longest list; one that is longer is unknown.</summary>
    public const int MostItems = 1_024;

    private readonly Dictionary<string, HclExpression?> _variables = VariablesOf(file);
    private readonly Dictionary<string, HclBody> _functions = FunctionsOf(file);
    private readonly Dictionary<string, HclValue> _known = new(StringComparer.Ordinal);
    private int _depth;
    private int _steps;

    /// <summary>
    /// Whether nothing beside the file and the environment will give a value to anything: a variable that has none is an
    /// empty text then.
    /// </summary>
    public bool IsStrict { get; init; }

    /// <summary>The first name or call that nobody knows, and why; null where all are known.</summary>
    public DocumentError? Trouble { get; private set; }

    /// <summary>What holds a value inside of something only.</summary>
    public static ImmutableDictionary<string, HclValue> NoLocals { get; } = ImmutableDictionary.Create<string, HclValue>(StringComparer.Ordinal);

    /// <summary>What an expression comes to.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="locals">The names that have a value only there.</param>
    public HclValue Evaluate(HclExpression expression, ImmutableDictionary<string, HclValue> locals)
    {
        if (_depth == DeepestNesting || _steps >= MostSteps)
            return HclValue.Unknown;
        _depth++;
        _steps++;
        HclValue value = expression switch
        {
            HclLiteral literal => literal.Value,
            HclTemplate template => Fill(template, locals),
            HclName name => ValueOf(name, locals),
            HclCall call => Call(call, locals),
            HclTuple tuple => new HclList([.. tuple.Items.Select(item => Evaluate(item, locals))]),
            HclObject map => new HclMap(Entries(map.Items.Select(item => (item.Key.Span, Evaluate(item.Key, locals), Evaluate(item.Value, locals))))),
            HclFor loop => Loop(loop, locals),
            HclIndex index => HclFunctions.Index(Evaluate(index.Target, locals), Evaluate(index.Key, locals)),
            HclNegation negation => Negate(negation.Operator, Evaluate(negation.Operand, locals)),
            HclOperation operation => Operate(operation, locals),
            HclChoice choice => Evaluate(choice.Condition, locals) is HclBool(var isSo) ? Evaluate(isSo ? choice.Then : choice.Otherwise, locals) : HclValue.Unknown,
            _ => HclValue.Unknown,
        };
        _depth--;
        _steps += CostOf(value);
        return value is HclText { Text.Length: > LongestText } or HclText { Filled.Pieces.Length: > MostItems } or HclList { Items.Length: > MostItems } ? HclValue.Unknown : value;
    }

    /// <summary>The value of an attribute; null where there is none, or it is <c>null</c>.</summary>
    public HclValue? Evaluate(HclBody body, string attribute, ImmutableDictionary<string, HclValue> locals) =>
        body[attribute] is { } expression && Evaluate(expression, locals) is not HclNull and var value ? value : null;

    /// <summary>What it takes to go through a value, as whoever asked for it may do.</summary>
    private static int CostOf(HclValue value) => value switch
    {
        HclText { Text: { } text } => text.Length / 64,
        HclText text => text.Filled.Pieces.Sum(static piece => piece.Text.Length) / 64,
        HclList list => list.Items.Length / 16,
        HclMap map => map.Entries.Length / 16,
        _ => 0,
    };

    private static Dictionary<string, HclExpression?> VariablesOf(HclBody file)
    {
        var variables = new Dictionary<string, HclExpression?>(StringComparer.Ordinal);
        foreach (HclAttribute attribute in file.Attributes)
            variables[attribute.Name] = attribute.Value;
        foreach (HclBlock block in file.Blocks)
        {
            if (block is { Type: "variable", Labels: [var name] })
                variables[name.Text] = block.Body["default"];
        }

        return variables;
    }

    private static Dictionary<string, HclBody> FunctionsOf(HclBody file)
    {
        var functions = new Dictionary<string, HclBody>(StringComparer.Ordinal);
        foreach (HclBlock block in file.Blocks)
        {
            if (block is { Type: "function", Labels: [var name] })
                functions[name.Text] = block.Body;
        }

        return functions;
    }

    private HclValue ValueOf(HclName name, ImmutableDictionary<string, HclValue> locals)
    {
        if (locals.TryGetValue(name.Name, out HclValue? value) || _known.TryGetValue(name.Name, out value))
            return value;
        if (!_variables.TryGetValue(name.Name, out HclExpression? initial))
            return Unknown(name.Span, $"there is no variable '{name.Name}'");

        // One that needs itself finds this.
        _known[name.Name] = HclValue.Unknown;
        value = initial is not null ? Evaluate(initial, NoLocals) : IsStrict ? HclValue.Null : HclValue.Unknown;
        if (environment(name.Name) is { } given)
            value = Convert(given, value, name.Span);
        else if (value is HclText { Text: "" } or HclNull)
            value = new HclText("", name.Span) { IsBlank = !IsStrict };
        _known[name.Name] = value;
        return value;
    }

    /// <summary>What the environment says, as the type that the default is of.</summary>
    private static HclValue Convert(string given, HclValue initial, TextSpan span) => initial switch
    {
        HclBool => bool.TryParse(given, out bool truth) ? new HclBool(truth) : HclValue.Unknown,
        HclNumber => decimal.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? new HclNumber(number) : HclValue.Unknown,
        HclList or HclMap => HclValue.Unknown,
        _ => new HclText(given, span),
    };

    private HclValue Fill(HclTemplate template, ImmutableDictionary<string, HclValue> locals)
    {
        // What is nothing but an expression keeps its type.
        if (template.Parts is [HclHolePart only])
            return Evaluate(only.Expression, locals) is var value && value is HclText { IsBlank: false } or HclNumber or HclBool or HclList or HclMap ? value : Hole(template.Span);
        var text = new Composition();
        foreach (HclPart part in template.Parts)
        {
            switch (part)
            {
                case HclTextPart literal:
                    text.Add(literal.Text);
                    break;
                case HclHolePart hole when HclFunctions.TextOf(Evaluate(hole.Expression, locals), template.Span) is { IsBlank: false } known:
                    text.Add(known.Filled);
                    break;
                case HclHolePart hole:
                    text.Add(hole.Expression is HclName variable ? FilledText.Hole($"${{{variable.Name}}}") : FilledText.Unknown);
                    break;
                default:
                    return Hole(template.Span);
            }

            if (text.Length > LongestText)
                return Hole(template.Span);
        }

        return new HclText(text.ToText(), template.Span);
    }

    private HclValue Unknown(TextSpan span, string message)
    {
        Trouble ??= new DocumentError(span, message);
        return HclValue.Unknown;
    }

    private static HclText Hole(TextSpan span) => new(FilledText.Unknown, span);

    private HclValue Call(HclCall call, ImmutableDictionary<string, HclValue> locals)
    {
        ImmutableArray<HclValue> arguments = [.. call.Arguments.Select(argument => Evaluate(argument, locals))];
        if (call.IsSpread)
        {
            if (arguments is not [.. var first, HclList last])
                return HclValue.Unknown;
            arguments = [.. first, .. last.Items];
        }

        if (!_functions.TryGetValue(call.Name, out HclBody? function))
        {
            return HclFunctions.Call(call.Name, arguments, call.Span) is not HclUnknown and var value
                ? value
                : Unknown(call.Span, $"the function '{call.Name}' is not known here, or not with these arguments");
        }

        if (function["result"] is not { } result)
            return HclValue.Unknown;
        ImmutableArray<string> names = function["params"] is HclTuple parameters ? [.. parameters.Items.Select(NameOf)] : [];
        if (arguments.Length < names.Length)
            return HclValue.Unknown;
        ImmutableDictionary<string, HclValue> inner = NoLocals;
        for (int index = 0; index < names.Length; index++)
            inner = inner.SetItem(names[index], arguments[index]);
        if (function["variadic_params"] is { } variadic)
            inner = inner.SetItem(NameOf(variadic), new HclList(arguments[names.Length..]));
        return Evaluate(result, inner);
    }

    /// <summary>A parameter, which JSON writes as a text.</summary>
    private static string NameOf(HclExpression expression) => expression switch
    {
        HclName name => name.Name,
        HclTemplate { Parts: [HclTextPart text] } => text.Text,
        _ => "",
    };

    private HclValue Loop(HclFor loop, ImmutableDictionary<string, HclValue> locals)
    {
        IEnumerable<(HclValue Key, HclValue Value)>? source = Evaluate(loop.Source, locals) switch
        {
            HclList list => list.Items.Select(static (item, index) => ((HclValue)new HclNumber(index), item)),
            HclMap map => map.Entries.Select(static entry => ((HclValue)entry.Key, entry.Value)),
            _ => null,
        };
        if (source is null)
            return HclValue.Unknown;
        List<(HclValue? Key, HclValue Value)> made = [];
        foreach ((HclValue key, HclValue value) in source)
        {
            ImmutableDictionary<string, HclValue> inner = loop.Names.Length > 1
                ? locals.SetItem(loop.Names[0], key).SetItem(loop.Names[1], value)
                : locals.SetItem(loop.Names[0], value);
            HclValue isTaken = loop.Condition is null ? new HclBool(true) : Evaluate(loop.Condition, inner);
            if (isTaken is not HclBool(var isSo))
                return HclValue.Unknown;
            if (isSo)
                made.Add((loop.Key is null ? null : Evaluate(loop.Key, inner), Evaluate(loop.Value, inner)));
        }

        return loop.Key is { } written
            ? new HclMap(Entries(made.Select(item => (written.Span, item.Key!, item.Value))))
            : new HclList([.. made.Select(static item => item.Value)]);
    }

    /// <summary>Those whose key is known.</summary>
    private static ImmutableArray<(HclText Key, HclValue Value)> Entries(IEnumerable<(TextSpan Span, HclValue Key, HclValue Value)> items) =>
        [.. from item in items let key = HclFunctions.TextOf(item.Key, item.Span) where key is { Text: not null } select (key, item.Value)];

    private static HclValue Negate(char symbol, HclValue operand) => (symbol, operand) switch
    {
        ('!', HclBool(var isSo)) => new HclBool(!isSo),
        ('-', HclNumber(var number)) => new HclNumber(-number),
        _ => HclValue.Unknown,
    };

    private HclValue Operate(HclOperation operation, ImmutableDictionary<string, HclValue> locals)
    {
        HclValue left = Evaluate(operation.Left, locals);
        HclValue right = Evaluate(operation.Right, locals);
        return operation.Operator switch
        {
            "==" or "!=" => HclFunctions.AreEqual(left, right) is { } same ? new HclBool(same == (operation.Operator == "==")) : HclValue.Unknown,
            "&&" or "||" => HclFunctions.Join(operation.Operator == "&&", [left, right]),
            _ => (left, right) is (HclNumber(var one), HclNumber(var other)) ? HclFunctions.Calculate(one, operation.Operator, other) : HclValue.Unknown,
        };
    }
}
