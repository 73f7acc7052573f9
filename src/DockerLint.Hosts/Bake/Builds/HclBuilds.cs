using System.Collections.Immutable;
using DockerLint.Hosts.Hcl;
using DockerLint.Hosts.Lexing;
using DockerLint.Semantics;

namespace DockerLint.Hosts.Bake.Builds;

/// <summary>
/// The targets of Bake files, which are one file to each other: a variable of one has its value in all. So their places are
/// counted on through all of them.
/// </summary>
internal sealed class HclBuilds
{
    private const int MostCombinations = 256;

    private readonly BakeSink _sink;
    private readonly List<(int Start, BakeFile File)> _files = [];
    private readonly HclBody _body;
    private readonly HclEvaluator _evaluator;

    /// <param name="files">The files, the strongest last.</param>
    /// <param name="sink">Takes what is found.</param>
    /// <param name="environment">The values that the environment gives to variables; null where it gives none.</param>
    public HclBuilds(ImmutableArray<BakeFile> files, BakeSink sink, Func<string, string?> environment)
    {
        _sink = sink;
        List<HclBody> bodies = [];
        int start = 0;
        foreach (BakeFile file in files)
        {
            _files.Add((start, file));
            var frame = new TolerantFrame(new string(' ', start) + file.Source.Value.Replace('\uFEFF', ' '));
            bodies.Add(BakeReader.Parse(frame));
            if (frame.Error is { } error)
                sink.Fail(PlaceOf(error.Span), error.Message);
            start += file.Source.Length + 1;
        }

        _body = new HclBody([.. bodies.SelectMany(static body => body.Attributes)], [.. bodies.SelectMany(static body => body.Blocks)]);
        _evaluator = new HclEvaluator(_body, environment) { IsStrict = true };
    }

    /// <summary>Finds them.</summary>
    public void Read()
    {
        foreach (HclBlock block in _body.Blocks)
        {
            if (block is { Type: "target", Labels: [var name] })
                ReadTarget(block, name);
            else if (block is { Type: "group", Labels: [var group] })
                _sink.Add(new BakeGroup(TextOf(group), TextsIn(block.Body, "targets", HclEvaluator.NoLocals)));
            else if (block.Type is not ("variable" or "function"))
                _sink.Fail(PlaceOf(block.Span), $"'{block.Type}' is none of target, group, variable, function with a name");
        }
    }

    private void ReadTarget(HclBlock block, WrittenText name)
    {
        if (block.Body["matrix"] is not { } matrix)
        {
            _sink.Add(Build(block.Body, TextOf(name), HclEvaluator.NoLocals));
            return;
        }

        if (Evaluate(matrix, HclEvaluator.NoLocals) is not HclMap map || map.Entries.Any(static entry => entry.Value is not HclList))
        {
            _sink.Fail(PlaceOf(matrix.Span), "a matrix has a list for each of its names");
            return;
        }

        IEnumerable<ImmutableDictionary<string, HclValue>> choices = [HclEvaluator.NoLocals];
        foreach ((HclText key, HclValue values) in map.Entries)
            choices = choices.SelectMany(choice => ((HclList)values).Items.Select(item => choice.SetItem(key.Text!, item))).Take(MostCombinations);
        var members = ImmutableArray.CreateBuilder<BakeText>();
        foreach (ImmutableDictionary<string, HclValue> choice in choices)
        {
            if (block.Body["name"] is not { } written || Text(written, choice) is not { } own)
            {
                _sink.Fail(PlaceOf(name.Span), "a target with a matrix needs a name for each way to choose: name = \"…\"");
                return;
            }

            _sink.Add(Build(block.Body, own, choice));
            members.Add(own);
        }

        _sink.Add(new BakeGroup(TextOf(name), members.ToImmutable()));
    }

    private BakeBuild Build(HclBody body, BakeText name, ImmutableDictionary<string, HclValue> locals)
    {
        var build = new BakeBuild(name) { Inherits = TextsIn(body, "inherits", locals) };
        foreach (HclAttribute attribute in body.Attributes)
        {
            string key = attribute.Name;
            if (BakeKeys.OfBlocks.Contains(key))
                continue;
            if (!BakeKeys.Texts.Contains(key) && !BakeKeys.Lists.Contains(key) && !BakeKeys.Maps.Contains(key))
                _sink.Fail(PlaceOf(attribute.Value.Span), $"'{key}' is nothing that a target has");
            else if (Evaluate(attribute.Value, locals) is HclNull)
                continue;
            else if (BakeKeys.Texts.Contains(key))
                build = Text(attribute.Value, locals) is { } text ? build with { Texts = build.Texts.SetItem(key, text) } : build;
            else if (BakeKeys.Lists.Contains(key))
                build = build with { Lists = build.Lists.SetItem(key, TextsIn(body, key, locals)) };
            else
                build = build with { Maps = build.Maps.SetItem(key, MapOf(attribute.Value, locals)) };
        }

        return build;
    }

    private ImmutableSortedDictionary<string, BakeText> MapOf(HclExpression expression, ImmutableDictionary<string, HclValue> locals)
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, BakeText>(StringComparer.Ordinal);
        if (Evaluate(expression, locals) is not HclMap found)
        {
            Refuse(expression, "names with values, { … }");
            return map.ToImmutable();
        }

        foreach ((HclText key, HclValue value) in found.Entries)
        {
            if (value is HclNull)
                continue;
            if (TextOf(value, expression) is { } text)
                map[key.Text!] = text;
        }

        return map.ToImmutable();
    }

    private ImmutableArray<BakeText> TextsIn(HclBody body, string attribute, ImmutableDictionary<string, HclValue> locals)
    {
        if (body[attribute] is not { } expression)
            return [];
        switch (Evaluate(expression, locals))
        {
            case HclNull:
                return [];
            case HclList list:
                return [.. list.Items.Where(static item => item is not HclNull).Select(item => TextOf(item, expression)).OfType<BakeText>()];
            case var one when one is HclText or HclMap:
                return TextOf(one, expression) is { } text ? [text] : [];
            default:
                Refuse(expression, "a list, [ … ]");
                return [];
        }
    }

    private BakeText? Text(HclExpression expression, ImmutableDictionary<string, HclValue> locals) => TextOf(Evaluate(expression, locals), expression);

    /// <summary>A value as a text; fields, with which outputs and caches may be written, as <c>name=value,…</c>.</summary>
    private BakeText? TextOf(HclValue value, HclExpression expression)
    {
        if (value is HclMap map)
        {
            var fields = map.Entries.Select(entry => (Name: entry.Key.Text, Value: TextOf(entry.Value, expression)?.Text)).ToList();
            return new BakeText(string.Join(',', fields.Select(static field => Quoted($"{field.Name}={field.Value}"))), PlaceOf(expression.Span));
        }

        if (value is HclList list)
            return new BakeText(string.Join(',', list.Items.Select(item => TextOf(item, expression)?.Text)), PlaceOf(expression.Span));
        if (HclFunctions.TextOf(value, expression.Span) is { Text: { } text } known)
            return new BakeText(text, PlaceOf(known.Span));
        Refuse(expression, "a text");
        return null;
    }

    private static string Quoted(string field) => field.AsSpan().IndexOfAny(',', '"') < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private HclValue Evaluate(HclExpression expression, ImmutableDictionary<string, HclValue> locals) => _evaluator.Evaluate(expression, locals);

    /// <summary>Says what is not known of an expression, or that it is something else.</summary>
    private void Refuse(HclExpression expression, string wanted)
    {
        if (_evaluator.Trouble is { } trouble)
            _sink.Fail(PlaceOf(trouble.Span), trouble.Message);
        else
            _sink.Fail(PlaceOf(expression.Span), $"this is not {wanted}");
    }

    private BakeText TextOf(WrittenText written) => new(written.Text, PlaceOf(written.Span));

    private BakePlace PlaceOf(TextSpan span)
    {
        (int start, BakeFile file) = _files.Last(file => file.Start <= span.Start);
        return new BakePlace(file, span.Shift(-start));
    }
}
