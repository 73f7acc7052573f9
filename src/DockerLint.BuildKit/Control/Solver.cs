using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DockerLint.BuildKit.Protocol;
using DockerLint.BuildKit.Session;
using Google.Protobuf;
using Grpc.Core;
using Platform = DockerLint.References.Platform;

namespace DockerLint.BuildKit.Control;

/// <summary>Has a daemon solve a graph.</summary>
/// <param name="daemon">The daemon.</param>
/// <param name="job">The graph.</param>
/// <param name="settings">What the daemon is given besides.</param>
internal sealed class Solver(DaemonConnection daemon, SolveJob job, SolveSettings settings)
{
    private const string ConfigKey = "containerimage.config";
    private const string PlatformsKey = "refs.platforms";
    private const string BuildHeader = "buildkit-controlapi-buildid";

    // As long as BuildKit's own client waits for the last lines.
    private static readonly TimeSpan s_lastWait = TimeSpan.FromSeconds(5);

    /// <summary>Solves it.</summary>
    /// <param name="report">Told what happens.</param>
    /// <param name="cancellation">Ends it, in the daemon too.</param>
    /// <returns>What the exporters say.</returns>
    /// <exception cref="RpcException">It cannot be solved; all that was to be told has been.</exception>
    /// <exception cref="IOException">The daemon is gone, or our side of the session failed.</exception>
    public async Task<SolveResponse> SolveAsync(Action<StatusResponse> report, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var session = new BuildSession(job.Session, SharedKey, Methods);
        Task serving = session.RunAsync(daemon.Dialer, ending.Token);
        SolveRequest request = RequestOf();
        Task following = FollowAsync(request.Ref, report, ending.Token);
        using AsyncUnaryCall<SolveResponse> call = daemon.Client.SolveAsync(request, cancellationToken: ending.Token);
        Task<SolveResponse> solving = call.ResponseAsync;
        Task telling = TellAsync(request.Ref, ending.Token);
        try
        {
            // What the graph lacks is said to whoever has it solved.
            if (await Task.WhenAny(solving, serving, telling).ConfigureAwait(false) == telling && !telling.IsCompletedSuccessfully)
                await ReportedAsync(telling, following, ending.Token).ConfigureAwait(false);
            // Without the session nothing goes on; the daemon may have yet to say why.
            if (await Task.WhenAny(solving, serving).ConfigureAwait(false) == serving)
                await Task.WhenAny(solving, Task.Delay(s_lastWait, ending.Token)).ConfigureAwait(false);
            if (!solving.IsCompleted)
            {
                cancellation.ThrowIfCancellationRequested();
                await serving.ConfigureAwait(false);
                throw new IOException("the daemon has hung up");
            }

            await ReportedAsync(solving, following, ending.Token).ConfigureAwait(false);
            return await solving.ConfigureAwait(false);
        }
        catch (RpcException) when (session.Failure is not null)
        {
            throw new IOException(session.Failure);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(serving, following, solving, telling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>By this the daemon finds the files that it took from the same folder before.</summary>
    private string SharedKey => job.Contexts.OrderBy(static context => context.Key, StringComparer.Ordinal)
        .Select(static context => Path.GetFullPath(context.Value.Folder)).FirstOrDefault() ?? "";

    private ImmutableDictionary<string, GrpcMethod> Methods
    {
        get
        {
            var secrets = new SecretService(settings.Build.Secrets, settings.Credentials);
            var agents = new AgentService(settings.Build.Agents);
            var methods = ImmutableDictionary.CreateBuilder<string, GrpcMethod>(StringComparer.Ordinal);
            methods[SessionMethods.Check] = BuildSession.CheckAsync;
            methods[SessionMethods.SyncFiles] = new ContextService(job.Contexts).SyncAsync;
            methods[SessionMethods.SendFiles] = new ExportService(settings.Outputs).ReceiveAsync;
            methods[SessionMethods.Credentials] = secrets.CredentialsAsync;
            methods[SessionMethods.GetSecret] = secrets.GetAsync;
            methods[SessionMethods.CheckAgent] = agents.CheckAsync;
            methods[SessionMethods.ForwardAgent] = agents.ForwardAsync;
            return methods.ToImmutable();
        }
    }

    private SolveRequest RequestOf()
    {
        var request = new SolveRequest { Ref = Guid.NewGuid().ToString("N"), Session = job.Session, Cache = new CacheOptions() };
        request.FrontendAttrs.Add(settings.Attestations);
        request.Entitlements.Add(job.Entitlements);
        request.Cache.Imports.Add(settings.CachesFrom.Select(EntryOf));
        request.Cache.Exports.Add(settings.CachesTo.Select(EntryOf));
        if (settings.Outputs is [var first, ..])
        {
            request.ExporterDeprecated = first.Type;
            request.ExporterAttrsDeprecated.Add(first.Attributes);
        }

        foreach (BuildOutput output in settings.Outputs)
        {
            var exporter = new Exporter { Type = output.Type };
            exporter.Attrs.Add(output.Attributes);
            request.Exporters.Add(exporter);
        }

        return request;
    }

    /// <summary>Waits for the last that is said of a call that has ended, and fails as it did.</summary>
    private static async Task ReportedAsync(Task ended, Task following, CancellationToken cancellation)
    {
        await Task.WhenAny(following, Task.Delay(s_lastWait, cancellation)).ConfigureAwait(false);
        await ended.ConfigureAwait(false);
    }

    /// <summary>
    /// Has the graph solved as a frontend does. So its result has a configuration: what exporters are told of one, not every
    /// daemon heeds (Docker's of 20.10 does not).
    /// </summary>
    private async Task TellAsync(string reference, CancellationToken cancellation)
    {
        var headers = new Metadata { { BuildHeader, reference } };
        GraphResult[] solved = await Task.WhenAll(job.Parts.Select(part => SolvePartAsync(part, headers, cancellation))).ConfigureAwait(false);
        GraphResult result = job.Parts is [{ Platform: null } only] ? WithConfig(solved[0], only) : ResultOf(solved);
        await daemon.Bridge.ReturnAsync(new ReturnRequest { Result = result }, headers, cancellationToken: cancellation).ConfigureAwait(false);
    }

    private async Task<GraphResult> SolvePartAsync(SolvePart part, Metadata headers, CancellationToken cancellation)
    {
        var request = new GraphRequest { Definition = part.Definition, AllowResultReturn = true, AllowResultArrayRef = true };
        request.CacheImports.Add(settings.CachesFrom.Select(EntryOf));
        GraphResponse solved = await daemon.Bridge.SolveAsync(request, headers, cancellationToken: cancellation).ConfigureAwait(false);
        return solved.Result ?? new GraphResult();
    }

    private static GraphResult WithConfig(GraphResult result, SolvePart part)
    {
        if (part.Config is { } config)
            result.Metadata[ConfigKey] = ByteString.CopyFromUtf8(config);
        return result;
    }

    /// <summary>The results of several platforms as one (moby/buildkit, exporter/containerimage/exptypes/types.go).</summary>
    private GraphResult ResultOf(GraphResult[] solved)
    {
        var result = new GraphResult { Refs = new GraphRefs() };
        var platforms = new JsonArray();
        foreach ((SolvePart part, GraphResult one) in job.Parts.Zip(solved))
        {
            Platform platform = part.Platform!;
            string name = platform.Format();
            result.Refs.Refs[name] = one.Ref ?? new GraphRef { Id = one.RefDeprecated };
            if (part.Config is { } config)
                result.Metadata[$"{ConfigKey}/{name}"] = ByteString.CopyFromUtf8(config);
            var described = new JsonObject { ["architecture"] = platform.Architecture, ["os"] = platform.Os };
            if (platform.Variant is { } variant)
                described["variant"] = variant;
            platforms.Add((JsonNode)new JsonObject { ["ID"] = name, ["Platform"] = described });
        }

        result.Metadata[PlatformsKey] = ByteString.CopyFromUtf8(new JsonObject { ["Platforms"] = platforms }.ToJsonString());
        return result;
    }

    private static CacheOptionsEntry EntryOf(CacheLocation location)
    {
        var entry = new CacheOptionsEntry { Type = location.Type };
        entry.Attrs.Add(location.Attributes);
        return entry;
    }

    private async Task FollowAsync(string reference, Action<StatusResponse> report, CancellationToken cancellation)
    {
        using AsyncServerStreamingCall<StatusResponse> call = daemon.Client.Status(new StatusRequest { Ref = reference }, cancellationToken: cancellation);
        while (await call.ResponseStream.MoveNext(cancellation).ConfigureAwait(false))
            report(call.ResponseStream.Current);
    }
}
