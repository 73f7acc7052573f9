using CsCheck;
using DockerLint.Analysis.Configuration;

namespace DockerLint.Configuration.Tests;

public sealed class SettingsWriterTests
{
    [Fact]
    public void What_is_written_reads_back()
    {
        const string Text =
            """
            profile: none
            rules:
              DL3006: none
              DL3007: error
            trusted_registries:
              - docker.io
              - "*.example.com"
            allowed_images:
              - "redis:7*"
            required_labels:
              maintainer: email
            strict_labels: false
            failure_threshold: none
            shellcheck: "off"
            build_args:
              A: "1"
              B: b
            format_shell: true

            """;
        Assert.Equal(Text, SettingsWriter.Write(new Sources().With("/w/.dockerlint.yaml", Text).For().Settings), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Any_text_reads_back() => Gen.Char[' ', '\uD7FF'].Array[0, 12].Select(static text => new string(text)).Sample(
        static text =>
        {
            Settings settings = new() { BuildArguments = Settings.Empty.BuildArguments.Add("A", text) };
            return new Sources().With("/w/.dockerlint.yaml", SettingsWriter.Write(settings)).For().Settings.BuildArguments["A"] == text;
        },
        iter: 5000);

    [Fact]
    public void Nothing_is_written_for_nothing() => Assert.Equal("", SettingsWriter.Write(Settings.Empty));

    [Fact]
    public void Every_kind_of_label_has_a_word() =>
        Assert.Equal(LabelKinds.Words, Enum.GetValues<LabelKind>().Select(LabelKinds.WordOf));
}
