using System.Collections.Immutable;
using DockerLint.Configuration;
using DockerLint.Hosts;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Input;

/// <summary>Finds the files that paths stand for.</summary>
/// <param name="excludes">What is left out of folders, as in <c>.gitignore</c>.</param>
/// <param name="hosts">The kinds of files that are found in folders beside Dockerfiles.</param>
/// <param name="stdinName">The path that standard input stands for; null where it stands for none.</param>
/// <param name="host">Where the program runs.</param>
/// <param name="failures">Where it is said what does not exist or cannot be read.</param>
internal sealed class InputFinder(ImmutableArray<string> excludes, ImmutableArray<HostKind> hosts, string? stdinName, Host host, FailureLog failures)
{
    /// <summary>The files, by name; each once, however often it is given.</summary>
    public FoundFiles Find(ImmutableArray<string> paths)
    {
        Dictionary<string, InputFile> files = new(StringComparer.Ordinal);
        FolderWalk? walk = null;
        foreach (string path in paths)
        {
            if (path == "-")
            {
                files.TryAdd("-", new InputFile(stdinName ?? "-", stdinName, IsStandardInput: true));
            }
            else if (Directory.Exists(path))
            {
                walk ??= new FolderWalk(Environment.CurrentDirectory, excludes, !hosts.IsEmpty, failures);
                foreach (InputFile file in walk.Find(path))
                    files.TryAdd(Path.GetFullPath(file.Path!), file);
            }
            else if (path.Length > 0 && Path.Exists(path))
            {
                // Stronger than to be found: what is named is linted in any case.
                files[Path.GetFullPath(path)] = new InputFile(path, path);
            }
            else
            {
                failures.Add(path, Disk.NotFound);
            }
        }

        return Sort([.. files.Values.OrderBy(static file => file.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Finds out what the files are. Of many, the names do not tell, so that they are looked into.</summary>
    private FoundFiles Sort(ImmutableArray<InputFile> files)
    {
        if (files.All(IsNamedAsDockerfile))
            return new FoundFiles(files, []);
        ImmutableArray<InputFile>.Builder known = ImmutableArray.CreateBuilder<InputFile>(files.Length);
        ImmutableArray<InputFile>.Builder kustomizations = ImmutableArray.CreateBuilder<InputFile>();
        InOrder.Run(files, InputFile.Workers(files.Length, Environment.ProcessorCount), KindOf, (file, kind) =>
        {
            if (kind == HostKind.Kustomize)
                kustomizations.Add(file);
            if (file.IsFound && !IsNamedAsDockerfile(file) && (kind is not { } found || !hosts.Contains(found)))
                return;
            known.Add(kind is null ? file : file with { Host = kind });
        });
        return new FoundFiles(known.DrainToImmutable(), kustomizations.DrainToImmutable());
    }

    /// <summary>What a file is; null for a Dockerfile, which is also what a file is taken for that is named and nothing else.</summary>
    private HostKind? KindOf(InputFile file) => IsNamedAsDockerfile(file) || file.Path is null
        ? null
        : HostReader.KindOf(Disk.FullPath(file.Path), () => !file.IsStandardInput && file.TryRead(host, out SourceText? source, out _) ? source.Value : null);

    private static bool IsNamedAsDockerfile(InputFile file) => DockerfileName.Is(Paths.NameOf(file.Name));
}

/// <summary>What paths stand for.</summary>
/// <param name="Files">The files, by name.</param>
/// <param name="Kustomizations">The kustomizations, also where their kind is not asked for, as the meaning of manifests depends on them.</param>
internal sealed record FoundFiles(ImmutableArray<InputFile> Files, ImmutableArray<InputFile> Kustomizations);
