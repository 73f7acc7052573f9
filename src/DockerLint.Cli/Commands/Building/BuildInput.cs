using System.Diagnostics.CodeAnalysis;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;
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
    /// <summary>What other builds that are done together with it call it; null where it is done alone.</summary>
    public string? Build { get; init; }

    /// <summary>The commit of the git repository that the context is; null where it is none.</summary>
    public string? Commit { get; private init; }

    /// <summary>Whether the context is no folder of the user's, so that nobody can find its files when it is built.</summary>
    public bool IsBrought { get; private init; }

    private const string UsualName = "Dockerfile";
    private const string IgnoreName = ".dockerignore";

    /// <summary>What a Dockerfile is called, and what is in it.</summary>
    /// <param name="other">The other build whose it is; null for the one of this build.</param>
    public (string Name, SourceText Source) FileOf(BuildPlan? other) => other is null ? (Name, Source) : (other.FileName, other.Model.Syntax.Source);

    /// <summary>Reads the files of a build, and says what is wrong with them.</summary>
    /// <param name="host">Where to say it.</param>
    /// <param name="arguments">What was given.</param>
    /// <param name="context">What was brought as the context; null where a folder was given.</param>
    /// <param name="input">What was read; null unless the result is true.</param>
    public static bool TryRead(Host host, BuildArguments arguments, ContextFolder? context, [NotNullWhen(true)] out BuildInput? input)
    {
        input = null;
        string folder = context?.Path ?? arguments.Folder;
        if (!Directory.Exists(folder))
        {
            host.Complain(folder, "there is no such folder; a build needs one as its context");
            return false;
        }

        if (WhyNoFile(arguments, context) is { } ambiguous)
        {
            host.Complain("--file", ambiguous);
            return false;
        }

        string path = context?.Dockerfile is null ? arguments.File ?? DefaultOf(folder) : "-";
        string called = path;
        if (context is not null && path != "-")
        {
            called = Path.GetRelativePath(folder, Path.Combine(folder, path));
            if (context.FileAt(path) is not { } found)
            {
                host.Complain(called, $"there is no such file in the {(context.Commit is null ? "archive" : "repository")}");
                return false;
            }

            path = found;
            called = Path.GetRelativePath(folder, path);
        }

        if (!new InputFile(path, path == "-" ? null : path, path == "-").TryRead(host, out SourceText? source, out string? reason))
        {
            host.Complain(called, reason);
            return false;
        }

        if (!TryReadIgnored(host, path, folder, context, out IgnoreFile? ignored))
            return false;
        input = new BuildInput(called, context is null ? path : "-", source, folder, ignored) { IsBrought = context is not null, Commit = context?.Commit };
        return true;
    }

    /// <summary>A folder that is another context.</summary>
    public static BuildContext ContextOf(string folder)
    {
        string ignore = Path.Combine(folder, IgnoreName);
        return new BuildContext(folder, File.Exists(ignore) ? IgnoreFile.Parse(File.ReadAllText(ignore)) : null);
    }

    /// <summary>Why the Dockerfile that was named cannot be: standard input is one thing alone.</summary>
    private static string? WhyNoFile(BuildArguments arguments, ContextFolder? context) =>
        !arguments.IsPiped ? null
        : context?.Dockerfile is null ? arguments.File == "-" ? "standard input is the build context; name a file in it" : null
        : arguments.File is null or "-" ? null
        : $"standard input is a Dockerfile too; leave out '{arguments.File}', or send an archive that has it";

    private static string DefaultOf(string folder)
    {
        string usual = Path.Combine(folder, UsualName);
        string lower = Path.Combine(folder, UsualName.ToLowerInvariant());
        return !File.Exists(usual) && File.Exists(lower) ? lower : usual;
    }

    private static bool TryReadIgnored(Host host, string path, string folder, ContextFolder? context, out IgnoreFile? ignored)
    {
        ignored = null;
        // That of the Dockerfile counts alone.
        string? found = ((string[])[path + IgnoreName, Path.Combine(folder, IgnoreName)]).Select(file => context is null ? file : context.FileAt(file)).FirstOrDefault(File.Exists);
        if (found is null)
            return true;
        string called = context is null ? found : Path.GetRelativePath(folder, found);
        if (!Disk.TryDo(() => File.ReadAllText(found), out string? text, out string? reason))
        {
            host.Complain(called, reason);
            return false;
        }

        ignored = IgnoreFile.Parse(text);
        if (ignored.Errors is not [{ } error, ..])
            return true;
        host.Complain(called, error.Message);
        return false;
    }
}
