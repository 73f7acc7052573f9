using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Analysis.Facts;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Input;

/// <summary>What all files of a run say together, found out before the first of them is linted.</summary>
/// <param name="Tags">The tags by which they use each image, by its full name.</param>
internal sealed record Survey(ImmutableDictionary<string, ImmutableArray<TagUse>> Tags)
{
    private const string MixedTags = "DK2009";

    /// <summary>Nothing is known.</summary>
    public static Survey Empty { get; } = new(ImmutableDictionary<string, ImmutableArray<TagUse>>.Empty);

    /// <summary>Reads all files where a rule needs it; a file that cannot be read is passed over, since linting it will say so.</summary>
    public static Survey Of(ImmutableArray<LintTask> tasks, int jobs, Surroundings surroundings, Host host)
    {
        RuleInfo rule = RuleCatalog.Find(MixedTags)!;
        if (tasks.Length < 2 || !tasks.Any(task => task.Configuration.Lint.IsEnabled(rule)))
            return Empty;
        Dictionary<string, HashSet<TagUse>> uses = new(StringComparer.Ordinal);
        InOrder.Run(
            tasks,
            InputFile.Workers(tasks.Length, jobs),
            task => task.File.TryRead(host, out SourceText? source, out _) ? ImagesOf(task, source, surroundings) : [],
            (task, found) =>
            {
                foreach ((string name, TagUse use) in found)
                {
                    if (!uses.TryGetValue(name, out HashSet<TagUse>? known))
                        uses.Add(name, known = []);
                    if (known.All(other => other.Tag != use.Tag))
                        known.Add(use);
                }
            });
        return new Survey(uses.Where(static entry => entry.Value.Count > 1)
            .ToImmutableDictionary(static entry => entry.Key, static entry => entry.Value.ToImmutableArray(), StringComparer.Ordinal));
    }

    /// <summary>The facts of a file, and what is known of all.</summary>
    public FactSet AddTo(FactSet facts) => facts with { Tags = Tags };

    private static ImmutableArray<(string Name, TagUse Use)> ImagesOf(LintTask task, SourceText source, Surroundings surroundings)
    {
        ImmutableArray<(string, TagUse)>.Builder found = ImmutableArray.CreateBuilder<(string, TagUse)>();
        foreach (ImageUse image in surroundings.Read(task.File, source, task.Build).Images)
        {
            if (image is { Holes: [], Kind: not ImageUseKind.Published, Reference: { Tag: { } tag } reference })
                found.Add((reference.FullName, new TagUse(tag, $"{task.File.Name}:{source.PositionOf(image.Span.Start).Line}")));
        }

        return found.ToImmutable();
    }
}
