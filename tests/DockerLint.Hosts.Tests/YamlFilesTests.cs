using System.Collections.Immutable;
using CsCheck;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Yaml;

namespace DockerLint.Hosts.Tests;

/// <summary>The YAML files of real repositories, against a plain walk that knows nothing but where images stand.</summary>
[Trait(SharedData.Trait, SharedData.Conformance)]
public sealed class YamlFilesTests
{
    private static readonly Dictionary<string, HostKind> s_kinds = new()
    {
        ["compose"] = HostKind.Compose,
        ["k8s"] = HostKind.Kubernetes,
        ["ghworkflow"] = HostKind.GitHub,
        ["gitlabci"] = HostKind.GitLab,
    };

    [Fact]
    public void Each_file_is_told_to_be_of_its_kind() => Assert.All(Files(), static file =>
        Assert.Equal(file.Kind, HostReader.KindOf(file.Path, () => file.Text)));

    [Fact]
    public void All_that_a_plain_walk_finds_is_found_and_nothing_else() => Assert.All(Files(), static file =>
    {
        ImageDocument document = Read(file.Kind, file.Text);
        if (document.TemplateMark is not null)
            return;
        IEnumerable<YamlScalar> plain = YamlText.Parse(file.Text).Documents.SelectMany(part => Walk(file.Kind, [], part.Root)).Distinct();
        Assert.Equal(plain.Where(static image => Says(image.Value)).Select(static image => image.Span).Order(), document.Images.Where(static image => image.Kind is ImageUseKind.Container or ImageUseKind.Built).Select(static image => image.Span));
    });

    [Fact]
    public void What_is_found_is_what_stands_there() => Assert.All(Files(), static file =>
    {
        foreach (ImageUse image in Read(file.Kind, file.Text).Images)
        {
            string written = file.Text.Substring(image.Span.Start, image.Span.Length);
            Assert.True(written == image.Text || written.Contains('$', StringComparison.Ordinal), $"{file.Path}: {image.Text}");
            Assert.True(image.Result.Success, $"{file.Path}: {image.Text}");
        }
    });

    [Fact]
    public void Line_ends_and_a_byte_order_mark_change_nothing() => Assert.All(Files(), static file =>
    {
        string other = '\uFEFF' + file.Text.TrimStart('\uFEFF').ReplaceLineEndings("\r\n");
        ImageDocument document = Read(file.Kind, other);
        Assert.Equal(
            Read(file.Kind, file.Text.ReplaceLineEndings("\n")).Images.Select(static image => (image.Text, image.Kind)),
            document.Images.Select(static image => (image.Text, image.Kind)));
        Assert.All(document.Images.Where(static image => !image.Text.Contains('$', StringComparison.Ordinal)), image =>
            Assert.True(other.Substring(image.Span.Start, image.Span.Length) == image.Text || other.AsSpan(image.Span.Start, image.Span.Length).Contains('$')));
    });

    [Fact]
    public void A_damaged_file_can_be_read()
    {
        ImmutableArray<(string Path, HostKind Kind, string Text)> files = [.. Files().Where(static file => file.Text.Length < 8000)];
        Gen.Int[0, files.Length - 1].SelectMany(index => Mutations.Of(files[index].Text).Select(text => (files[index].Kind, text))).Sample(
            static file => Assert.All(Read(file.Kind, file.text).Images, image => Assert.True(image.Span.End <= file.text.Length)),
            iter: 2000);
    }

    private static ImageDocument Read(HostKind kind, string text) => HostReader.Read(kind, new SourceText(text), static _ => null);

    private static bool Says(string value) => !string.IsNullOrWhiteSpace(value) && !value.StartsWith("${{", StringComparison.Ordinal) && !value.StartsWith('<');

    private static IEnumerable<YamlScalar> Walk(HostKind kind, ImmutableArray<string> path, YamlNode node)
    {
        if (node is YamlScalar scalar && IsImage(kind, path))
            return [scalar];
        return node switch
        {
            YamlList list => list.Items.SelectMany(item => Walk(kind, path.Add("-"), item)),
            YamlMap map => map.Entries.SelectMany(entry => Walk(kind, path.Add(entry.Key.Value), entry.Value)),
            _ => [],
        };
    }

    private static bool IsImage(HostKind kind, ImmutableArray<string> path) => kind switch
    {
        HostKind.Compose => path is ["services", _, "image"] or [_, "image"],
        HostKind.Kubernetes => path is [.., "containers" or "initContainers", "-", "image"],
        HostKind.GitHub => path is ["jobs", _, "container"] or ["jobs", _, "container", "image"] or ["jobs", _, "services", _, "image"],
        _ => path is ["image"] or [_, "image"] or [_, "image", "name"] or [.., "services", "-"],
    };

    private static IEnumerable<(string Path, HostKind Kind, string Text)> Files() => SharedData.Lines("corpus/hosts.jsonl")
        .Where(static line => s_kinds.ContainsKey(line.GetProperty("kind").GetString()!))
        .Select(static line => (line.GetProperty("file").GetString()!, s_kinds[line.GetProperty("kind").GetString()!], SharedData.Text($"corpus/{line.GetProperty("file").GetString()}")));
}
