using System.Text;
using System.Text.Json.Nodes;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;
using DockerLint.Oci.Model;
using DockerLint.References;

namespace DockerLint.Build.Attestations;

/// <summary>How an image was built, as BuildKit says it (moby/buildkit, docs/attestations/slsa-definitions.md).</summary>
/// <param name="plan">How it was made.</param>
/// <param name="settings">What is said.</param>
/// <param name="fetched">What names of sources have led to.</param>
/// <param name="image">The image.</param>
/// <param name="finished">When the build was done.</param>
internal sealed class Provenance(BuildPlan plan, ProvenanceSettings settings, FetchedSources fetched, BuiltImage image, DateTimeOffset finished)
{
    private const string BuildType = "https://mobyproject.org/buildkit@v1";
    private const string BuildType1 = "https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md";
    private const string Frontend = "dockerfile.v0";

    /// <summary>What kind of statement it is.</summary>
    public string PredicateType => settings.IsSlsa1 ? "https://slsa.dev/provenance/v1" : "https://slsa.dev/provenance/v0.2";

    private IEnumerable<RunStep> Runs => plan.Steps.OfType<RunStep>();

    /// <summary>Whether commands of the build could reach other machines.</summary>
    private bool IsHermetic => Runs.All(static run => run.Network == RunNetwork.None);

    /// <summary>Whether all that the build took is told: what is in folders of this machine is not.</summary>
    private bool HasAllMaterials => settings.Context is not null
        && !plan.Steps.OfType<CopyStep>().SelectMany(static copy => copy.Transfers).Any(static transfer => transfer.From is ContextFiles { Name.Length: > 0 });

    /// <summary>The statement's content.</summary>
    public JsonObject Predicate() => settings.IsSlsa1 ? Slsa1() : Slsa02();

    private JsonObject Slsa02()
    {
        var predicate = new JsonObject
        {
            ["builder"] = new JsonObject { ["id"] = settings.Builder },
            ["buildType"] = BuildType,
            ["materials"] = Materials(),
            ["invocation"] = new JsonObject
            {
                ["configSource"] = ConfigSource("entryPoint"),
                ["parameters"] = Parameters(),
                ["environment"] = new JsonObject { ["platform"] = settings.Request.Platform.Format() },
            },
        };
        if (settings.IsComplete)
            predicate["buildConfig"] = new JsonObject { ["llbDefinition"] = new StepList(plan).Definition() };
        var metadata = new JsonObject
        {
            ["buildInvocationID"] = Invocation(),
            ["buildStartedOn"] = ImageConfig.Format(settings.Started),
            ["buildFinishedOn"] = ImageConfig.Format(finished),
            ["completeness"] = new JsonObject { ["parameters"] = settings.IsComplete, ["environment"] = true, ["materials"] = HasAllMaterials },
            ["reproducible"] = settings.IsReproducible,
            [BuildType + "#hermetic"] = IsHermetic,
        };
        if (settings.IsComplete)
            metadata[BuildType + "#metadata"] = new JsonObject { ["source"] = Source() };
        predicate["metadata"] = metadata;
        return predicate;
    }

    private JsonObject Slsa1()
    {
        var internals = new JsonObject { ["builderPlatform"] = settings.Request.Platform.Format() };
        if (settings.IsComplete)
            internals["buildConfig"] = new JsonObject { ["llbDefinition"] = new StepList(plan).Definition() };
        var metadata = new JsonObject
        {
            ["invocationID"] = Invocation(),
            ["startedOn"] = ImageConfig.Format(settings.Started),
            ["finishedOn"] = ImageConfig.Format(finished),
            ["buildkit_hermetic"] = IsHermetic,
            ["buildkit_completeness"] = new JsonObject { ["request"] = settings.IsComplete, ["resolvedDependencies"] = HasAllMaterials },
            ["buildkit_reproducible"] = settings.IsReproducible,
        };
        if (settings.IsComplete)
            metadata["buildkit_metadata"] = new JsonObject { ["source"] = Source() };
        return new JsonObject
        {
            ["buildDefinition"] = new JsonObject
            {
                ["buildType"] = BuildType1,
                ["externalParameters"] = new JsonObject { ["configSource"] = ConfigSource("path"), ["request"] = Parameters() },
                ["internalParameters"] = internals,
                ["resolvedDependencies"] = Materials(),
            },
            ["runDetails"] = new JsonObject { ["builder"] = new JsonObject { ["id"] = settings.Builder }, ["metadata"] = metadata },
        };
    }

    /// <summary>A name of the build. What is built of the same at a given time is the same build.</summary>
    private string Invocation()
    {
        using var key = new KeyWriter("invocation");
        return key.Add(image.Manifest.Digest).Add(settings.Started.ToUnixTimeMilliseconds()).Complete().Hex[..25];
    }

    private JsonObject ConfigSource(string fileMember)
    {
        var source = new JsonObject();
        if (settings.Context is var (repository, commit))
        {
            source["uri"] = UriOf(repository);
            source["digest"] = DigestOf(commit);
        }

        source[fileMember] = settings.Dockerfile;
        return source;
    }

    private JsonObject Parameters()
    {
        var arguments = new JsonObject();
        if (settings.IsComplete)
        {
            foreach ((string name, string value) in settings.Request.Arguments.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
                arguments[$"build-arg:{name}"] = value;
            foreach ((string name, string value) in settings.Request.Labels)
                arguments[$"label:{name}"] = value;
        }

        if (settings.Request.Target is { } target)
            arguments["target"] = target;
        var parameters = new JsonObject { ["frontend"] = Frontend };
        if (arguments.Count > 0)
            parameters["args"] = arguments;
        if (settings.IsComplete)
        {
            Add("secrets", Runs.SelectMany(static run => run.Mounts).OfType<SecretMount>().Select(static secret => (secret.Id, secret.IsRequired)));
            Add("ssh", Runs.SelectMany(static run => run.Mounts).OfType<AgentMount>().Select(static agent => (agent.Id, agent.IsRequired)));
        }

        if (settings.Context is null)
            parameters["locals"] = new JsonArray(new JsonObject { ["name"] = "context" }, new JsonObject { ["name"] = "dockerfile" });
        return parameters;

        void Add(string name, IEnumerable<(string Id, bool IsRequired)> asked)
        {
            JsonNode[] entries =
            [
                .. asked.GroupBy(static one => one.Id, StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal)
                    .Select(static group => group.Any(static one => one.IsRequired)
                        ? new JsonObject { ["id"] = group.Key }
                        : new JsonObject { ["id"] = group.Key, ["optional"] = true }),
            ];
            if (entries.Length > 0)
                parameters[name] = new JsonArray(entries);
        }
    }

    private JsonArray Materials()
    {
        var materials = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        if (settings.Context is var (context, commit))
            Add(UriOf(context), DigestOf(commit));
        foreach (BuildStep step in plan.Steps)
        {
            if (step is ImageStep { Image: { } from })
                Add(PackageUrl.OfImage(from.Name, from.Config.Platform), DigestOf(from.Digest));
            if (step is GitStep git && fetched.Commits.TryGetValue(git, out string? id))
                Add(UriOf(git), DigestOf(id));
            foreach (RemoteFile file in step is CopyStep copy ? copy.Transfers.Select(static transfer => transfer.From).OfType<RemoteFile>() : [])
            {
                if (fetched.Files.TryGetValue(file, out Digest? digest))
                    Add(SourceAddress.WithoutUser(file.Address), DigestOf(digest));
            }
        }

        return new JsonArray([.. materials.Values]);

        void Add(string uri, JsonObject digest) => materials.TryAdd(uri, new JsonObject { ["uri"] = uri, ["digest"] = digest });
    }

    /// <summary>The Dockerfile, and where in it each step stands.</summary>
    private JsonObject Source()
    {
        var locations = new JsonObject();
        foreach ((BuildStep step, int index) in plan.Steps.Select(static (step, index) => (step, index)))
        {
            if (step.Instruction is not { } instruction)
                continue;
            locations[StepList.NameOf(index)] = new JsonObject
            {
                ["locations"] = new JsonArray(new JsonObject
                {
                    ["ranges"] = new JsonArray(new JsonObject { ["start"] = Line(instruction.Span.Start), ["end"] = Line(instruction.Span.End) }),
                }),
            };
        }

        string text = plan.Model.Syntax.Source.ToString()!;
        return new JsonObject
        {
            ["locations"] = locations,
            ["infos"] = new JsonArray(new JsonObject
            {
                ["filename"] = settings.Dockerfile,
                ["language"] = "Dockerfile",
                ["data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
            }),
        };

        JsonObject Line(int position) => new() { ["line"] = plan.Model.Syntax.Source.PositionOf(position).Line };
    }

    private static string UriOf(GitStep step) => step.Repository.Ref is { } name ? $"{step.Address}#{name}" : step.Address;

    private static JsonObject DigestOf(string commit) => new() { [commit.Length == 40 ? "sha1" : "sha256"] = commit };

    private static JsonObject DigestOf(Digest digest) => new() { [digest.Algorithm] = digest.Hex };
}
