using DockerLint.BuildKit.Protocol;
using DockerLint.Semantics.Values;

namespace DockerLint.BuildKit.Llb;

/// <summary>Who owns files that are made.</summary>
internal static class Owner
{
    /// <summary>An owner as an operation has it.</summary>
    /// <param name="text"><c>user[:group]</c>; null for nobody in particular.</param>
    /// <param name="input">The input in whose files names are looked up.</param>
    public static ChownOpt? Of(string? text, int input) =>
        text is not null && Ownership.TryParse(text, out Ownership? ownership, out _)
            ? new ChownOpt { User = Of(ownership.User, input), Group = ownership.Group is { } group ? Of(group, input) : null }
            : null;

    private static UserOpt Of(Principal principal, int input) => principal.Id is { } id
        ? new UserOpt { ByID = (uint)id }
        : new UserOpt { ByName = new NamedUserOpt { Name = principal.Name, Input = input } };
}
