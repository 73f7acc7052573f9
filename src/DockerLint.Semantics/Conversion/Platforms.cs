using System.Collections.Immutable;

namespace DockerLint.Semantics.Conversion;

/// <summary>The arguments that every build sets before the first line (Dockerfile reference, "Automatic platform ARGs").</summary>
internal static class Platforms
{
    private const string TargetStage = "TARGETSTAGE";

    /// <summary>Those of a build that asks for nothing.</summary>
    private static readonly ImmutableDictionary<string, Variable> s_default = Of(BuildOptions.Default);

    /// <summary>The arguments by name, those of <c>--build-arg</c> in place of the automatic ones.</summary>
    public static ImmutableDictionary<string, Variable> Arguments(BuildOptions options, ImmutableArray<Stage> stages)
    {
        string target = stages.IsEmpty ? "default" : options.Target ?? stages[^1].Name ?? "default";
        ImmutableDictionary<string, Variable> automatic =
            ((options.Platform, options.BuildPlatform) == (BuildOptions.Default.Platform, BuildOptions.Default.BuildPlatform) ? s_default : Of(options))
            .SetItem(TargetStage, new Variable(TargetStage, target, VariableOrigin.Platform));
        return options.BuildArguments.IsEmpty
            ? automatic
            : automatic.SetItems(options.BuildArguments
                .Where(given => automatic.ContainsKey(given.Key))
                .Select(static given => KeyValuePair.Create(given.Key, new Variable(given.Key, given.Value, VariableOrigin.BuildArgument))));
    }

    private static ImmutableDictionary<string, Variable> Of(BuildOptions options) =>
        Scope.Nothing.AddRange(ArgumentsOf("BUILD", options.BuildPlatform)
            .Concat(ArgumentsOf("TARGET", options.Platform))
            .Select(static entry => KeyValuePair.Create(entry.Name, new Variable(entry.Name, entry.Value, VariableOrigin.Platform))));

    private static IEnumerable<(string Name, string Value)> ArgumentsOf(string prefix, string platform)
    {
        string[] parts = platform.Split('/');
        yield return ($"{prefix}PLATFORM", platform);
        yield return ($"{prefix}OS", parts[0]);
        yield return ($"{prefix}OSVERSION", "");
        yield return ($"{prefix}ARCH", parts.ElementAtOrDefault(1) ?? "");
        yield return ($"{prefix}VARIANT", parts.ElementAtOrDefault(2) ?? "");
    }
}
