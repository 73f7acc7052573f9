using System.Collections.Immutable;
using System.CommandLine;
using DockerLint.Build.Attestations;
using DockerLint.Build.Plan;

namespace DockerLint.Cli.Commands.Building;

/// <summary>What is said about an image beside it: <c>--attest</c>, <c>--provenance</c> and <c>--sbom</c>, as buildx has them.</summary>
internal sealed class AttestationArguments
{
    private const string Provenance = "provenance";
    private const string Packages = "sbom";

    private readonly CommandLine _line;
    private readonly Option<string[]> _attest, _provenance, _packages;
    private readonly Dictionary<string, Dictionary<string, string>> _given = new(StringComparer.Ordinal);

    /// <param name="line">Takes the options.</param>
    public AttestationArguments(CommandLine line)
    {
        _line = line;
        _attest = line.Option("--attest", null, "type=TYPE", "What is said about the image: provenance, how it was built (mode=min or max, version=v0.2 or v1); sbom, the packages in it; repeatable");
        _provenance = line.Option("--provenance", null, "true|mode=MODE", "The same as --attest type=provenance");
        _packages = line.Option("--sbom", null, "true", "The same as --attest type=sbom");
    }

    /// <summary>Reads what was given.</summary>
    /// <returns>Why it makes no sense; null where it does.</returns>
    public string? Read()
    {
        foreach (string text in _line.All(_attest))
        {
            Dictionary<string, string> fields = Fields(text);
            if (!fields.Remove("type", out string? type) || type is not (Provenance or Packages))
                return $"--attest: '{text}' is of no type that is known; write type=provenance or type=sbom";
            if (Read("--attest", type, fields) is { } error)
                return error;
        }

        return Short("--provenance", Provenance, _provenance) ?? Short("--sbom", Packages, _packages);
    }

    /// <summary>What is said, as a daemon is told: <c>attest:provenance</c> and its fields.</summary>
    public ImmutableDictionary<string, string> Attributes => _given.ToImmutableDictionary(
        static given => $"attest:{given.Key}", static given => string.Join(',', given.Value.Select(static pair => $"{pair.Key}={pair.Value}")), StringComparer.Ordinal);

    /// <summary>What is said.</summary>
    /// <param name="arguments">What is built.</param>
    /// <param name="request">The build.</param>
    /// <param name="input">Its files.</param>
    /// <param name="started">When it started.</param>
    public AttestationSettings Settings(BuildArguments arguments, BuildRequest request, BuildInput input, DateTimeOffset started)
    {
        var settings = new AttestationSettings(arguments.Names) { HasPackages = _given.ContainsKey(Packages) };
        if (!_given.TryGetValue(Provenance, out Dictionary<string, string>? fields))
            return settings;
        string dockerfile = input.Name == "-" ? "Dockerfile" : input.Commit is null ? Path.GetFileName(input.Name) : input.Name;
        return settings with
        {
            Provenance = new ProvenanceSettings(request, dockerfile, started)
            {
                Context = input.Commit is { } commit ? (arguments.Repository!, commit) : null,
                IsComplete = fields.GetValueOrDefault("mode") == "max",
                IsSlsa1 = fields.GetValueOrDefault("version") == "v1",
                Builder = fields.GetValueOrDefault("builder-id", ""),
                IsReproducible = fields.GetValueOrDefault("reproducible") == "true",
            },
        };
    }

    private string? Short(string option, string type, Option<string[]> given)
    {
        foreach (string text in _line.All(given))
        {
            Dictionary<string, string> fields = text switch
            {
                "true" or "1" or "" => [],
                "false" or "0" => Fields("disabled=true"),
                _ => Fields(text),
            };
            if (Read(option, type, fields) is { } error)
                return error;
        }

        return null;
    }

    private string? Read(string option, string type, Dictionary<string, string> fields)
    {
        foreach ((string key, string value) in fields)
        {
            bool isKnown = (type, key) switch
            {
                (_, "disabled") => value is "true" or "false",
                (Provenance, "mode") => value is "min" or "max",
                (Provenance, "version") => value is "v0.2" or "v1",
                (Provenance, "reproducible") => value is "true" or "false",
                (Provenance, "builder-id") => true,
                _ => false,
            };
            if (!isKnown)
            {
                return type == Provenance
                    ? $"{option}: '{key}={value}' is none of mode=min|max, version=v0.2|v1, builder-id=TEXT, reproducible=true|false, disabled=true|false"
                    : $"{option}: '{key}={value}' is not disabled=true|false; there is one generator, which is built in";
            }
        }

        // What is said last counts.
        _given.Remove(type);
        if (fields.GetValueOrDefault("disabled") != "true")
            _given[type] = fields;
        return null;
    }

    private static Dictionary<string, string> Fields(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string[] parts in text.Split(',').Select(static field => field.Split('=', 2)))
            fields[parts[0]] = parts.Length > 1 ? parts[1] : "true";
        return fields;
    }
}
