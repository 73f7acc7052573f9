using System.Collections.Immutable;
using DockerLint.Hosts.Bake.Builds;
using DockerLint.Semantics.Values;

namespace DockerLint.Cli.Commands.Baking;

/// <summary>What <c>build</c> is told of a target.</summary>
internal static class BakeBuildCall
{
    private static readonly ImmutableArray<string> s_unknown = ["no-cache-filter", "shm-size", "ulimits"];

    private static readonly ImmutableArray<(string Key, string Option)> s_lists =
        [("cache-from", "--cache-from"), ("secret", "--secret"), ("ssh", "--ssh"), ("attest", "--attest"), ("entitlements", "--allow")];

    private static readonly ImmutableArray<(string Key, string Option)> s_resultLists = [("tags", "--tag"), ("cache-to", "--cache-to"), ("output", "--output"), ("annotations", "--annotation")];

    private static readonly ImmutableArray<(string Key, string Option)> s_maps = [("args", "--build-arg"), ("labels", "--label"), ("extra-hosts", "--add-host")];

    /// <summary>The arguments.</summary>
    /// <param name="target">The target.</param>
    /// <param name="isAsked">Whether its image is wanted; else it is only a part of another.</param>
    /// <returns>The arguments, or why it cannot be built.</returns>
    public static (ImmutableArray<string> Arguments, string? Error) Of(BakeBuild target, bool isAsked)
    {
        if (Unsupported(target) is { } unsupported)
            return ([], unsupported);
        var call = ImmutableArray.CreateBuilder<string>();
        string context = target.Text("context") ?? ".";
        string dockerfile = target.Text("dockerfile") ?? "Dockerfile";
        if (target.Text("dockerfile-inline") is not null)
            call.AddRange("--file", "-");
        else if (target.Texts.ContainsKey("dockerfile") || Directory.Exists(context))
            call.AddRange("--file", PathOf(dockerfile, context));
        foreach (string key in (string[])["target", "network"])
        {
            if (target.Text(key) is { } text)
                call.AddRange($"--{key}", text);
        }

        call.AddRange(((string[])["no-cache", "pull"]).Where(key => target.Text(key) == "true").Select(static key => $"--{key}"));
        foreach ((string key, string option) in isAsked ? s_lists.AddRange(s_resultLists) : s_lists)
            call.AddRange(target.List(key).SelectMany(item => new[] { option, item.Text }));
        foreach ((string key, string option) in s_maps)
            call.AddRange(target.Map(key).SelectMany(pair => new[] { option, $"{pair.Key}={pair.Value.Text}" }));
        foreach ((string name, BakeText source) in target.Map("contexts"))
            call.AddRange("--build-context", $"{name}={source.Text}");

        if (target.List("platforms") is { IsEmpty: false } platforms)
            call.AddRange("--platform", string.Join(',', platforms.Select(static platform => platform.Text)));
        call.AddRange("--", WithoutScheme(context));
        return (call.ToImmutable(), null);
    }

    private static string? Unsupported(BakeBuild target)
    {
        foreach (string key in s_unknown)
        {
            if (target.List(key) is [var item, ..])
                return $"{item.Place}: '{key}' is not supported";
            if (target.Texts.TryGetValue(key, out BakeText? text))
                return $"{text.Place}: '{key}' is not supported";
        }

        return target.Texts.TryGetValue("call", out BakeText? call) && call.Text != "build" ? $"{call.Place}: the call '{call.Text}' is not supported; only build is"
            : target.Texts.TryGetValue("context", out BakeText? context) && context.Text.StartsWith(ContextScheme.Target, StringComparison.Ordinal)
                ? $"{context.Place}: a target is no context of its own; name it in contexts"
            : null;
    }

    /// <summary>A Dockerfile stands in the context, unless it is one of this machine; that of a repository is named as it is there.</summary>
    private static string PathOf(string dockerfile, string context) =>
        dockerfile.StartsWith(BakeContext.FolderScheme, StringComparison.Ordinal) ? WithoutScheme(dockerfile)
        : Directory.Exists(WithoutScheme(context)) ? Path.Combine(WithoutScheme(context), dockerfile)
        : dockerfile;

    private static string WithoutScheme(string path) =>
        path.StartsWith(BakeContext.FolderScheme, StringComparison.Ordinal) ? path[BakeContext.FolderScheme.Length..] : path;
}
