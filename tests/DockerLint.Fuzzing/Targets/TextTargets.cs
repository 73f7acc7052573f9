using System.Collections.Immutable;
using DockerLint.Configuration;
using DockerLint.Fuzzing.Engine;
using DockerLint.LanguageServer.Tests;
using DockerLint.References;
using DockerLint.Semantics.Patterns;

namespace DockerLint.Fuzzing.Targets;

/// <summary>Names, patterns and settings.</summary>
internal static class TextTargets
{
    /// <summary>Where configuration is looked for.</summary>
    private static readonly ImmutableArray<string> s_files = ["/project/.editorconfig", "/project/.dockerlint.yaml", "/project/.hadolint.yaml"];

    /// <summary>The longest name of a file: the time of patterns is that of pattern × path.</summary>
    private const int LongestName = 255;

    private static readonly ImmutableArray<string> s_paths = ["a", "a/b", ".", "a/b/c.d", "node_modules/x", "[", "é/b"];

    /// <summary>A reference is its parts, its full form means the same; what is none is said where.</summary>
    public static FuzzTarget Reference { get; } = FuzzTarget.OfText(
        "reference",
        Words.Reference,
        static () => ["redis:7.2", "docker.io/library/redis", "quay.io/a/b@sha256:" + new string('0', 64), "[::1]:5000/a", "linux/arm64/v8", .. SeedFiles.Cases("cases/references.jsonl", "input")],
        static text =>
        {
            _ = Platform.TryParse(text, out _, out _);
            _ = Digest.TryParse(text, out _, out _);
            _ = TagVersion.Parse(text);
            ReferenceResult result = ImageReference.Parse(text);
            if (result.Reference is not { } reference)
            {
                Assert.True(new TextSpan(0, text.Length).Contains(result.Error!.Span));
                return;
            }

            Assert.Equal(text, reference.ToString());
            ImageReference full = ImageReference.Parse(reference.ToFullString()).Reference!;
            Assert.Equal((reference.FullName, reference.Tag, reference.Digest), (full.FullName, full.Tag, full.Digest));
            Assert.Equal(reference.ToResolvedString(), full.ToResolvedString());
            _ = ImagePattern.Parse(text)?.Matches(reference);
        });

    /// <summary>A <c>.dockerignore</c> decides on any path, any other pattern on any text.</summary>
    public static FuzzTarget Pattern { get; } = FuzzTarget.OfText(
        "dockerignore",
        Words.Pattern,
        static () => ["**/node_modules\n!a/b\n# c\n", "*\n!src/**\n", "[a-c]?/*.go", .. SeedFiles.Hosts("dockerignore")],
        static text =>
        {
            var file = IgnoreFile.Parse(text);
            Assert.All(file.Errors, error => Assert.True(new TextSpan(0, text.Length).Contains(error.Span)));
            string line = text.Split('\n')[0];
            foreach (string path in (IEnumerable<string>)[.. s_paths, line[..Math.Min(line.Length, LongestName)]])
            {
                _ = file.Matches(path);
                _ = file.ExcludesSource(path);
                if (PathPattern.TryParse(line, out PathPattern? pattern, out _))
                    _ = pattern.IsMatch(path);
                if (ShellPattern.TryParse(line, out ShellPattern? shell, out _))
                    _ = shell.ToString();
                if (TextPattern.TryParse(line, out TextPattern? any, out _))
                    _ = any.IsMatch(path);
            }
        });

    /// <summary>What is wrong in settings is a problem that is told.</summary>
    public static FuzzTarget Configuration { get; } = FuzzTarget.OfTexts(
        "configuration",
        Words.Configuration,
        s_files.Length,
        static () =>
        [
            (0, "root = true\n[*]\ndockerlint.DL3006.severity = none\n[{a,b}/**.Dockerfile]\ndockerlint.profile = all\n[Dockerfile{1..3}]\n"),
            (1, "profile: all\nrules:\n  DL3006: { severity: error }\n  DL3007: none\nfiles:\n  - path: '**/test/*'\n    rules: { DL3008: info }\n"),
            (2, "ignored: [DL3006]\noverride:\n  error: [DL3001]\ntrustedRegistries:\n  - docker.io\nlabel-schema:\n  author: text\nfailure-threshold: warning\n"),
        ],
        static (kind, text) =>
        {
            MemoryHost host = MemoryHost.With((s_files[kind], text));
            FileConfiguration configuration = new ConfigurationResolver(host, new ConfigurationSearch("/project")).For("/project/a/Dockerfile", Settings.Empty);
            Assert.All(configuration.Problems, static problem => Assert.NotEmpty(problem.Message));
        });
}
