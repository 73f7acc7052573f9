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
    public bool TryFill(JsonObject data, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? error)
    {
        var filling = new Filling(data);
        bool isFilled = filling.Fill(_nodes, data);
        text = isFilled ? filling.Text : null;
        error = isFilled ? null : filling.Error!;
        return isFilled;
    }

    /// <summary>One time that a template is filled in; its methods answer whether there was all that they ask for.</summary>
    private sealed class Filling(JsonObject root)
    {
        private readonly StringBuilder _text = new();
        private ImmutableDictionary<string, JsonNode?> _variables = ImmutableDictionary.Create<string, JsonNode?>(StringComparer.Ordinal).Add("", root);

        public string Text => _text.ToString();

        public string? Error { get; private set; }

        public bool Fill(ImmutableArray<TemplateNode> nodes, JsonNode? dot)
        {
            foreach (TemplateNode node in nodes)
            {
                bool isFilled = node switch
                {
                    TextNode text => Print(text.Text),
                    PrintNode print => Find(print.Value, dot, out JsonNode? value) && (!print.Value.Variables.IsEmpty || Print(TemplateValues.Print(value))),
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
            ImmutableDictionary<string, JsonNode?> outside = _variables;
            if (!Find(block.Value, dot, out JsonNode? value))
                return false;
            bool isFilled = !TemplateValues.IsTrue(value) ? Fill(block.Else, dot) : block.Action switch
            {
                TemplateAction.With => Fill(block.Body, value),
                TemplateAction.Range => FillEach(block, value),
                _ => Fill(block.Body, dot),
            };
            _variables = outside;
            return isFilled;
        }

        private bool FillEach(BlockNode block, JsonNode? value)
        {
            IEnumerable<(JsonNode? Key, JsonNode? Item)>? items = value switch
            {
                JsonArray array => array.Select(static (item, index) => ((JsonNode?)JsonValue.Create(index), item)),
                JsonObject members => members.OrderBy(static member => member.Key, StringComparer.Ordinal).Select(static member => ((JsonNode?)JsonValue.Create(member.Key), member.Value)),
                _ => null,
            };
            if (items is null)
                return Fail($"range cannot go through {TemplateValues.Print(value)}");
            ImmutableArray<string> names = block.Value.Variables;
            foreach ((JsonNode? key, JsonNode? item) in items)
            {
                if (names is [.., var last])
                    _variables = _variables.SetItem(last, item);
                if (names is [var first, _])
                    _variables = _variables.SetItem(first, key);
                if (!Fill(block.Body, item))
                    return false;
            }

            return true;
        }

        private bool Find(Pipeline pipeline, JsonNode? dot, out JsonNode? value)
        {
            value = null;
            for (int index = 0; index < pipeline.Calls.Length; index++)
            {
                if (!Call(pipeline.Calls[index], dot, index > 0, ref value))
                    return false;
            }

            if (pipeline.Variables is [var name])
                _variables = _variables.SetItem(name, value);
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
            }

            if (isPiped)
                arguments.Add(value);
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
                case VariableOperand variable when !_variables.TryGetValue(variable.Name, out value):
                    return Fail($"there is no variable '${variable.Name}'");
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
                if (value is not JsonObject members || !members.TryGetPropertyValue(field, out value))
                    return Fail($"there is no field '{field}'");
            }

            return true;
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
