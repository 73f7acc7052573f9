using DockerLint.Build.Engines.Embedded;

namespace DockerLint.Cli.Commands.Building;

/// <summary>How a build can be shown.</summary>
internal static class BuildViews
{
    /// <summary>Says for people that an image is in the store.</summary>
    /// <param name="image">The image.</param>
    /// <param name="target">What its build is called among others; null where it is alone.</param>
    public static string ResultOf(BuiltImage image, string? target) =>
        target is null ? $"built {image.Root.Digest}" : $"built {target}: {image.Root.Digest}";

    /// <summary>The view that was asked for.</summary>
    public static IBuildView For(Host host, BuildArguments arguments, BuildInput input)
    {
        var failures = new FailureView(host, input);
        return arguments.Progress switch
        {
            // What runs on a server is read later, line by line, even where the server has a terminal.
            BuildArguments.Auto when !arguments.IsQuiet && host.IsErrorLive && string.IsNullOrEmpty(host.Variable("CI")) => new LiveProgress(host, failures),
            BuildArguments.Live when !arguments.IsQuiet && host.IsErrorLive => new LiveProgress(host, failures),
            BuildArguments.Classic => new ClassicProgress(host, failures),
            BuildArguments.Json => new JsonProgress(host, input),
            _ => new PlainProgress(host, failures) { IsQuiet = arguments.IsQuiet },
        };
    }
}
