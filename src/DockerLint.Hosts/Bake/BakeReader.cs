using System.Collections.Immutable;
using DockerLint.Hosts.Hcl;
using DockerLint.Hosts.Json;
using DockerLint.Hosts.Lexing;
using DockerLint.Hosts.Readers;
using DockerLint.Lexing;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.Bake;

/// <summary>Bake files, in HCL or in JSON (https://docs.docker.com/build/bake/reference/).</summary>
internal static class BakeReader
{
    private static readonly ImmutableArray<string> s_blocks = ["target", "group", "variable", "function"];

    /// <summary>The builds and images that a file names.</summary>
    /// <param name="text">The file.</param>
    /// <param name="variables">The values that the environment gives to variables; null where it gives none.</param>
    public static ImageDocument Read(SourceText text, Func<string, string?> variables)
    {
        var frame = new TolerantFrame(text.Value);
        HclBody file = Parse(frame);
        var found = new HostFindings(text, variables);
        var targets = new BakeTargets(text, file, variables, found);
        targets.Add();
        return new ImageDocument(text, found.Images)
        {
            Builds = targets.Builds,
            Comments = frame.Comments.ToImmutable(),
            CommentForm = IsJson(text.Value) ? null : new CommentForm("# "),
            Errors = frame.Error is { } error ? [error] : [],
        };
    }

    /// <summary>What a file says, in whichever form.</summary>
    public static HclBody Parse(TolerantFrame frame) =>
        IsJson(frame.Text) ? new HclJson(frame).Read(JsonGrammar.Strict.Parse(frame), s_blocks) : HclGrammar.Parse(frame);

    /// <summary>No HCL starts with a brace.</summary>
    private static bool IsJson(ReadOnlySpan<char> text)
    {
        text = text.TrimStart('\uFEFF');
        return text[Spaces.Leading(text)..] is ['{', ..];
    }
}
