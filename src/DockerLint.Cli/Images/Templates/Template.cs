using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Nodes;

namespace DockerLint.Cli.Images.Templates;

/// <summary>
/// A template of Go, as <c>--format</c> takes it (https://pkg.go.dev/text/template): fields, <c>if</c>, <c>with</c>,
/// <c>range</c>, variables and <see cref="TemplateFunctions"/>.
/// </summary>
internal sealed class Template
{
    private readonly ImmutableArray<TemplateNode> _nodes;

    private Template(ImmutableArray<TemplateNode> nodes) => _nodes = nodes;

    /// <summary>Reads a template.</summary>
    /// <param name="text">The template.</param>
    /// <param name="template">What was read; null unless the result is true.</param>
    /// <param name="error">Why it is none; null when the result is true.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out Template? template, [NotNullWhen(false)] out string? error)
    {
        template = TemplateReader.TryRead(text, out ImmutableArray<TemplateNode> nodes, out error) ? new Template(nodes) : null;
        return template is not null;
    }

    /// <summary>Fills it in.</summary>
    /// <param name="data">What its fields are taken from.</param>
    /// <param name="text">The text; null unless the result is true.</param>
    /// <param name="error">What it asks for that is not there; null when the result is true.</param>
    /// <param name="absent">What a field is that an object may have and has not; null where it is none.</param>
    public bool TryFill(JsonObject data, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? error, Func<JsonObject, string, AbsentField?>? absent = null)
    {
        var filling = new Filling(data, absent);
        bool isFilled = filling.Fill(_nodes, data);
        text = isFilled ? filling.Text : null;
        error = isFilled ? null : filling.Error!;
        return isFilled;
    }

    /// <summary>One time that a template is filled in; its methods answer whether there was all that they ask for.</summary>
    private sealed class Filling(JsonObject root, Func<JsonObject, string, AbsentField?>? absent)
    {
        private readonly StringBuilder _text = new();
        private readonly List<(string Name, JsonNode? Value)> _variables = [("", root)];

        /// <summary>What stands for lists and maps that are not there: they are printed like empty ones, but are null as JSON.</summary>
        private readonly HashSet<JsonNode> _absent = new(ReferenceEqualityComparer.Instance);

        public string Text => _text.ToString();

        public string? Error { get; private set; }

        public bool Fill(ImmutableArray<TemplateNode> nodes, JsonNode? dot)
        {
            foreach (TemplateNode node in nodes)
            {
                bool isFilled = node switch
                {
                    TextNode text => Print(text.Text),
                    PrintNode { Value.Variables: [var name] } assignment => Find(assignment.Value, dot, out JsonNode? value) && Set(name, assignment.Value.AreNew, value),
                    PrintNode print => Find(print.Value, dot, out JsonNode? value) && Print(TemplateValues.Print(value)),
                    BlockNode block => Fill(block, dot),
                    _ => true,
                };
                if (!isFilled)
                    return false;
            }

            return true;
        }

        private bool Fill(BlockNode block, JsonNode? dot)
        {
            int outside = _variables.Count;
            bool isFilled = Find(block.Value, dot, out JsonNode? value)
                && (block.Action == TemplateAction.Range ? FillEach(block, value, dot) : FillOnce(block, value, dot));
            _variables.RemoveRange(outside, _variables.Count - outside);
            return isFilled;
        }

        private bool FillOnce(BlockNode block, JsonNode? value, JsonNode? dot)
        {
            if (block.Value.Variables is [var name] && !Set(name, block.Value.AreNew, value))
                return false;
            return TemplateValues.IsTrue(value) ? Fill(block.Body, block.Action == TemplateAction.With ? value : dot) : Fill(block.Else, dot);
        }

        private bool FillEach(BlockNode block, JsonNode? value, JsonNode? dot)
        {
            if (!TemplateValues.IsTrue(value))
                return Fill(block.Else, dot);
            IEnumerable<(JsonNode? Key, JsonNode? Item)>? items = value switch
            {
                JsonArray array => array.Select(static (item, index) => ((JsonNode?)JsonValue.Create(index), item)),
                JsonObject members => members.OrderBy(static member => member.Key, StringComparer.Ordinal).Select(static member => ((JsonNode?)JsonValue.Create(member.Key), member.Value)),
                _ => null,
            };
            if (items is null)
                return Fail($"range cannot go through {TemplateValues.Print(value)}");
            (ImmutableArray<string> names, bool areNew) = (block.Value.Variables, block.Value.AreNew);
            int outside = _variables.Count;
            foreach ((JsonNode? key, JsonNode? item) in items)
            {
                if ((names is [var first, _] && !Set(first, areNew, key)) || (names is [.., var last] && !Set(last, areNew, item)) || !Fill(block.Body, item))
                    return false;
                _variables.RemoveRange(outside, _variables.Count - outside);
            }

            return true;
        }

        private bool Set(string name, bool isNew, JsonNode? value)
        {
            int index = isNew ? -1 : _variables.FindLastIndex(variable => variable.Name == name);
            if (isNew)
                _variables.Add((name, value));
            else if (index >= 0)
                _variables[index] = (name, value);
            return isNew || index >= 0 || Fail($"there is no variable '${name}'");
        }

        private bool Find(Pipeline pipeline, JsonNode? dot, out JsonNode? value)
        {
            value = null;
            for (int index = 0; index < pipeline.Calls.Length; index++)
            {
                if (!Call(pipeline.Calls[index], dot, index > 0, ref value))
                    return false;
            }

            return true;
        }

        private bool Call(ImmutableArray<Operand> call, JsonNode? dot, bool isPiped, ref JsonNode? value)
        {
            if (call[0] is not NameOperand { Name: var name } || TemplateFunctions.IsConstant(name))
                return isPiped || call.Length > 1 ? Fail("only a function can be given something") : Find(call[0], dot, out value);
            var arguments = new List<JsonNode?>();
            foreach (Operand operand in call.AsSpan()[1..])
            {
                if (!Find(operand, dot, out JsonNode? argument))
                    return false;
                arguments.Add(argument);
                // What follows may ask for what only is there if this is.
                if (TemplateFunctions.Decides(name, argument))
                {
                    value = argument;
                    return true;
                }
            }

            if (isPiped)
                arguments.Add(value);
            if (name == "json" && arguments is [{ } only] && _absent.Contains(only))
                arguments = [null];
            value = TemplateFunctions.Call(name, [.. arguments], out string? error);
            return error is null || Fail(error);
        }

        private bool Find(Operand operand, JsonNode? dot, out JsonNode? value)
        {
            value = null;
            switch (operand)
            {
                case DotOperand:
                    value = dot;
                    break;
                case VariableOperand variable:
                    int index = _variables.FindLastIndex(known => known.Name == variable.Name);
                    if (index < 0)
                        return Fail($"there is no variable '${variable.Name}'");
                    value = _variables[index].Value;
                    break;
                case TextOperand text:
                    value = JsonValue.Create(text.Text);
                    break;
                case NumberOperand number:
                    value = JsonValue.Create(number.Number);
                    break;
                case NameOperand name:
                    value = TemplateFunctions.Call(name.Name, [], out string? error);
                    if (error is not null)
                        return Fail(error);
                    break;
                case PipelineOperand inner when !Find(inner.Value, dot, out value):
                    return false;
            }

            foreach (string field in operand.Path)
            {
                if (!Step(field, ref value))
                    return Fail($"there is no field '{field}'");
            }

            return true;
        }

        private bool Step(string field, ref JsonNode? value)
        {
            if (value is not JsonObject members)
                return false;
            if (members.TryGetPropertyValue(field, out value))
                return true;
            AbsentField? kind = absent?.Invoke(members, field);
            value = kind switch { AbsentField.Text => "", AbsentField.List => new JsonArray(), AbsentField.Map => new JsonObject(), _ => null };
            if (kind is AbsentField.List or AbsentField.Map)
                _absent.Add(value!);
            return kind is not null;
        }

        private bool Print(string text)
        {
            _text.Append(text);
            return true;
        }

        private bool Fail(string error)
        {
            Error = error;
            return false;
        }
    }
}

/// <summary>What a field is that is not there.</summary>
internal enum AbsentField
{
    /// <summary>An empty text.</summary>
    Text,

    /// <summary>A list.</summary>
    List,

    /// <summary>A map.</summary>
    Map,

    /// <summary>Nothing.</summary>
    Nothing,
}
