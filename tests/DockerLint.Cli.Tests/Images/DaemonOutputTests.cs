using DockerLint.BuildKit.Control;
using DockerLint.Cli.Commands.Building;

namespace DockerLint.Cli.Tests.Images;

/// <summary>What a daemon is told of where its result goes.</summary>
public sealed class DaemonOutputTests
{
    [Theory]
    [InlineData("image", true)]
    [InlineData("image a", true, "-t", "a")]
    [InlineData("image a push", false, "-t", "a", "--push")]
    [InlineData("image a", false, "-o", "type=image,name=a")]
    [InlineData("image a; local", false, "-o", "type=image,name=a", "-o", "type=local,dest=out")]
    [InlineData("image a; image b push", false, "-o", "type=image,name=a", "-o", "type=registry,name=b")]
    [InlineData("image a push; image b push", false, "-o", "type=image,name=a", "-o", "type=image,name=b", "--push")]
    [InlineData("local; image a push", false, "-t", "a", "-o", "out", "--push")]
    [InlineData("", false, "-o", "type=cacheonly")]
    public void Each_image_has_its_own_names(string expected, bool stays, params string[] args)
    {
        using var host = new Host(static () => Stream.Null, Stream.Null, static () => Stream.Null, static _ => null);
        var arguments = new BuildArguments();
        Assert.Null(arguments.Line.Read([.. args, "."], host));
        Assert.True(arguments.TryRead(host, out string? error), error);
        using DaemonOutputs outputs = DaemonOutputs.Open(host, arguments, isDocker: false);

        Assert.Equal(expected, string.Join("; ", outputs.Outputs.Select(Told)));
        Assert.Equal(stays, outputs.StaysThere);
    }

    private static string Told(BuildOutput output)
    {
        string? name = output.Attributes.GetValueOrDefault(BuildOutput.NameAttribute);
        return string.Join(' ', (string[])[output.Type, .. name is null ? [] : (string[])[name["docker.io/library/".Length..^":latest".Length]], .. output.Attributes.ContainsKey("push") ? (string[])["push"] : []]);
    }
}
