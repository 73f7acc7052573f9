using System.Collections.Immutable;

namespace DockerLint.Semantics.Conversion;

/// <summary>The arguments that every build sets before the first line (Dockerfile reference, "Automatic platform ARGs").</summary>
internal static class Platforms
{
    /// <summary>The names, without those that only describe the operating system's version.</summary>
    public static IEnumerable<Variable> Arguments(BuildOptions options, ImmutableArray<Stage> stages)
    {
        string target = stages.IsEmpty ? "default" : options.Target ?? stages[^1].Name ?? "default";
        return ArgumentsOf("BUILD", BuildOptions.Default.Platform)
            .Concat(ArgumentsOf("TARGET", options.Platform))
            .Append(("TARGETSTAGE", target))
            .Select(entry => options.BuildArguments.TryGetValue(entry.Item1, out string? given)
                ? new Variable(entry.Item1, given, VariableOrigin.BuildArgument)
                : new Variable(entry.Item1, entry.Item2, VariableOrigin.Platform));
    }

    private static IEnumerable<(string, string)> ArgumentsOf(string prefix, string platform)
    {
        string[] parts = platform.Split('/');
        yield return ($"{prefix}PLATFORM", platform);
        yield return ($"{prefix}OS", parts[0]);
        yield return ($"{prefix}OSVERSION", "");
        yield return ($"{prefix}ARCH", parts.ElementAtOrDefault(1) ?? "");
        yield return ($"{prefix}VARIANT", parts.ElementAtOrDefault(2) ?? "");
    }
}
