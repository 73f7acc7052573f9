using System.Collections.Immutable;
using System.Text;
using DockerLint.Semantics;

namespace DockerLint.Hosts.Tests;

/// <summary>What tests of one reader have in common.</summary>
public abstract class ReaderTest
{
    /// <summary>Reads a text that gives no variable a value.</summary>
    internal ImageDocument Read(string text) => Read(text, static _ => null);

    /// <summary>Reads a text.</summary>
    internal abstract ImageDocument Read(string text, Func<string, string?> variables);

    /// <summary>
    /// Says that the images of a text are those between <c>[|</c> and <c>|]</c>, each as it is written there, and that
    /// neither line ends nor a byte order mark change that.
    /// </summary>
    internal void AssertFinds(string marked)
    {
        foreach (string form in Marked.Forms(marked.ReplaceLineEndings("\n")))
        {
            (string text, ImmutableArray<TextSpan> spans) = Marked.Read(form);
            ImageDocument document = Read(text);
            Assert.Empty(document.Errors);
            Assert.Equal(spans.Select(span => text.Substring(span.Start, span.Length)), document.Images.Select(static image => image.Text));
            Assert.Equal(spans, document.Images.Select(static image => image.Span));
        }
    }

    /// <summary>Says what a text that has an error gives: the images before it, its place and what it says.</summary>
    internal void AssertReadsUpTo(string text, int at, string message, string images)
    {
        ImageDocument document = Read(text);
        DocumentError error = Assert.Single(document.Errors);
        Assert.Equal(message + "; what follows is not read", error.Message);
        Assert.Equal(at, error.Span.Start);
        Assert.Equal(images, string.Join('|', Describe(document)));
    }

    /// <summary>The images as <c>kind text</c>, what is not known in them as <c>?</c>.</summary>
    internal static IEnumerable<string> Describe(ImageDocument document) => document.Images.Select(static image =>
    {
        var text = new StringBuilder(image.Text);
        foreach ((TextSpan hole, _) in image.Holes.Reverse())
            text.Remove(hole.Start, hole.Length).Insert(hole.Start, '?');
        return $"{image.Kind} {text}";
    });

    /// <summary>A build in one line.</summary>
    internal static string Describe(BuildUse build)
    {
        IEnumerable<string?> parts =
        [
            build.IsUnknown ? "unknown" : build.Inline is { } inline ? $"inline {inline.Text.Trim()}" : build.Dockerfile?.Text ?? "Dockerfile",
            $"in {build.Context?.Text ?? "?"}",
            build.Target is { } target ? $"target {target.Text}" : null,
            build.Arguments.IsEmpty ? null : $"args {string.Join(',', build.Arguments.Select(static argument => argument.Text))}",
            build.NamedContexts.IsEmpty ? null : $"contexts {string.Join(',', build.NamedContexts.Select(static context => context.Text))}",
        ];
        return string.Join(' ', parts.Where(static part => part is not null));
    }

    /// <summary>Says that every span lies in the text and that nothing is thrown.</summary>
    internal void AssertSound(string text) => DocumentChecks.Check(text, Read(text));
}
