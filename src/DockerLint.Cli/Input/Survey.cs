using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Analysis.Facts;
using DockerLint.Cli.Images;
using DockerLint.Oci.Registry;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Input;

/// <summary>What all files of a run say together, and registries of their images, found out before the first of them is linted.</summary>
internal sealed record Survey
{
    private const string MixedTags = "DK2009";

    /// <summary>Nothing is known.</summary>
    public static Survey Empty { get; } = new();

    /// <summary>The tags by which the files use each image, by its full name.</summary>
    private ImmutableDictionary<string, ImmutableArray<TagUse>> Tags { get; init; } = ImmutableDictionary<string, ImmutableArray<TagUse>>.Empty;

    /// <summary>What registries know of images, by what is fetched.</summary>
    private ImmutableDictionary<string, RegistryImage> Registry { get; init; } = ImmutableDictionary<string, RegistryImage>.Empty;

    /// <summary>What they know of those that a build starts from.</summary>
    private ImmutableDictionary<string, BaseImage> BaseImages { get; init; } = ImmutableDictionary<string, BaseImage>.Empty;

    /// <summary>Reads all files where that is needed; a file that cannot be read is passed over, since linting it will say so.</summary>
    /// <param name="tasks">The files.</param>
    /// <param name="jobs">Files that are read side by side.</param>
    /// <param name="surroundings">Reads them.</param>
    /// <param name="host">Where the program runs.</param>
    public static Survey Of(ImmutableArray<LintTask> tasks, int jobs, Surroundings surroundings, Host host) =>
        ComparesTags(tasks) ? new Survey { Tags = TagsOf(UsesIn(tasks, jobs, surroundings, host)) } : Empty;

    /// <summary>Reads all files, and asks registries for their images.</summary>
    /// <inheritdoc cref="Of"/>
    /// <param name="tasks">The files.</param>
    /// <param name="jobs">Files that are read side by side.</param>
    /// <param name="surroundings">Reads them.</param>
    /// <param name="registries">How registries are asked.</param>
    /// <param name="host">Where the program runs.</param>
    /// <param name="failures">Where it is said which of them cannot be asked.</param>
    public static Survey Online(
        ImmutableArray<LintTask> tasks, int jobs, Surroundings surroundings, RegistryFlags registries, Host host, FailureLog failures)
    {
        ImmutableArray<Use> uses = UsesIn(tasks, jobs, surroundings, host);
        using RegistryClient client = registries.Connect(host, ImageFolders.Credentials(host));
        ImmutableDictionary<string, ImageAnswer> answers = new RegistryQuestions(client, failures)
            .Ask(uses.Select(static use => new ImageQuestion(use.Image, use.Platform, TagVersion.HasPatch(use.Image.Tag))));
        return new Survey
        {
            Tags = ComparesTags(tasks) ? TagsOf(uses) : Empty.Tags,
            Registry = answers.ToImmutableDictionary(static answer => answer.Key, static answer => answer.Value.Image, StringComparer.Ordinal),
            BaseImages = answers.Where(static answer => answer.Value.Base is not null)
                .ToImmutableDictionary(static answer => answer.Key, static answer => answer.Value.Base!, StringComparer.Ordinal),
        };
    }

    /// <summary>The facts of a file, and what is known of all.</summary>
    public FactSet AddTo(FactSet facts) => ReferenceEquals(this, Empty) ? facts : facts with { Tags = Tags, Registry = Registry };

    /// <summary>What a build would be called with, and what is known of the images that it can start from.</summary>
    public BuildOptions AddTo(BuildOptions build) => BaseImages.IsEmpty ? build : build with { BaseImages = BaseImages };

    private static bool ComparesTags(ImmutableArray<LintTask> tasks)
    {
        RuleInfo rule = RuleCatalog.Find(MixedTags)!;
        return tasks.Length > 1 && tasks.Any(task => task.Configuration.Lint.IsEnabled(rule));
    }

    private static ImmutableDictionary<string, ImmutableArray<TagUse>> TagsOf(ImmutableArray<Use> uses) =>
        TagUse.ByImage(uses.Select(static use => (use.Image, use.Place)));

    private static ImmutableArray<Use> UsesIn(ImmutableArray<LintTask> tasks, int jobs, Surroundings surroundings, Host host)
    {
        ImmutableArray<Use>.Builder uses = ImmutableArray.CreateBuilder<Use>();
        InOrder.Run(
            tasks,
            InputFile.Workers(tasks.Length, jobs),
            task => task.File.TryRead(host, out SourceText? source, out _) ? UsesIn(task, source, surroundings) : [],
            (_, found) => uses.AddRange(found));
        return uses.DrainToImmutable();
    }

    private static ImmutableArray<Use> UsesIn(LintTask task, SourceText source, Surroundings surroundings)
    {
        ImmutableArray<Use>.Builder found = ImmutableArray.CreateBuilder<Use>();
        foreach (ImageUse image in surroundings.Read(task.File, source, task.Build).Images)
        {
            if (image.Fetched is not { } reference)
                continue;
            Platform? platform = image.Kind == ImageUseKind.Base && Platform.TryParse(task.Build.Platform, out Platform? wanted, out _) ? wanted : null;
            found.Add(new Use(reference, platform, $"{task.File.Name}:{source.PositionOf(image.Span.Start).Line}"));
        }

        return found.DrainToImmutable();
    }

    private readonly record struct Use(ImageReference Image, Platform? Platform, string Place);
}
