using DockerLint.Hosts;
using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Facts;
using DockerLint.Semantics;
using DockerLint.Semantics.Patterns;
using DockerLint.Semantics.Projects;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Tests.Pages;

/// <summary>
/// A Dockerfile of a page, or another file that names images (<c>yaml compose</c>, <c>hcl bake</c>). A fence
/// <c>dockerignore</c> just before it is the build context's <c>.dockerignore</c>, one <c>dockerfile built</c> the
/// Dockerfile of all builds that it asks for.
/// Words after <c>dockerfile</c> give what else is known:
/// <list type="bullet">
/// <item><c>platform=linux/arm64</c>: what the build is for;</item>
/// <item><c>build-arg=NAME=value</c>;</item>
/// <item><c>base=linux/arm64</c>: the base images were looked up and are for that platform; with it
/// <c>base-env=NAME=value</c> (their environment) and <c>base-shell</c> (they have a shell of their own);</item>
/// <item><c>pin=REFERENCE@DIGEST</c>: what the lock file has;</item>
/// <item><c>known=REFERENCE</c> or <c>unknown=REFERENCE</c>: what the registry says; with it <c>tags=A,B</c> and <c>platforms=A,B</c>;</item>
/// <item><c>elsewhere=REFERENCE@PLACE</c>: an image that other files use;</item>
/// <item><c>no-dockerfile</c>: the Dockerfiles of the builds do not exist;</item>
/// <item><c>trusted=REGISTRY[,REGISTRY]</c>, <c>label=NAME:KIND</c> and <c>strict-labels</c>: the policy;</item>
/// <item><c>context=a.txt,src/b</c>: the files of the build context;</item>
/// <item><c>built=LINE:PATH:MODE[:SIZE[:SECRET]]</c>: a file that the step on that line brought into the built image, 0 being the
/// base image; <c>LINE:-PATH</c>, what it took away; <c>LINE:PATH>TARGET</c>, a symbolic link;</item>
/// <item><c>profile=buildkit</c>: other profiles report another rule at this place.</item>
/// </list>
/// </summary>
/// <param name="Line">The line of the page on which it starts.</param>
/// <param name="Language"><c>dockerfile</c>, or <c>xml</c> for an MSBuild project.</param>
/// <param name="Settings">The words after <c>dockerfile</c>.</param>
/// <param name="Ignore">The <c>.dockerignore</c>; null where there is none.</param>
/// <param name="BuiltText">The Dockerfile of its builds; null where it is not known.</param>
/// <param name="Dockerfile">The text and what is marked in it.</param>
internal sealed record PageExample(int Line, string Language, string[] Settings, string? Ignore, string? BuiltText, MarkedText Dockerfile)
{
    /// <summary>The language of MSBuild projects. Their properties have the values that are written.</summary>
    public const string Project = "xml";

    /// <summary>Marks a Dockerfile that is no example itself.</summary>
    public const string Built = "built";

    private static readonly References.Digest s_digest = References.Digest.TryParse("sha256:" + new string('0', 64), out References.Digest? digest, out _) ? digest : null!;

    /// <summary>Whether a fence holds another file than a Dockerfile: after its language comes what it is.</summary>
    public static bool IsDocument(string[] info) => info is ["yaml" or "hcl" or "json", ..];

    /// <summary>The only profile that shows it; null where all of the rule's do.</summary>
    public Profiles? OnlyProfile => Value("profile") is { } name ? Enum.Parse<Profiles>(name, ignoreCase: true) : null;

    /// <summary>The findings when only these rules run.</summary>
    public ImmutableArray<Diagnostic> Lint(params IEnumerable<string> codes) =>
        Lint(new LintOptions { Profile = Profiles.None, Selected = [.. codes] });

    public ImmutableArray<Diagnostic> Lint(LintOptions options)
    {
        if (Language == Project)
            return LintProject(options);
        if (IsDocument([Language, .. Settings]))
            return LintDocument(options);
        IgnoreFile? ignore = Ignore is null ? null : IgnoreFile.Parse(Ignore);
        DockerfileModel model = Model();
        var facts = new FactSet
        {
            Ignore = ignore,
            MissingSources = Value("context") is { } files ? ContextSources.Missing(model, new ListedContext(files.Split(',')), ignore) : null,
            Built = Values("built").Any() ? Image(Source) : null,
            Pins = References.LockFile.Read(string.Join('\n', Values("pin").Select(pin => pin.Replace('@', ' ')))),
            Registry = Registry(),
            Tags = Values("elsewhere").Select(value => value.Split('@')).ToImmutableDictionary(
                parts => References.ImageReference.Parse(parts[0]).Reference!.FullName,
                parts => ImmutableArray.Create(new TagUse(References.ImageReference.Parse(parts[0]).Reference!.Tag!, parts[1]))),
        };
        return NewRules.Linter(options with { Policy = Policy() }).Lint(model, facts);
    }

    private BuiltImage Image(SourceText source) => new([.. Values("built").Select(static value => value.Split(':', 2))
        .GroupBy(static parts => int.Parse(parts[0], CultureInfo.InvariantCulture), static parts => parts[1])
        .OrderBy(static layer => layer.Key)
        .Select(layer => new BuiltLayer(
            layer.Key == 0 ? null : source.Lines.SpanOf(layer.Key).Start,
            [.. layer.Where(static file => file[0] != '-').Select(FileOf)],
            [.. layer.Where(static file => file[0] == '-').Select(static file => file[1..])]))]);

    private static BuiltFile FileOf(string text)
    {
        if (text.Split('>') is [var link, var target])
            return new BuiltFile(link, BuiltFileKind.SymbolicLink, 0x1FF, 0) { Target = target };
        string[] parts = text.Split(':');
        BuiltFileKind kind = parts[0].EndsWith('/') ? BuiltFileKind.Folder : BuiltFileKind.File;
        return new BuiltFile(parts[0].TrimEnd('/'), kind, Convert.ToInt32(parts[1], 8), parts.Length > 2 ? long.Parse(parts[2], CultureInfo.InvariantCulture) : 0)
        {
            Secret = parts.Length > 3 ? parts[3].Replace('_', ' ') : null,
        };
    }

    private ImmutableArray<Diagnostic> LintProject(LintOptions options)
    {
        var file = new ProjectFile("app.csproj", Dockerfile.Text);
        string? Property(string name) => file.ValuesOf(name).Select(span => file.Source.Slice(span).ToString()).LastOrDefault();
        string? Known(string name) => name == "UsingMicrosoftNETSdkWeb" ? $"{Dockerfile.Text.Contains("Microsoft.NET.Sdk.Web", StringComparison.Ordinal)}" : Property(name);
        var linter = NewRules.Linter(options with { Policy = Policy() });
        FactSet facts = FactSet.None with { Project = PublishedProject.Of(Known) };
        return [.. ProjectImages.Find([file], Known).SelectMany(found => linter.Lint(found.Images, facts))];
    }

    private ImmutableArray<Diagnostic> LintDocument(LintOptions options)
    {
        ImageDocument document = HostReader.Read(HostKinds.Find(Settings[0])!.Value, Source, _ => null);
        DockerfileModel? built = BuiltText is null ? null : DockerfileModel.Create(DockerfileSyntax.Parse(BuiltText));
        FactSet facts = FactSet.None with
        {
            Dockerfiles = built is null && !Settings.Contains("no-dockerfile")
                ? FactSet.None.Dockerfiles
                : document.Builds.ToImmutableDictionary(build => build, _ => new BuiltDockerfile("Dockerfile", built)),
        };
        return NewRules.Linter(options with { Policy = Policy() }).Lint(document, facts);
    }

    private ImmutableDictionary<string, RegistryImage> Registry()
    {
        string[] tags = Value("tags")?.Split(',') ?? [];
        string[] platforms = Value("platforms")?.Split(',') ?? [];
        return Values("known").Select(reference => (reference, Digest: (References.Digest?)s_digest))
            .Concat(Values("unknown").Select(reference => (reference, Digest: (References.Digest?)null)))
            .ToImmutableDictionary(
                image => References.ImageReference.Parse(image.reference).Reference!.ToResolvedString(),
                image => new RegistryImage { Digest = image.Digest, Tags = [.. tags], Platforms = [.. platforms] });
    }

    private PolicyOptions Policy() => PolicyOptions.None with
    {
        TrustedRegistries = [.. Values("trusted").SelectMany(list => list.Split(',')).Select(registry => new RegistryPattern(registry))],
        Labels = Values("label").Select(pair => pair.Split(':'))
            .ToImmutableDictionary(pair => pair[0], pair => LabelKinds.Find(pair[1])!.Value),
        StrictLabels = Settings.Contains("strict-labels"),
    };

    public SourceText Source => new(Dockerfile.Text);

    private DockerfileModel Model()
    {
        var syntax = DockerfileSyntax.Parse(Dockerfile.Text);
        BuildOptions options = BuildOptions.Default with { BuildArguments = Pairs("build-arg") };
        if (Value("platform") is { } platform)
            options = options with { Platform = platform };
        DockerfileModel model = DockerfileModel.Create(syntax, options);
        if (Value("base") is not { } basePlatform)
            return model;
        var known = new BaseImage(basePlatform, Pairs("base-env"), Settings.Contains("base-shell"));
        return DockerfileModel.Create(syntax, options with
        {
            BaseImages = model.Stages.Select(stage => stage.BaseImage?.Reference).OfType<References.ImageReference>()
                .Select(reference => reference.ToResolvedString()).Distinct().ToImmutableDictionary(name => name, _ => known),
        });
    }

    private string? Value(string key) => Values(key).FirstOrDefault();

    private ImmutableDictionary<string, string> Pairs(string key) => Values(key)
        .Select(pair => pair.Split('=', 2)).ToImmutableDictionary(pair => pair[0], pair => pair[1]);

    private IEnumerable<string> Values(string key) => Settings
        .Where(word => word.StartsWith($"{key}=", StringComparison.Ordinal)).Select(word => word[(key.Length + 1)..]);
}
