using System.Text;
using DockerLint.Configuration;

namespace DockerLint.Cli.Commands;

/// <summary>The text of a new <c>.dockerlint.yaml</c>: every key, those that say nothing in comments.</summary>
internal static class InitialConfiguration
{
    /// <summary>Writes it.</summary>
    /// <param name="settings">What it says.</param>
    /// <param name="run">What only the command line can say.</param>
    /// <param name="origin">Where that comes from; null where it says nothing.</param>
    public static string Write(Settings settings, RunSettings run, string? origin)
    {
        var text = new StringBuilder();
        text.Append(
            """
            # Configuration of dockerlint, for the files in this folder and below it.
            # All keys: https://github.com/dockerlint/dockerlint/blob/main/docs/configuration.md

            """);
        if (origin is not null)
            text.Append("# Taken over from ").Append(origin).Append(".\n");
        if (OptionsFor(settings, run) is { Length: > 0 } options)
            text.Append("# It had what only the command line says here:").Append(options).Append('\n');
        string[] unknown = [.. settings.Rules.Keys.Where(static rule => !Vocabulary.TryFindCode(rule, out _, out _)).Order(StringComparer.Ordinal)];
        if (unknown.Length > 0)
            text.Append("# It named rules that are not known here: ").AppendJoin(", ", unknown).Append('\n');
        Section(
            text,
            "The rules to start from: recommended, hadolint, buildkit, all or none.",
            SettingsWriter.Write(new Settings { Profile = settings.Profile }),
            "profile: recommended");
        Section(
            text,
            "Levels of rules, by code or name: error, warning, info or style; none turns a rule off.",
            SettingsWriter.WriteRules(settings with { Rules = settings.Rules.RemoveRange(unknown) }),
            """
            rules:
              DL3007: error
              DL3059: none
            """);
        Section(
            text,
            "What is asked of images: where they come from, which ones may come from elsewhere, their labels and the\n"
                + "# kinds of their values (text, url, semver, hash, rfc3339, spdx, email), and whether others are allowed.",
            SettingsWriter.WritePolicy(settings),
            """
            trusted_registries: [docker.io, "*.example.com"]
            allowed_images: ["redis:7*"]
            required_labels:
              maintainer: email
            strict_labels: true
            """);
        Section(
            text,
            "The lowest level that makes a run fail: error, warning, info, style; none for no level.",
            SettingsWriter.Write(new Settings { FailureThreshold = settings.FailureThreshold }),
            "failure_threshold: info");
        Section(
            text,
            "Build arguments that the analysis knows; a name without a value takes that of the environment.",
            "",
            """
            build_args:
              VERSION: "1.2"
            """);
        Section(text, "What is left out where folders are searched.", "", """exclude: ["third_party/", "testdata/*.Dockerfile"]""");
        Section(
            text,
            "Rules that do not run on some files.",
            "",
            """
            per-file-ignores:
              "legacy/**": [DL3007, DL3008]
            """);
        Section(
            text,
            "Rules of your own.",
            "",
            """
            custom-rules:
              - id: ACME001
                message: curl goes on when a download fails; add --fail
                match:
                  command: curl
                unless:
                  arguments: ["-f*", "-[a-zA-Z]*f*", "--fail*"]
            """);
        return text.ToString();
    }

    /// <summary>A remark and what it is about; an example in comments where nothing is said.</summary>
    private static void Section(StringBuilder text, string remark, string said, string example)
    {
        text.Append("\n# ").Append(remark).Append('\n');
        text.Append(said.Length > 0 ? said : "# " + example.ReplaceLineEndings("\n# ") + "\n");
    }

    private static string OptionsFor(Settings settings, RunSettings run)
    {
        var options = new StringBuilder();
        foreach (ConfiguredWord format in run.Formats)
            options.Append(" --format ").Append(format.Text);
        if (run.NoFail == true)
            options.Append(" --no-fail");
        if (run.NoColour == true)
            options.Append(" --no-color");
        if (run.IsVerbose == true)
            options.Append(" --verbose");
        if (settings.InlineIgnores == false)
            options.Append(" --no-inline-ignores");
        return options.ToString();
    }
}
