using System.Globalization;
using System.Text.Json.Nodes;
using DockerLint.Build.Plan;

namespace DockerLint.Build.Attestations;

/// <summary>The steps of a build as BuildKit's LLB has them (moby/buildkit, solver/pb/ops.proto), as far as they are steps of ours too.</summary>
/// <param name="plan">The build.</param>
internal sealed class StepList(BuildPlan plan)
{
    /// <summary>What a step is called.</summary>
    public static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"step{index}");

    /// <summary>All steps, each after those that it needs.</summary>
    public JsonArray Definition()
    {
        Dictionary<BuildStep, string> names = plan.Steps.Select(static (step, index) => (step, index)).ToDictionary(static pair => pair.step, static pair => NameOf(pair.index));
        return new JsonArray([.. plan.Steps.Select(step => new JsonObject
        {
            ["id"] = names[step],
            ["op"] = new JsonObject { ["Op"] = OperationOf(step) },
            ["inputs"] = new JsonArray([.. step.Inputs.Prepend(step.Parent).OfType<BuildStep>().Select(input => (JsonNode)$"{names[input]}:0")]),
        })]);
    }

    private static JsonObject OperationOf(BuildStep step) => step switch
    {
        ImageStep image => Source($"docker-image://{image.Image.Name.ToFullString()}"),
        GitStep git => Source($"git://{git.Address}"),
        RunStep run => new JsonObject { ["exec"] = Execution(run) },
        CopyStep copy => Files([.. copy.Transfers.Select(static transfer => new JsonObject { ["copy"] = Copy(transfer) })]),
        FolderStep folder => Files([new JsonObject { ["mkdir"] = new JsonObject { ["path"] = folder.Path, ["makeParents"] = true } }]),
        _ => [],
    };

    private static JsonObject Source(string identifier) => new() { ["source"] = new JsonObject { ["identifier"] = identifier } };

    private static JsonObject Files(JsonObject[] actions) => new()
    {
        ["file"] = new JsonObject { ["actions"] = new JsonArray([.. actions.Select(static action => new JsonObject { ["Action"] = action })]) },
    };

    private static JsonObject Copy(FileTransfer transfer)
    {
        var copy = new JsonObject { ["src"] = transfer.Path, ["dest"] = transfer.Destination };
        if (transfer.From is RemoteFile remote)
            copy["from"] = SourceAddress.WithoutUser(remote.Address);
        if (transfer.Owner is { } owner)
            copy["owner"] = owner;
        if (transfer.Mode is { } mode)
            copy["modeStr"] = mode;
        return copy;
    }

    private static JsonObject Execution(RunStep run)
    {
        var meta = new JsonObject { ["args"] = Texts(run.Arguments), ["env"] = Texts(run.Environment), ["cwd"] = run.Directory };
        if (run.User is { } user)
            meta["user"] = user;
        return new JsonObject
        {
            ["meta"] = meta,
            ["mounts"] = new JsonArray([.. run.Mounts.Select(static mount => Mount(mount)).Prepend(new JsonObject { ["dest"] = "/" })]),
            ["network"] = (int)run.Network,
        };
    }

    /// <summary>Of secrets and agents only the names.</summary>
    private static JsonObject Mount(RunMount mount) => mount switch
    {
        SecretMount secret => new JsonObject { ["dest"] = secret.Target, ["secretOpt"] = new JsonObject { ["ID"] = secret.Id } },
        AgentMount agent => new JsonObject { ["dest"] = agent.Target, ["SSHOpt"] = new JsonObject { ["ID"] = agent.Id } },
        CacheMount cache => new JsonObject { ["dest"] = cache.Target, ["cacheOpt"] = new JsonObject { ["ID"] = cache.Id } },
        _ => new JsonObject { ["dest"] = mount.Target },
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(static text => (JsonNode)text)]);
}
