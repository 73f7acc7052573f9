namespace DockerLint.Cli.Commands.Building;

/// <summary>How a build can be shown.</summary>
internal static class BuildViews
{
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
