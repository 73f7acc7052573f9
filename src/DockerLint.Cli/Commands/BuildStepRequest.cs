using System.Collections.Immutable;
using DockerLint.Configuration;

namespace DockerLint.Cli.Commands;

/// <summary>
/// What a build asks for, in a file: a line <c>key=value</c> for each thing. A command line would have a length that
/// hundreds of paths exceed, and quotes that every system reads otherwise.
/// </summary>
internal sealed class BuildStepRequest
{
    private readonly ILookup<string, string> _values;

    private BuildStepRequest(ILookup<string, string> values) => _values = values;

    /// <summary>The full paths of the Dockerfiles.</summary>
    public IEnumerable<string> Dockerfiles => _values["dockerfile"];

    /// <summary>The full paths of the files that may be of another kind that names images.</summary>
    public IEnumerable<string> OtherFiles => _values["other"];

    /// <summary>The full paths of what may be read for the meaning of a file. When another file changes, nothing is run again.</summary>
    public IEnumerable<string> Inputs => _values["dockerfile"].Concat(_values["other"]).Concat(_values["beside"]);

    /// <summary>The kinds of other files, as a list of words.</summary>
    public IEnumerable<string> Kinds => _values["kinds"].SelectMany(static list => list.Split(','));

    /// <summary>The full paths of the files that the project's properties come from, the project first.</summary>
    public IEnumerable<string> ProjectFiles => _values["project"];

    /// <summary>The profile; null where none is named.</summary>
    public string? Profile => _values["profile"].FirstOrDefault();

    /// <summary>Whether warnings are errors.</summary>
    public bool TreatsWarningsAsErrors => _values["treatwarningsaserrors"].Any(static value => value.Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <summary>The codes that stay warnings all the same.</summary>
    public ImmutableHashSet<string> WarningsNotAsErrors => CodesOf("warningsnotaserrors");

    /// <summary>The codes that are errors.</summary>
    public ImmutableHashSet<string> WarningsAsErrors => CodesOf("warningsaserrors");

    /// <summary>The rules that the project switches on or off. Of the codes there, most are of other tools.</summary>
    public Settings Levels
    {
        get
        {
            Settings settings = Settings.Empty;
            foreach (string code in WarningsAsErrors.Where(IsRule))
                settings = settings.With(new ConfiguredWord(code, default), RuleSetting.On);
            foreach (string code in CodesOf("nowarn").Where(IsRule))
                settings = settings.With(new ConfiguredWord(code, default), RuleSetting.Off);
            return settings;
        }
    }

    /// <summary>Reads a request.</summary>
    public static BuildStepRequest Read(string text) => new(
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split('=', 2))
            .Where(static parts => parts is [_, { Length: > 0 }])
            .ToLookup(static parts => parts[0], static parts => parts[1], StringComparer.Ordinal));

    /// <summary>A property of the project; null where it is empty.</summary>
    /// <remarks>The targets put another sign between tags for the compiler, and have it here too.</remarks>
    public string? Property(string name) => name == "ContainerImageTags"
        ? Property("DockerLintContainerImageTags")?.Replace('|', ';')
        : _values["property." + name].FirstOrDefault();

    private ImmutableHashSet<string> CodesOf(string key) => _values[key]
        .SelectMany(static list => list.Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries))
        .ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);

    private static bool IsRule(string code) => Vocabulary.TryFindCode(code, out _, out _);
}
