using CsCheck;
using DockerLint.References;
using DockerLint.Semantics.Values;

namespace DockerLint.Semantics.Tests.Values;

public sealed class ValuePropertyTests
{
    /// <summary>Characters that the grammars know, mixed with any others: NULs and halves of surrogate pairs too.</summary>
    private static readonly Gen<string> Texts = Gen.Frequency(
        (1, Gen.String),
        (3, Gen.OneOf(
                Gen.OneOf(
                    "type=", "target=", "source=", "from=", "required", "size=", "mode=", "ro", "=", ",", "\"", "/", ":", "-",
                    "80", "tcp", "git@", "https://", ".git", "#", "?", "&", "%", "%2", "ref=", "linux", "arm", "(", "+", ")",
                    "SIG", "RTMIN", "1h", "5", ".", "s", "u=", "rwX", ";", "skip=", "error=", "all", "[", "]", "'", "\u201c", "\u201d", "\0", "\ud800", "\udc00", "$"),
                Gen.Char.Select(c => c.ToString()))
            .Array[0, 12].Select(string.Concat)));

    [Fact]
    public void No_text_makes_a_reader_throw_and_errors_lie_inside_the_text() => Texts.Sample(
        text =>
        {
            Check(text, PortSpec.TryParse(text, out _, out ValueError? error), error);
            Check(text, Platform.TryParse(text, out _, out error), error);
            Check(text, StopSignal.TryParse(text, out _, out error), error);
            Check(text, ModeSpec.TryParse(text, out _, out error), error);
            Check(text, GoDuration.TryParse(text, out _, out error), error);
            Check(text, Ownership.TryParse(text, out _, out error), error);
            Check(text, MountSpec.TryParse(text, out _, out error), error);
            Check(text, MountSpec.TryParse(text, static _ => null, null, out _, out error), error);
            Check(text, DeviceSpec.TryParse(text, out _, out error), error);
            Check(text, CheckOptions.TryParse(text, out _, out error), error);
            if (JsonLikeArray.TryParse(text, out JsonLikeArray? array))
                Assert.All(array.Items, item => Assert.InRange(item.Span.End, item.Span.Start, text.Length));
            // Not to be a git source is no error.
            bool git = GitReference.TryParse(text, out _, out error);
            Check(text, git || error is null, error);
            Assert.True(!git || CopySource.KindOf(text) is not SourceKind.Http);
        },
        iter: 5000);

    [Fact]
    public void Fields_of_a_mount_stand_where_their_spans_say() => Texts.Sample(
        text =>
        {
            if (!MountSpec.TryParse(text, out MountSpec? mount, out _) || text.Contains('"', StringComparison.Ordinal))
                return;
            foreach (MountField field in mount.Fields)
            {
                if (field.ValueSpan is { } span)
                    Assert.Equal(field.Value, text.Substring(span.Start, span.Length));
            }
        },
        iter: 2000);

    [Fact]
    public void A_formatted_platform_reads_as_the_same_platform() =>
        Gen.Select(
                Gen.OneOf("linux", "windows", "macos", "foo"),
                Gen.OneOf("amd64", "x86_64", "arm", "armhf", "aarch64", "riscv64"),
                Gen.OneOf("", "/v6", "/v7", "/v8", "/8"))
            .Sample(
                (system, architecture, variant) =>
                {
                    Assert.True(Platform.TryParse(system + "/" + architecture + variant, out Platform? platform, out _));
                    Assert.True(Platform.TryParse(platform!.Format(), out Platform? again, out _));
                    Assert.Equal(platform!.Normalize().Format(), again.Normalize().Format());
                },
                iter: 200);

    private static void Check(string text, bool accepted, ValueError? error)
    {
        Assert.Equal(accepted, error is null);
        if (error is not null)
            Assert.True(new TextSpan(0, text.Length).Contains(error.Span) && error.Span.Length >= 0, $"{error}");
    }
}
