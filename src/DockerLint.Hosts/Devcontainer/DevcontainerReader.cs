using DockerLint.Hosts.Json;
using DockerLint.Hosts.Lexing;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.Devcontainer;

/// <summary>
/// Development containers (https://containers.dev/implementors/json_reference/): the image of one, or the build of it.
/// Features are not images, though references name them.
/// </summary>
internal static class DevcontainerReader
{
    /// <summary>The image or build that a file names.</summary>
    /// <param name="text">The file.</param>
    /// <param name="variables">The values of variables of the environment; null where they have none.</param>
    public static ImageDocument Read(SourceText text, Func<string, string?> variables)
    {
        var frame = new TolerantFrame(text.Value);
        var root = JsonGrammar.WithComments.Parse(frame) as JsonMap;
        return new ImageDocument(text, ImageOf(root, variables) is { } image ? [image] : [])
        {
            Builds = BuildOf(root, variables) is { } build ? [build] : [],
            Comments = frame.Comments.ToImmutable(),
            Errors = frame.Error is { } error ? [error] : [],
        };
    }

    private static ImageUse? ImageOf(JsonMap? root, Func<string, string?> variables)
    {
        if (root?["image"] is not JsonText { Value.Length: > 0 } written)
            return null;
        Composition text = DevcontainerVariables.Fill(written.Value, variables);
        return HostImages.Create(text.Text, written.Span, ImageUseKind.Container, text.Holes);
    }

    /// <summary>The build, as it is written now (<c>build</c>) or was once (<c>dockerFile</c>, <c>context</c>).</summary>
    private static BuildUse? BuildOf(JsonMap? root, Func<string, string?> variables)
    {
        var build = root?["build"] as JsonMap;
        if ((build?["dockerfile"] ?? root?["dockerFile"]) is not JsonText dockerfile)
            return null;
        WrittenText? name = Known(dockerfile);
        return new BuildUse(dockerfile.Span)
        {
            Context = (build?["context"] ?? root?["context"]) is JsonText context ? Known(context) : new WrittenText(".", dockerfile.Span),
            Dockerfile = name,
            IsBesideFile = true,
            IsUnknown = name is null,
            Target = build?["target"] is JsonText target ? Known(target) : null,
            Arguments = build?["args"] is JsonMap arguments
                ? [.. arguments.Members.Select(static argument => new WrittenText(argument.Name.Value, argument.Name.Span))]
                : [],
        };

        WrittenText? Known(JsonText written) =>
            DevcontainerVariables.Fill(written.Value, variables) is { Holes.IsEmpty: true, Text: var text } ? new WrittenText(text, written.Span) : null;
    }
}
