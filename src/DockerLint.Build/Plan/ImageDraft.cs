using System.Collections.Immutable;
using System.Text.Json;
using DockerLint.Oci.Model;
using DockerLint.References;

namespace DockerLint.Build.Plan;

/// <summary>An image while the instructions of a stage are read: what each of them changes holds from the next one on.</summary>
internal sealed class ImageDraft
{
    private const string DefaultPath = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    // What BuildKit's own front end says of each step.
    private const string Comment = "buildkit.dockerfile.v0";

    private static readonly ImmutableArray<string> s_defaultShell = ["/bin/sh", "-c"];

    private ImageDraft(Platform platform) => Platform = platform;

    /// <summary>The platform of the image.</summary>
    public Platform Platform { get; }

    /// <summary>How it runs.</summary>
    public RuntimeConfig Runtime { get; set; } = new();

    /// <summary>Who made it.</summary>
    public string? Author { get; private set; }

    /// <summary>Members of the configuration that are not known.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Others { get; private set; } = ImmutableSortedDictionary<string, JsonElement>.Empty;

    /// <summary>How it was made; null for that of nothing.</summary>
    public ImageHistory? History { get; private set; }

    /// <summary>The step whose files are those of the image so far.</summary>
    public BuildStep? Files { get; set; }

    /// <summary>The image that it starts from.</summary>
    public ResolvedImage? Base { get; private init; }

    /// <summary>The variables of commands and of what is expanded: those of the image and arguments.</summary>
    public VariableList Environment { get; private set; } = new();

    /// <summary>The arguments that were declared, in order, with the values that they had then.</summary>
    public List<KeyValuePair<string, string?>> Arguments { get; } = [];

    /// <summary>The folder of commands.</summary>
    public string Directory => Runtime.WorkingDirectory is { Length: > 0 } directory ? directory : "/";

    /// <summary>The shell of instructions in shell form.</summary>
    public ImmutableArray<string> Shell => Runtime.Shell is { IsEmpty: false } shell ? shell : s_defaultShell;

    /// <summary>An image of nothing.</summary>
    public static ImageDraft OfNothing(Platform platform) => new ImageDraft(platform)
    {
        Runtime = new RuntimeConfig { WorkingDirectory = "/", Environment = [DefaultPath] },
    }.Started();

    /// <summary>An image that starts from another.</summary>
    /// <param name="image">The other.</param>
    /// <param name="files">Its files; null for none.</param>
    public static ImageDraft Of(ResolvedImage image, BuildStep? files) => Of(image.Config, ImageHistory.Of(image.Config.History), files, image);

    /// <summary>An image that starts from that of another build.</summary>
    /// <param name="stage">The stage that becomes the other's image.</param>
    public static ImageDraft Of(PlannedStage stage) => Of(stage.Config, stage.History, stage.Files, stage.Base);

    /// <summary>An image that starts from what another stage has come to.</summary>
    public ImageDraft Next()
    {
        var next = new ImageDraft(Platform)
        {
            Runtime = Runtime,
            Author = Author,
            Others = Others,
            History = History,
            Files = Files,
            Base = Base,
            // Arguments of the other stage still hold.
            Environment = new VariableList(Environment.Assignments),
        };
        next.Arguments.AddRange(Arguments);
        return next.Started();
    }

    /// <summary>Notes a step in the history.</summary>
    /// <param name="text">What was done.</param>
    /// <param name="hasLayer">Whether a layer came of it.</param>
    public void Note(string text, bool hasLayer = false) =>
        History = ImageHistory.With(History, new HistoryEntry(text, !hasLayer) { Comment = Comment });

    /// <summary>Says who made it.</summary>
    public void SetAuthor(string author) => Author = author;

    /// <summary>Sets a variable of the image.</summary>
    public void SetVariable(string name, string value)
    {
        Environment.SetLast(name, value);
        var all = new VariableList(Runtime.Environment);
        all.Set(name, value);
        Runtime = Runtime with { Environment = all.Assignments };
    }

    /// <summary>The configuration, without the history.</summary>
    public ImageConfig Config(IEnumerable<KeyValuePair<string, string>> labels) =>
        new(Platform, Runtime with { Labels = Runtime.Labels.SetItems(labels) }, []) { Author = Author, Others = Others };

    private static ImageDraft Of(ImageConfig config, ImageHistory? history, BuildStep? files, ResolvedImage? from) => new ImageDraft(config.Platform)
    {
        Runtime = config.Runtime,
        Author = config.Author,
        Others = config.Others,
        History = history,
        Files = files,
        Base = from,
    }.Started();

    private ImageDraft Started()
    {
        if (!Runtime.Environment.Any(static variable => variable.StartsWith("PATH=", StringComparison.Ordinal)) && Platform.Os != "windows")
            Runtime = Runtime with { Environment = Runtime.Environment.Add(DefaultPath) };
        foreach (string variable in Runtime.Environment)
        {
            string[] parts = variable.Split('=', 2);
            Environment.SetLast(parts[0], parts.Length > 1 ? parts[1] : "");
        }

        return this;
    }
}
