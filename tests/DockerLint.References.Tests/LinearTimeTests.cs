using DockerLint.Tests;

namespace DockerLint.References.Tests;

[Collection(nameof(NothingElse))]
public sealed class LinearTimeTests
{
    private const int Small = 2_000;

    [Fact]
    public void A_platform_with_more_features_takes_longer_in_proportion()
    {
        Growth.AssertLinear("features", () => Read(Small), () => Read(Small * Growth.Factor));

        static void Read(int features) =>
            Assert.True(Platform.TryParse($"windows(1{string.Concat(Enumerable.Repeat("+a", features))})/amd64", out _, out _));
    }
}
