using System.Collections.Immutable;
using System.IO.Enumeration;
using DockerLint.Hosts.Bake.Builds;

namespace DockerLint.Cli.Commands.Baking;

/// <summary>What the command line says of targets: <c>--set TARGET.KEY=VALUE</c>.</summary>
/// <param name="Pattern">Which targets; it may have wildcards.</param>
/// <param name="Key">What of them.</param>
/// <param name="Name">Which entry of that, where it is a map; else empty.</param>
/// <param name="Value">The value.</param>
/// <param name="IsMore">Whether it is added to a list, <c>+=</c>.</param>
internal sealed record BakeSetting(string Pattern, string Key, string Name, string Value, bool IsMore)
{
    /// <summary>Reads one.</summary>
    /// <returns>Why it makes no sense; null where it does.</returns>
    public static string? Read(string text, out BakeSetting? setting)
    {
        setting = null;
        string[] sides = text.Split('=', 2);
        bool isMore = sides[0].EndsWith('+');
        string[] parts = sides[0].TrimEnd('+').Split('.', 3);
        if (parts.Length < 2 || sides.Length < 2 || parts[0].Length == 0)
            return $"--set: '{text}' is not TARGET.KEY=VALUE";
        string key = parts[1] switch { "platform" => "platforms", "secrets" => "secret", "outputs" => "output", var other => other };
        bool isMap = BakeKeys.Maps.Contains(key);
        if (!isMap && !BakeKeys.Texts.Contains(key) && !BakeKeys.Lists.Contains(key))
            return $"--set: '{parts[1]}' is nothing that a target has";
        if (isMap != (parts.Length == 3))
            return isMap ? $"--set: '{text}' is not TARGET.{key}.NAME=VALUE" : $"--set: '{key}' has no parts; write TARGET.{key}=VALUE";
        setting = new BakeSetting(parts[0], key, isMap ? parts[2] : "", sides[1], isMore);
        return null;
    }

    /// <summary>Whether it is about a target.</summary>
    public bool IsAbout(string target) => FileSystemName.MatchesSimpleExpression(Pattern, target, ignoreCase: false);

    /// <summary>The target with this value.</summary>
    public BakeBuild Apply(BakeBuild target)
    {
        var value = new BakeText(Value, default);
        if (BakeKeys.Texts.Contains(Key))
            return target with { Texts = target.Texts.SetItem(Key, value) };
        if (BakeKeys.Maps.Contains(Key))
            return target with { Maps = target.Maps.SetItem(Key, target.Map(Key).SetItem(Name, value)) };
        // Several of them are a list; the first takes the place of what the files say.
        ImmutableArray<BakeText> before = [.. target.List(Key).Where(item => IsMore || item.Place.File is null)];
        return target with { Lists = target.Lists.SetItem(Key, before.Add(value)) };
    }
}
