using System.Collections.Immutable;
using System.Text;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;
using DockerLint.BuildKit.Control;
using DockerLint.Cli.Images;

namespace DockerLint.Cli.Commands.Building;

/// <summary>A build that a daemon does.</summary>
/// <param name="host">What the command is told, and where it says something.</param>
/// <param name="arguments">How it is built.</param>
/// <param name="build">How its steps are done.</param>
/// <param name="view">Shows it.</param>
/// <param name="target">What it is called among others that are shown together with it; null where it is alone.</param>
/// <param name="remark">Says what is worth knowing of the result.</param>
internal sealed class DaemonBuild(Host host, BuildArguments arguments, EngineSettings build, IBuildView view, string? target, Action<string> remark)
{
    /// <summary>Builds.</summary>
    /// <param name="engine">The daemon.</param>
    /// <param name="plans">How the images of the platforms are made.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(BuildKitEngine engine, ImmutableArray<BuildPlan> plans, CancellationToken cancellation)
    {
        using DaemonOutputs outputs = DaemonOutputs.Open(host, arguments, engine.Address.IsDocker);
        var settings = new SolveSettings(build, ImageFolders.Credentials(host))
        {
            Graph = arguments.GraphOf(build),
            Outputs = outputs.Outputs,
            CachesFrom = [.. arguments.CachesFrom.Select(static cache => LocationOf(cache))],
            CachesTo = [.. arguments.CachesTo.Select(static cache => LocationOf(cache))],
            Attestations = arguments.Attestations.Attributes,
        };
        SolveResult result;
        try
        {
            result = await engine.BuildAsync([.. arguments.Platforms.Zip(plans)], settings, view, cancellation).ConfigureAwait(false);
        }
        catch (BuildException failed)
        {
            view.Failed(BuildProblem.Of(failed.Failure, plans));
            return failed.Failure.IsOfMachine ? ExitCode.Failure : ExitCode.Findings;
        }

        await outputs.CommitAsync(cancellation).ConfigureAwait(false);
        if (result.Image is { } image)
        {
            view.Built(image, arguments.Names, target);
            if (arguments.IdFile is { } idFile)
                ResultFiles.Write(idFile, Encoding.UTF8.GetBytes(image.Root.Digest.Text));
            if (arguments.IsQuiet)
                host.Write($"{image.Root.Digest}\n");
            foreach (References.ImageReference name in arguments.PushedNames)
                view.Pushed(name, image.Root);
        }

        if (arguments.MetadataFile is { } metadata)
            ResultFiles.Write(metadata, ResultFiles.Metadata(result));
        if (outputs.StaysThere && !arguments.IsQuiet)
            remark("the image stays in the daemon; add --push, --load or --output to have it elsewhere");
        return ExitCode.Success;
    }

    private static CacheLocation LocationOf(CacheTarget cache)
    {
        if (cache.Folder is not null)
            throw new IOException($"'{cache.Text}': a daemon has no folders of ours; name a registry: type=registry,ref=NAME");
        ImmutableDictionary<string, string> attributes = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);
        if (cache.Name is null)
            return new CacheLocation("inline", attributes);
        if (cache.IsOptional)
            attributes = attributes.Add("ignore-error", "true");
        return new CacheLocation("registry", attributes.Add("ref", cache.Name.ToResolvedString()).Add("mode", cache.IsWhole ? "max" : "min"));
    }
}
