using DockerLint.Hosts.Json;
using DockerLint.Hosts.Lexing;
using DockerLint.Hosts.Readers;
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
        var found = new HostFindings(text, variables);
        if (root?["image"] is JsonText { Value.Length: > 0 } image)
            found.AddImage(DevcontainerVariables.Fill(image.Value, variables), image.Span, ImageUseKind.Container);
        return new ImageDocument(text, found.Images)
        {
            Builds = BuildOf(root, variables) is { } build ? [build] : [],
            Comments = frame.Comments.ToImmutable(),
            CommentForm = new CommentForm("// "),
            Errors = frame.Error is { } error ? [error] : [],
        };
    }

    /// <summary>The build, as it is written now (<c>build</c>) or was once (<c>dockerFile</c>, <c>context</c>).</summary>
    private static BuildUse? BuildOf(JsonMap? root, Func<string, string?> variables)
    {
        var build = root?["build"] as JsonMap;
        if ((build?["dockerfile"] ?? root?["dockerFile"]) is not JsonText dockerfile)
            return null;
        WrittenText? name = Known(dockerfile);
        var context = (build?["context"] ?? root?["context"]) as JsonText;
        return new BuildUse(dockerfile.Span)
        {
            Context = context is null ? new WrittenText(".", dockerfile.Span) : Known(context),
            HasDefaultContext = context is null,
            Dockerfile = name,
            IsBesideFile = true,
            IsUnknown = name is null,
            Target = build?["target"] is JsonText target ? Known(target) : null,
            Arguments = build?["args"] is JsonMap arguments
                ? [.. arguments.Members.Select(static argument => new WrittenText(argument.Name.Value, argument.Name.Span))]
                : [],
        };

        WrittenText? Known(JsonText written) =>
            DevcontainerVariables.Fill(written.Value, variables) is { IsKnown: true } text ? new WrittenText(text.Place().Text, written.Span) : null;
    }
}
