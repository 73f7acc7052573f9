namespace DockerLint.Analysis.Commands;

/// <summary>An install that needs no more of the source than a list of what to install.</summary>
/// <param name="Command">The command.</param>
/// <param name="Manifest">The files that list it; null where the command names it.</param>
internal sealed record DependencyInstall(Invocation Command, string? Manifest)
{
    /// <summary>The install that a command is; null for any other.</summary>
    public static DependencyInstall? Of(Invocation command)
    {
        foreach (PackageManager manager in PackageManagers.Of(command.Program))
        {
            if (IsFromManifest(manager, command))
                return new DependencyInstall(command, manager.Manifest);
            if (manager.PackagesOf(command) is { IsEmpty: false } packages && packages.All(IsName))
                return new DependencyInstall(command, null);
        }

        return null;
    }

    private static bool IsFromManifest(PackageManager manager, Invocation command) => manager == PackageManager.Pip
        ? command is { Verb: "install", Operands.Length: 1 } && command.Has("r", "requirement") && !command.Has("e", "editable")
        : !command.Has("g", "global") && manager.Restoring.Any(line => command.Does(line) && (manager == PackageManager.DotNet || command.Operands.Length == CountOf(line)));

    private static int CountOf(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>Whether a package is no file or folder, as far as its name tells.</summary>
    private static bool IsName(CommandWord package) => package.IsStatic && package.Text.AsSpan().IndexOfAny("/.*[") < 0;
}
