using DockerLint.Build.Runtimes;
using DockerLint.References;

namespace DockerLint.Build.Tests.Runtimes;

/// <summary>Programs of other processors, as the kernel's list of formats has them.</summary>
public sealed class BinaryFormatsTests : IDisposable
{
    private const string Arm64Magic = "7f454c460201010000000000000000000200b700";
    private const string S390Magic = "7f454c4602020100000000000000000000020016";

    private readonly TemporaryFolder _kernel = new TemporaryFolder().With("status", "enabled\n").With("register", "");

    public void Dispose() => _kernel.Dispose();

    [Theory]
    [InlineData("linux/amd64", "linux/amd64", true)]
    [InlineData("linux/amd64", "linux/amd64/v3", true)]
    [InlineData("linux/amd64", "linux/386", true)]
    [InlineData("linux/arm64", "linux/arm/v7", true)]
    [InlineData("linux/386", "linux/amd64", false)]
    [InlineData("linux/amd64", "linux/arm64", false)]
    [InlineData("linux/amd64", "windows/amd64", false)]
    [InlineData("linux/amd64", "linux/wasm", false)]
    public void A_machine_runs_its_own_programs(string machine, string platform, bool runs) => Assert.Equal(runs, Runs(machine, platform));

    [Theory]
    [InlineData("enabled", "POCF", Arm64Magic, "linux/arm64", true)]
    [InlineData("enabled", "F", S390Magic, "linux/s390x", true)]
    [InlineData("enabled", "F", Arm64Magic, "linux/s390x", false)]
    [InlineData("enabled", "OC", Arm64Magic, "linux/arm64", false)]
    [InlineData("disabled", "F", Arm64Magic, "linux/arm64", false)]
    [InlineData("enabled", "F", "7f454c46", "linux/arm64", false)]
    [InlineData("enabled", "F", "4d5a", "linux/arm64", false)]
    public void An_emulator_counts_where_it_is_on_and_open(string state, string flags, string magic, string platform, bool runs)
    {
        _kernel.With("any-name", $"{state}\ninterpreter /usr/bin/emulator\nflags: {flags}\noffset 0\nmagic {magic}\nmask ffffffffffffff00fffffffffffffffffeffffff\n");

        Assert.Equal(runs, Runs("linux/amd64", platform));
    }

    private bool Runs(string machine, string platform) => new BinaryFormats(Of(machine), _kernel.Path).Runs(Of(platform));

    private static Platform Of(string text) => Platform.TryParse(text, out Platform? platform, out _) ? platform : throw new ArgumentException(text);
}
