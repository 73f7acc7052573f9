using System.CommandLine;
using DockerLint.Cli.Images;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Images;

/// <summary><c>dockerlint tag SOURCE TARGET</c>.</summary>
internal static class TagCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Give an image another name";

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("tag", Description + ".");
        Argument<string[]> names = line.Arguments("SOURCE TARGET", "An image of the store, and its new name", ArgumentArity.OneOrMore);
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        if (line.All(names).ToArray() is not [var source, var target])
            return ImageCommands.Refuse(host, "tag", "takes two names, that of an image and its new one");
        ReferenceResult result = ImageReference.Parse(target);
        if (result.Reference is not { } name)
            return ImageCommands.Refuse(host, target, result.Error!.Message);
        if (name.Digest is not null)
            return ImageCommands.Refuse(host, target, "a name with a digest cannot be given; leave out the digest");
        return ImageCommands.Guarded(host, source, () =>
        {
            ImageFolders.Store(host).Tag(source, name);
            return ExitCode.Success;
        });
    }
}
