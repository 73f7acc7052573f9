using System.Collections.Immutable;
using DockerLint.Hosts.Hcl;
using DockerLint.Hosts.Readers;
using DockerLint.Hosts.Texts;
using DockerLint.Semantics;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.Bake;

/// <summary>What the targets of a Bake file build, and the images that they name.</summary>
/// <param name="source">The file.</param>
/// <param name="file">What it says.</param>
/// <param name="variables">The values that the environment gives to variables; null where it gives none.</param>
/// <param name="found">Takes the images.</param>
internal sealed class BakeTargets(SourceText source, HclBody file, Func<string, string?> variables, HostFindings found)
{
    /// <summary>
    /// A target that a GitHub action sets from outside, with nothing that says what is built
    /// (https://github.com/docker/metadata-action, "Bake definition").
    /// </summary>
    private const string MetadataTarget = "docker-metadata-action";

    private const int MostCombinations = 256;
    private const int DeepestInheritance = 100;
    private const int MostAncestors = 256;

    private readonly HclEvaluator _evaluator = new(file, variables);
    private readonly Dictionary<string, BakeTarget> _targets = new(StringComparer.Ordinal);
    private readonly HashSet<string> _parents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _grouped = new(StringComparer.Ordinal) { "default" };
    private readonly HashSet<(WrittenText?, WrittenText?, WrittenText?, WrittenText?, TextSpan)> _seenBuilds = [];
    private readonly ImmutableArray<BuildUse>.Builder _builds = ImmutableArray.CreateBuilder<BuildUse>();

    /// <summary>The builds.</summary>
    public ImmutableArray<BuildUse> Builds => _builds.ToImmutable();

    /// <summary>Finds them.</summary>
    public void Add()
    {
        ImmutableArray<BakeTarget> targets = [.. file.Blocks.Where(static block => block is { Type: "target", Labels: [_] }).SelectMany(Combinations)];
        foreach (BakeTarget target in targets)
        {
            _targets[target.Name] = target;
            _parents.UnionWith(target.Parents);
        }

        foreach (HclBlock group in file.Blocks.Where(static block => block.Type == "group"))
            _grouped.UnionWith(TextsIn(group.Body, "targets", HclEvaluator.NoLocals).Select(static text => text.Text).OfType<string>());
        foreach (BakeTarget target in targets)
        {
            AddImages(target);
            AddBuild(target);
        }
    }

    /// <summary>The targets that a block stands for: one, or one for each way to choose from its matrix.</summary>
    private IEnumerable<BakeTarget> Combinations(HclBlock block)
    {
        IEnumerable<ImmutableDictionary<string, HclValue>> choices = [HclEvaluator.NoLocals];
        if (_evaluator.Evaluate(block.Body, "matrix", HclEvaluator.NoLocals) is HclMap matrix)
        {
            foreach ((HclText name, HclValue values) in matrix.Entries)
            {
                ImmutableArray<HclValue> items = values is HclList list ? list.Items : [HclValue.Unknown];
                choices = choices.SelectMany(choice => items.Select(item => choice.SetItem(name.Text!, item))).Take(MostCombinations);
            }
        }

        foreach (ImmutableDictionary<string, HclValue> choice in choices)
        {
            string name = (_evaluator.Evaluate(block.Body, "name", choice) as HclText)?.Text ?? block.Labels[0].Text;
            yield return new BakeTarget(name, block, choice, [.. TextsIn(block.Body, "inherits", choice).Select(static text => text.Text).OfType<string>()]);
        }
    }

    private void AddImages(BakeTarget target)
    {
        foreach (HclText tag in TextsIn(target.Block.Body, "tags", target.Choice))
            found.AddImage(tag.Filled, tag.Span, ImageUseKind.Built);
        foreach ((_, HclValue value) in ContextsOf(target))
        {
            if (value is not HclText { Filled.Pieces: [{ IsKnown: true } start, .. var rest] } text || !start.Text.StartsWith(ContextScheme.Image, StringComparison.Ordinal))
                continue;
            TextSpan place = source.Slice(text.Span).StartsWith(ContextScheme.Image, StringComparison.Ordinal)
                ? TextSpan.Between(text.Span.Start + ContextScheme.Image.Length, text.Span.End)
                : text.Span;
            found.AddImage(new FilledText([new(start.Text[ContextScheme.Image.Length..]), .. rest]), place, ImageUseKind.Base);
        }
    }

    private void AddBuild(BakeTarget target)
    {
        if (IsOnlyInherited(target))
            return;
        (List<BakeTarget> lineage, bool isComplete) = Lineage(target);
        if (!lineage.Any(IsBuild))
            return;
        Part inline = Find(lineage, "dockerfile-inline");
        Part dockerfile = Find(lineage, "dockerfile");
        Part context = Find(lineage, "context");
        bool isFound = inline.IsSet || dockerfile.IsSet || isComplete;
        var build = new BuildUse(target.Block.Labels[0].Span)
        {
            Name = target.Name,
            HasDefaultContext = !context.IsSet,
            Context = context.IsSet ? context.Text : isComplete ? new WrittenText(".", target.Block.Labels[0].Span) : null,
            Dockerfile = dockerfile.Text,
            Inline = inline.Text,
            IsUnknown = !isFound || (inline.IsSet ? inline.Text is null : dockerfile is { IsSet: true, Text: null }),
            Target = Find(lineage, "target").Text,
            Arguments = [.. ArgumentsOf(target)],
            InheritedArguments = [.. lineage.Skip(1).SelectMany(ArgumentsOf)],
            NamedContexts = [.. lineage.SelectMany(target => ContextsOf(target)).Select(static context => new WrittenText(context.Name.Text!, context.Name.Span))],
        };
        if (_seenBuilds.Add((build.Context, build.Dockerfile, build.Inline, build.Target, build.Span)))
            _builds.Add(build);
    }

    /// <summary>
    /// Whether a target only holds what others have in common: it names no Dockerfile, and nobody asks for it by name. A
    /// name with a dash below at its start is the custom for that.
    /// </summary>
    private bool IsOnlyInherited(BakeTarget target) =>
        target.Block.Body["dockerfile"] is null
        && target.Block.Body["dockerfile-inline"] is null
        && !_grouped.Contains(target.Name)
        && (_parents.Contains(target.Name) || target.Name.StartsWith('_'));

    /// <summary>Whether it says what is built: a file that others are merged with may hold no more than tags.</summary>
    private static bool IsBuild(BakeTarget target) => target.Block.Body is var body
        && (body["context"] ?? body["dockerfile"] ?? body["dockerfile-inline"] ?? body["target"]) is not null;

    /// <summary>A target and those that it inherits from, the strongest first, and whether all of them are known.</summary>
    private (List<BakeTarget> Targets, bool IsComplete) Lineage(BakeTarget target)
    {
        List<BakeTarget> found = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        bool isComplete = true;
        Visit(target, 0);
        return (found, isComplete);

        void Visit(BakeTarget next, int depth)
        {
            found.Add(next);
            bool isTooMuch = depth == DeepestInheritance || found.Count > MostAncestors;
            isComplete &= !isTooMuch && next.Parents.Length == next.ParentCount;
            if (isTooMuch)
                return;
            foreach (string parent in next.Parents.Reverse())
            {
                if (!seen.Add(parent))
                    continue;
                if (_targets.TryGetValue(parent, out BakeTarget? known))
                    Visit(known, depth + 1);
                else
                    isComplete &= parent.StartsWith(MetadataTarget, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>The value of an attribute that the first has that has it.</summary>
    private Part Find(List<BakeTarget> lineage, string attribute)
    {
        foreach (BakeTarget target in lineage)
        {
            if (_evaluator.Evaluate(target.Block.Body, attribute, target.Choice) is { } value)
                return new Part(IsSet: true, value is HclText { Text: { } known, IsBlank: false } text ? new WrittenText(known, text.Span) : null);
        }

        return default;
    }

    /// <summary>The arguments that a target passes itself.</summary>
    private IEnumerable<WrittenText> ArgumentsOf(BakeTarget target) =>
        _evaluator.Evaluate(target.Block.Body, "args", target.Choice) is HclMap map
            ? map.Entries.Where(static entry => entry.Value is not HclNull).Select(static entry => new WrittenText(entry.Key.Text!, entry.Key.Span))
            : [];

    private ImmutableArray<(HclText Name, HclValue Value)> ContextsOf(BakeTarget target) =>
        _evaluator.Evaluate(target.Block.Body, "contexts", target.Choice) is HclMap map ? map.Entries : [];

    /// <summary>The texts of a list, as far as they are known.</summary>
    private IEnumerable<HclText> TextsIn(HclBody body, string attribute, ImmutableDictionary<string, HclValue> locals) =>
        _evaluator.Evaluate(body, attribute, locals) switch
        {
            HclText text => [text],
            HclList list => list.Items.OfType<HclText>(),
            _ => [],
        };

    /// <summary>The value of an attribute: whether it has one, and which, where that is known.</summary>
    private readonly record struct Part(bool IsSet, WrittenText? Text);
}

/// <summary>A target.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Block">What says what it is.</param>
/// <param name="Choice">What was chosen from its matrix.</param>
/// <param name="Parents">The targets that it inherits from, as far as they are known, the strongest last.</param>
internal sealed record BakeTarget(string Name, HclBlock Block, ImmutableDictionary<string, HclValue> Choice, ImmutableArray<string> Parents)
{
    /// <summary>How many targets it inherits from; unknown where no list says it.</summary>
    public int ParentCount => Block.Body["inherits"] switch
    {
        null => 0,
        HclTuple list => list.Items.Length,
        _ => Parents.Length,
    };
}
