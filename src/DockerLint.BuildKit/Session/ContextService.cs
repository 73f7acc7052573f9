using System.Collections.Immutable;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Layers;
using DockerLint.BuildKit.Files;
using Grpc.Core;

namespace DockerLint.BuildKit.Session;

/// <summary>Gives the daemon the files of build contexts.</summary>
/// <param name="contexts">The contexts by the name that the graph gives them.</param>
internal sealed class ContextService(ImmutableDictionary<string, BuildContext> contexts)
{
    /// <summary>Sends the files that are asked for.</summary>
    public async Task<Status> SyncAsync(GrpcCall call)
    {
        string name = Values(call, "dir-name").FirstOrDefault() ?? "";
        if (!contexts.TryGetValue(name, out BuildContext? context))
            return new Status(StatusCode.NotFound, $"there is no build context '{name}'");
        using IFileTree tree = OperatingSystem.IsLinux() ? new LinuxTree(RootFolder.Open(context.Folder)) : new PortableTree(context.Folder);
        ImmutableArray<string> includes = Values(call, "include-patterns");
        ImmutableArray<string> followed = Values(call, "followpaths");
        if (!followed.IsEmpty)
        {
            ImmutableArray<string> targets = FollowedPaths.Of(tree, followed);
            includes = [.. includes, .. targets];
        }

        await new FileSender(call, tree, new TreeFilter(context.Ignored, Values(call, "exclude-patterns"), includes)).RunAsync().ConfigureAwait(false);
        return Status.DefaultSuccess;
    }

    /// <summary>The values of a header; those that are not ASCII come as in a query.</summary>
    private static ImmutableArray<string> Values(GrpcCall call, string name) =>
        call.All($"{name}-encoded").FirstOrDefault() is "1" or "true"
            ? [.. call.All(name).Select(static value => Uri.UnescapeDataString(value.Replace('+', ' ')))]
            : [.. call.All(name)];
}
