using System.Diagnostics.CodeAnalysis;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Cli.Input;
using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Commands.Building;

/// <summary>What is built: a Dockerfile and the folder that is its context.</summary>
/// <param name="Name">The Dockerfile, for people.</param>
/// <param name="LintPath">The Dockerfile, for the linter; <c>-</c> is standard input.</param>
/// <param name="Source">What is in it.</param>
/// <param name="Folder">The build context.</param>
/// <param name="Ignored">What of that is left out; null for nothing.</param>
internal sealed record BuildInput(string Name, string LintPath, SourceText Source, string Folder, IgnoreFile? Ignored)
{
    private const string UsualName = "Dockerfile";
    private const string IgnoreName = ".dockerignore";

    /// <summary>Reads the files of a build, and says what is wrong with them.</summary>
    public static bool TryRead(Host host, BuildArguments arguments, [NotNullWhen(true)] out BuildInput? input)
    {
        input = null;
        string folder = arguments.Folder;
        if (!Directory.Exists(folder))
        {
            host.Complain(folder, "there is no such folder; a build needs one as its context");
            return false;
        }

        string path = arguments.File ?? DefaultOf(folder);
        if (!new InputFile(path, path == "-" ? null : path, path == "-").TryRead(host, out SourceText? source, out string? reason))
        {
            host.Complain(path, reason);
            return false;
        }

        if (!TryReadIgnored(host, path, folder, out IgnoreFile? ignored))
            return false;
        input = new BuildInput(path, path, source, folder, ignored);
        return true;
    }

    /// <summary>A folder that is another context.</summary>
    public static BuildContext ContextOf(string folder)
    {
        string ignore = Path.Combine(folder, IgnoreName);
        return new BuildContext(folder, File.Exists(ignore) ? IgnoreFile.Parse(File.ReadAllText(ignore)) : null);
    }

    private static string DefaultOf(string folder)
    {
        string usual = Path.Combine(folder, UsualName);
        string lower = Path.Combine(folder, UsualName.ToLowerInvariant());
        return !File.Exists(usual) && File.Exists(lower) ? lower : usual;
    }

    private static bool TryReadIgnored(Host host, string path, string folder, out IgnoreFile? ignored)
    {
        ignored = null;
        // That of the Dockerfile counts alone.
        string? found = ((string[])[path + IgnoreName, Path.Combine(folder, IgnoreName)]).FirstOrDefault(File.Exists);
        if (found is null)
            return true;
        if (!Disk.TryDo(() => File.ReadAllText(found), out string? text, out string? reason))
        {
            host.Complain(found, reason);
            return false;
        }

        ignored = IgnoreFile.Parse(text);
        if (ignored.Errors is not [{ } error, ..])
            return true;
        host.Complain(found, error.Message);
        return false;
    }
}
