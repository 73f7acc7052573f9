using System.Collections.Immutable;
using DockerLint.Hosts.Texts;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Yaml;

namespace DockerLint.Hosts.Readers;

/// <summary>What a reader has found in a file so far. What is written once and used by many, such as an anchor, is found once.</summary>
internal sealed class HostFindings(SourceText source, Func<string, string?> variables)
{
    private const string DockerScheme = "docker://";

    private readonly List<ImageUse> _images = [];
    private readonly List<BuildUse> _builds = [];
    private readonly HashSet<(TextSpan, string)> _seenImages = [];
    private readonly HashSet<TextSpan> _seenBuilds = [];

    /// <summary>Whether the values were read from <see cref="TemplateText"/>, so that only the file has all of their text.</summary>
    public bool IsTemplate { get; init; }

    /// <summary>The images, in the order of the file.</summary>
    public ImmutableArray<ImageUse> Images => [.. _images.OrderBy(static image => image.Span)];

    /// <summary>The builds, in the order of the file.</summary>
    public ImmutableArray<BuildUse> Builds => [.. _builds.OrderBy(static build => build.Span)];

    /// <summary>A value with its variables replaced; null where it is no text, or blank.</summary>
    public FilledText? Fill(YamlNode? node) =>
        node is YamlScalar { IsNull: false } scalar && FilledText.Fill(TextOf(scalar), variables) is { IsBlank: false } text ? text : null;

    /// <summary>A value with its variables replaced; null where it is no text, or not known as a whole.</summary>
    public WrittenText? Written(YamlNode? node) =>
        node is not null && Fill(node) is { IsKnown: true } text ? new WrittenText(text.Place().Text, node.Span) : null;

    /// <summary>Adds the image that a value names, if it is a text.</summary>
    public void AddImage(YamlNode? node, ImageUseKind kind)
    {
        if (node is YamlScalar && Fill(node) is { } text)
            AddImage(text, node.Span, kind);
    }

    /// <summary>Adds the image that a value names behind a scheme; nothing where it has another.</summary>
    public void AddImageBehind(string scheme, YamlNode? node, ImageUseKind kind)
    {
        if (node is YamlScalar scalar && scalar.Value.StartsWith(scheme, StringComparison.Ordinal))
            AddImage(FilledText.Fill(scalar.Value[scheme.Length..], variables), PartOf(scalar, scheme.Length), kind);
    }

    /// <summary>Adds the image that a value names behind <c>docker://</c>; nothing where it names something else.</summary>
    public void AddDockerImage(YamlNode? node) => AddImageBehind(DockerScheme, node, ImageUseKind.Container);

    /// <summary>Adds an image, unless nothing about it is known.</summary>
    public void AddImage(FilledText text, TextSpan span, ImageUseKind kind)
    {
        if (!text.SaysSomething)
            return;
        (string reference, ImmutableArray<ImageHole> holes) = text.Place();
        if (_seenImages.Add((span, reference)))
            _images.Add(new ImageUse(reference, span, kind, ImageReference.Parse(reference)) { Holes = holes, IsWritten = source.Slice(span).SequenceEqual(reference) });
    }

    /// <summary>Adds a build.</summary>
    public void AddBuild(BuildUse build)
    {
        if (_seenBuilds.Add(build.Span))
            _builds.Add(build);
    }

    private string TextOf(YamlScalar scalar) =>
        IsTemplate && scalar.Span.Length == scalar.Value.Length ? source.Slice(scalar.Span).ToString() : scalar.Value;

    /// <summary>Where the rest of a text stands; the whole where it is not written as it is.</summary>
    /// <param name="scalar">The text.</param>
    /// <param name="start">Where the part starts.</param>
    /// <param name="length">How long it is; null is up to the end.</param>
    public TextSpan PartOf(YamlScalar scalar, int start, int? length = null) =>
        source.Slice(scalar.Span).SequenceEqual(scalar.Value)
            ? new TextSpan(scalar.Span.Start + start, length ?? (scalar.Value.Length - start))
            : scalar.Span;
}
