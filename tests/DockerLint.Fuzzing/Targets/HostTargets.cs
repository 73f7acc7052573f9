using DockerLint.Fuzzing.Engine;
using DockerLint.Hosts;
using DockerLint.Hosts.Bake.Builds;
using DockerLint.Hosts.Tests;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Yaml.Tests;

namespace DockerLint.Fuzzing.Targets;

/// <summary>The other files that name images.</summary>
internal static class HostTargets
{
    private static readonly (string Kind, HostKind Host)[] s_kinds =
    [
        ("compose", HostKind.Compose), ("k8s", HostKind.Kubernetes), ("ghworkflow", HostKind.GitHub), ("gitlabci", HostKind.GitLab), ("helm", HostKind.Helm), ("devcontainer", HostKind.Devcontainer),
    ];

    private static readonly string[] s_bake = ["/project/docker-bake.hcl", "/project/docker-bake.json", "/project/compose.yaml"];

    /// <summary>Any text is YAML up to its first error, and all of it has a place.</summary>
    public static FuzzTarget Yaml { get; } = FuzzTarget.OfText(
        "yaml", Words.Yaml, static () => [.. s_kinds[..3].SelectMany(static kind => SeedFiles.Hosts(kind.Kind)), .. HostSamples.All.Select(static sample => sample.Text)], YamlChecks.Check);

    /// <summary>Whatever a file is taken for, what is found in it lies in it.</summary>
    public static FuzzTarget Hosts { get; } = FuzzTarget.OfTexts("hosts", Words.Hosts, Enum.GetValues<HostKind>().Length, Files, static (kind, text) =>
    {
        DocumentChecks.Check(text, HostReader.Read((HostKind)kind, new SourceText(text), static name => name.Length > 3 ? null : "1.2"));
        _ = HostReader.KindOf("/project/a.yaml", () => text);
        _ = EnvironmentFile.Read(text).ValueOf("A");
    });

    /// <summary>What is to be built is known, or why not.</summary>
    public static FuzzTarget Bake { get; } = FuzzTarget.OfTexts(
        "bake",
        [.. Words.Hcl, "services:\n  a:\n    build: .\n"],
        s_bake.Length,
        static () => [.. HostSamples.All.Where(static sample => sample.Kind == HostKind.Bake).Select(static sample => (0, sample.Text)), .. SeedFiles.Hosts("bake").Select(static text => (0, text)),
            (1, """{"target": {"a": {"context": ".", "tags": ["${A}"], "args": {"B": null}}}, "variable": {"A": {"default": 1}}}"""), (2, HostSamples.All[0].Text)],
        static (kind, text) => _ = BakeBuildsReader.Read([new BakeFile(s_bake[kind], new SourceText(text))], static name => name == "A" ? "given" : null));

    private static IEnumerable<(int Kind, string Text)> Files() =>
    [
        .. HostSamples.All.Select(static sample => ((int)sample.Kind, sample.Text)),
        .. s_kinds.SelectMany(static kind => SeedFiles.Hosts(kind.Kind).Select(text => ((int)kind.Host, text))),
    ];
}
