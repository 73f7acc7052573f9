using System.Collections.Immutable;
using DockerLint.References;

namespace DockerLint.Analysis.Commands;

/// <summary>Version 5 of dnf, which has a cache of its own.</summary>
internal static class Dnf5
{
    private const int FirstOfFedora = 41;

    /// <summary>Its folders, that of root first.</summary>
    public static ImmutableArray<string> Caches { get; } = ["/var/cache/libdnf5", "~/.cache/libdnf5"];

    /// <summary>Whether a command is known to run it: by that name, or where the base image has no other.</summary>
    public static bool IsRunBy(Invocation command, RuleContext context) =>
        command.Program == "dnf5" || (command.Program == "dnf" && context.Stage.Root.BaseImage?.Reference is { } image && IsIn(image));

    private static bool IsIn(ImageReference image) =>
        image.Path[(image.Path.LastIndexOf('/') + 1)..] is "fedora" or "fedora-minimal"
        && image.Tag is { } tag
        && TagVersion.Parse(tag) is { Numbers: [>= FirstOfFedora, ..] };
}
