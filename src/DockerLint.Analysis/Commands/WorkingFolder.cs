using System.Collections.Immutable;
using DockerLint.Semantics.Patterns;

namespace DockerLint.Analysis.Commands;

/// <summary>Where the programs of a RUN run, as far as the file tells.</summary>
internal static class WorkingFolder
{
    /// <summary>Stands for the working directory of the base image, which is not known.</summary>
    public const string OfBaseImage = ".";

    /// <summary>Each program with its folder; null after a <c>cd</c> to where only the shell knows.</summary>
    public static IEnumerable<(Invocation Command, string? Folder)> Follow(ImmutableArray<Invocation> commands, string? workdir)
    {
        string? folder = workdir ?? OfBaseImage;
        foreach (Invocation command in commands)
        {
            yield return (command, folder);
            if (command.Program is "cd" or "pushd" or "popd")
                folder = command is { Program: not "popd", Operands: [{ IsStatic: true, Text: not "-" } target] } ? Resolve(target.Text, folder) : null;
        }
    }

    /// <summary>A path as seen from a folder, cleaned; null where the folder is not known and matters.</summary>
    /// <remarks>What starts with a variable or a home stays as it is written.</remarks>
    public static string? Resolve(string path, string? folder) => path switch
    {
        ['/', ..] => ContextPath.Clean(path),
        ['$' or '~', ..] => path,
        _ => folder is null ? null : ContextPath.Clean($"{folder}/{path}"),
    };
}
