using System.Collections.Immutable;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Build.Plan;

/// <summary>Makes a plan of a Dockerfile. Stages that the image does not need are left out.</summary>
public sealed class Planner
{
    private static readonly string[] s_proxies = ["HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY"];

    private readonly BuildRequest _request;
    private readonly IImageResolver _resolver;
    private readonly DockerfileModel _model;
    private readonly Dictionary<Stage, (PlannedStage Stage, ImageDraft Image)> _planned = [];
    private readonly HashSet<Stage> _open = [];
    private readonly Dictionary<(string, Platform), ImageStep?> _images = [];
    private readonly Dictionary<Digest, GitStep> _repositories = [];
    private readonly List<PlannedStage> _order = [];
    private readonly List<BuildPlan> _parts = [];
    private PlanError? _error;

    private Planner(BuildRequest request, IImageResolver resolver, DockerfileModel model)
    {
        (_request, _resolver, _model) = (request, resolver, model);
        Proxies =
        [
            .. s_proxies.SelectMany(name => request.Arguments
                .Where(argument => argument.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Take(1)
                .SelectMany(argument => new[] { $"{name}={argument.Value}", $"{name.ToLowerInvariant()}={argument.Value}" })),
        ];
    }

    /// <summary>The variables about proxies that commands see, in both spellings.</summary>
    internal ImmutableArray<string> Proxies { get; }

    /// <summary>The network of commands that do not say.</summary>
    internal RunNetwork Network => _request.Network;

    /// <summary>Makes a plan.</summary>
    /// <param name="request">What is to be built.</param>
    /// <param name="resolver">Finds the images that the file names.</param>
    /// <param name="cancellation">Ends the search for images.</param>
    public static async Task<PlanResult> PlanAsync(BuildRequest request, IImageResolver resolver, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(resolver);
        var model = DockerfileModel.Create(request.Dockerfile, request.Options);
        ImmutableArray<PlanError> early = ErrorsOf(model, static error => error.Phase != BuildPhase.Convert);
        if (!early.IsEmpty || !model.Stages.Any(static stage => stage.IsTarget))
            return new PlanResult(null, early.IsEmpty ? ErrorsOf(model, static _ => true) : early);

        // What base images set may be what a word of the file needs.
        var planner = new Planner(request, resolver, model);
        BuildOptions options = request.Options with { BaseImages = await planner.BaseImagesAsync(cancellation).ConfigureAwait(false) };
        if (!options.BaseImages.IsEmpty)
            model = DockerfileModel.Create(request.Dockerfile, options);
        ImmutableArray<PlanError> errors = ErrorsOf(model, static _ => true);
        if (!errors.IsEmpty)
            return new PlanResult(null, errors);
        if (planner._error is { } missing)
            return new PlanResult(null, [missing]);
        var second = new Planner(request, resolver, model);
        foreach ((var name, ImageStep? step) in planner._images)
            second._images.Add(name, step);
        return await second.PlanAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The value of an argument of <c>--build-arg</c>.</summary>
    internal string? ArgumentOf(string name) => _request.Arguments.GetValueOrDefault(name);

    /// <summary>The value of an argument that stands before the first FROM, or that every build has.</summary>
    internal string? GlobalOf(string name) => _model.Preamble.Scope.Find(name, int.MaxValue)?.Value;

    /// <summary>Says why there is no plan.</summary>
    /// <returns>false.</returns>
    internal bool Fail(TextSpan span, string message)
    {
        _error ??= new PlanError(span, message);
        return false;
    }

    /// <summary>The files of a stage, image or named context.</summary>
    /// <param name="name">What names it.</param>
    /// <param name="place">Where.</param>
    /// <param name="mayBeNumber">Whether a number is the stage of that number.</param>
    /// <param name="cancellation">Ends the search for images.</param>
    /// <returns>The files; null where there are none, which is known then.</returns>
    internal async Task<FileSource?> FilesOfAsync(string name, InstructionSyntax place, bool mayBeNumber, CancellationToken cancellation)
    {
        Stage? stage = mayBeNumber && int.TryParse(name, out int index) ? _model.Stages.ElementAtOrDefault(index) : _model.FindStage(name);
        if (stage is not null)
        {
            return await PlanAsync(stage, place, cancellation).ConfigureAwait(false) is { Stage.Files: var files } ? new StepFiles(files) : null;
        }

        if (_request.Contexts.TryGetValue(name, out string? context))
        {
            if (context.StartsWith(ContextScheme.Target, StringComparison.Ordinal))
                return BuildOf(context, place) is { } other ? new StepFiles(other.Target.Files) : null;
            if (!context.StartsWith(ContextScheme.Image, StringComparison.Ordinal))
                return OfContext(name, context, place);
            name = context[ContextScheme.Image.Length..];
        }

        if (ImageReference.Parse(name).Reference is not { } reference)
        {
            Fail(place.Span, $"'{name}' is neither a stage nor an image");
            return null;
        }

        return await ImageAsync(reference, _request.Platform, place, cancellation).ConfigureAwait(false) is { } step
            ? new StepFiles(FilesOf(step))
            : null;
    }

    /// <summary>The files of a git repository, which are fetched once however often they are asked for.</summary>
    internal StepFiles GitOf(GitStep step)
    {
        _repositories.TryAdd(step.Definition, step);
        return new StepFiles(_repositories[step.Definition]);
    }

    /// <summary>The files of a context that is no image.</summary>
    private FileSource OfContext(string name, string context, InstructionSyntax place) =>
        GitReference.TryParse(context, out GitReference? repository, out _)
            ? GitOf(new GitStep(repository, ArgumentOf(BuildRequest.KeepsGitFolderArgument) is "1" or "true", null, place))
            : FilesOfContext(name);

    /// <summary>The files of a context that is a folder.</summary>
    /// <param name="name">Its name; empty for the one of the build itself.</param>
    internal ContextFiles FilesOfContext(string name) => new(name, _request.Name);

    /// <summary>The plan of another build whose image a context is.</summary>
    private BuildPlan? BuildOf(string context, InstructionSyntax place)
    {
        string name = context[ContextScheme.Target.Length..];
        if (!_request.Builds.TryGetValue(name, out BuildPlan? other))
        {
            Fail(place.Span, $"there is no build '{name}' for {_request.Platform}");
            return null;
        }

        foreach (BuildPlan part in other.All)
        {
            if (!_parts.Contains(part))
                _parts.Add(part);
        }

        return other;
    }

    private async Task<PlanResult> PlanAsync(CancellationToken cancellation)
    {
        Stage target = _model.Stages.First(static stage => stage.IsTarget);
        // In the order of the file, so that stages that need each other, however many, are not planned one within the other.
        foreach (Stage stage in NeededFor(target))
        {
            if (await PlanAsync(stage, stage.From!, cancellation).ConfigureAwait(false) is null)
                return new PlanResult(null, [_error!]);
        }

        return new PlanResult(
            new BuildPlan(_model, [.. _order.OrderBy(static stage => stage.Stage.Index)], _planned[target].Stage)
            {
                FileName = _request.FileName,
                Name = _request.Name,
                Parts = [.. _parts],
            },
            []);
    }

    /// <summary>The stages that one needs, itself included, in the order of the file. What a context takes the place of needs none.</summary>
    private ImmutableArray<Stage> NeededFor(Stage target)
    {
        var needed = new SortedDictionary<int, Stage>();
        var open = new Stack<Stage>([target]);
        while (open.TryPop(out Stage? stage))
        {
            if (!needed.TryAdd(stage.Index, stage) || IsReplaced(stage))
                continue;
            if (ContextOf(stage) is null && stage.Parent is { } parent)
                open.Push(parent);
            foreach (StageUse use in stage.Uses)
                open.Push(use.Stage);
        }

        return [.. needed.Values];
    }

    private async Task<(PlannedStage Stage, ImageDraft Image)?> PlanAsync(Stage stage, InstructionSyntax place, CancellationToken cancellation)
    {
        if (_planned.TryGetValue(stage, out (PlannedStage, ImageDraft) known))
            return known;
        if (!_open.Add(stage))
        {
            Fail(place.Span, $"stage '{stage.DisplayName}' needs itself; copy from an earlier one");
            return null;
        }

        if (await StartAsync(stage, cancellation).ConfigureAwait(false) is not { } image)
            return null;
        var planner = new StagePlanner(this, image, _model.Syntax.Escape);
        planner.Start(stage.From!);
        if (!IsReplaced(stage) && !await ReadAsync(stage, planner, cancellation).ConfigureAwait(false))
            return null;
        IEnumerable<KeyValuePair<string, string>> labels = stage.IsTarget ? _request.Labels : [];
        var planned = new PlannedStage(stage, planner.Done, image.Files, image.Base, image.Config(labels)) { History = image.History };
        _order.Add(planned);
        _planned[stage] = (planned, image);
        return _planned[stage];
    }

    private async Task<bool> ReadAsync(Stage stage, StagePlanner planner, CancellationToken cancellation)
    {
        ImageDraft image = planner.Image;
        ImmutableArray<string> triggers = image.Runtime.OnBuild;
        image.Runtime = image.Runtime with { OnBuild = [] };
        foreach (string trigger in triggers)
        {
            DockerfileSyntax syntax = DockerfileSyntax.Parse(trigger);
            if (syntax.Errors is [{ } error, ..])
                return Fail(stage.From!.Span, $"the trigger '{trigger}' of the base image cannot be read: {error.Message}");
            foreach (InstructionSyntax instruction in syntax.Instructions)
            {
                if (!await planner.ReadAsync(instruction, stage.From!, cancellation).ConfigureAwait(false))
                    return false;
            }
        }

        foreach (InstructionSyntax instruction in stage.Instructions)
        {
            if (!await planner.ReadAsync(instruction, instruction, cancellation).ConfigureAwait(false))
                return false;
        }

        return true;
    }

    /// <summary>What a stage starts from.</summary>
    private async Task<ImageDraft?> StartAsync(Stage stage, CancellationToken cancellation)
    {
        FromSyntax from = stage.From!;
        Platform platform = PlatformOf(stage);
        if (ContextOf(stage) is { } context)
        {
            if (context.Value.StartsWith(ContextScheme.Target, StringComparison.Ordinal))
                return BuildOf(context.Value, from) is { } other ? ImageDraft.Of(other.Target) : null;
            if (context.Value.StartsWith(ContextScheme.Image, StringComparison.Ordinal))
            {
                return ImageReference.Parse(context.Value[ContextScheme.Image.Length..]).Reference is { } replacement
                    && await ImageAsync(replacement, platform, from, cancellation).ConfigureAwait(false) is { } replaced
                        ? ImageDraft.Of(replaced.Image, FilesOf(replaced))
                        : null;
            }

            var all = new FileTransfer(OfContext(context.Key, context.Value, from), "/", "/");
            ImageDraft draft = ImageDraft.OfNothing(platform);
            draft.Files = new CopyStep(null, from, $"FROM {context.Key}", [all], isLinked: false);
            draft.Note($"FROM {context.Key}", hasLayer: true);
            return draft;
        }

        if (stage.Parent is { } parent)
            return await PlanAsync(parent, from, cancellation).ConfigureAwait(false) is { } planned ? planned.Image.Next() : null;
        if (stage.IsFromScratch)
            return ImageDraft.OfNothing(platform);
        return stage.BaseImage?.Reference is { } reference
            && await ImageAsync(reference, platform, from, cancellation).ConfigureAwait(false) is { } step
                ? ImageDraft.Of(step.Image, FilesOf(step))
                : null;
    }

    /// <summary>An image without layers has no files.</summary>
    private static ImageStep? FilesOf(ImageStep step) => step.Image.Config.DiffIds.IsEmpty ? null : step;

    private Platform PlatformOf(Stage stage) =>
        stage.Platform is { } written && Platform.TryParse(written, out Platform? platform, out _) ? platform : _request.Platform;

    /// <summary>The context that takes the place of a stage, or of the image that it starts from.</summary>
    private KeyValuePair<string, string>? ContextOf(Stage stage)
    {
        if (_request.Contexts.IsEmpty)
            return null;
        foreach (string? name in (string?[])[stage.Name, stage.Parent is null ? stage.BaseName?.Value : null, stage.BaseImage?.Reference?.ToFamiliarString()])
        {
            if (name is not null and not ("scratch" or "context") && _request.Contexts.TryGetValue(name, out string? context))
                return KeyValuePair.Create(name, context);
        }

        return null;
    }

    /// <summary>Whether a context takes the place of the whole stage.</summary>
    private bool IsReplaced(Stage stage) => stage.Name is { } name && _request.Contexts.ContainsKey(name);

    private async Task<ImageStep?> ImageAsync(ImageReference reference, Platform platform, InstructionSyntax place, CancellationToken cancellation)
    {
        (string, Platform) key = (reference.ToResolvedString(), platform);
        if (_images.TryGetValue(key, out ImageStep? known))
            return known;
        (ResolvedImage? image, string? error) = await _resolver.ResolveAsync(reference, platform, cancellation).ConfigureAwait(false);
        if (image is null)
            Fail(place.Span, error ?? $"{reference} cannot be had");
        return _images[key] = image is null ? null : new ImageStep(image, place);
    }

    private async Task<ImmutableDictionary<string, BaseImage>> BaseImagesAsync(CancellationToken cancellation)
    {
        ImmutableDictionary<string, BaseImage> known = BuildOptions.Default.BaseImages;
        foreach (Stage stage in _model.Stages.Where(static stage => stage.IsBuilt))
        {
            if (stage.BaseImage?.Reference is not { } reference || ContextOf(stage) is not null)
                continue;
            if (await ImageAsync(reference, PlatformOf(stage), stage.From!, cancellation).ConfigureAwait(false) is not { Image.Config: var config })
                continue;
            var environment = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            foreach (string[] parts in config.Runtime.Environment.Select(static variable => variable.Split('=', 2)))
                environment[parts[0]] = parts.Length > 1 ? parts[1] : "";
            known = known.SetItem(
                reference.ToResolvedString(),
                new BaseImage(config.Platform.Format(), environment.ToImmutable(), config.Runtime.Shell is { IsEmpty: false }));
        }

        return known;
    }

    /// <summary>What BuildKit would refuse. Of stages that are not built it converts nothing.</summary>
    private static ImmutableArray<PlanError> ErrorsOf(DockerfileModel model, Func<SyntaxError, bool> counts)
    {
        return
        [
            .. model.Errors.Where(error => counts(error) && (error.Phase != BuildPhase.Convert || !IsLeftOut(error.Span)))
                .Select(static error => new PlanError(error.Span, error.Message)),
        ];

        bool IsLeftOut(TextSpan span)
        {
            Stage? stage = model.Stages.LastOrDefault(stage => stage.From!.Span.Start <= span.Start);
            return stage is { IsBuilt: false } && span.Start > stage.From!.Span.End && model.Stages.Any(static other => other.IsTarget);
        }
    }
}
