using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Analysis.ShellCheck;
using DockerLint.Configuration;
using DockerLint.References;
using DockerLint.Semantics;

namespace DockerLint.LanguageServer;

/// <summary>What the server asks of the machine that it runs on; it touches no file itself. For any number of threads.</summary>
public interface IServerHost
{
    /// <summary>The version of the program.</summary>
    string Version { get; }

    /// <summary>The texts of files, and the environment.</summary>
    IConfigurationSource Files { get; }

    /// <summary>The files that name images, in a folder and those below it.</summary>
    /// <param name="folder">Its full path, with slashes.</param>
    /// <returns>Full paths, with slashes.</returns>
    IEnumerable<string> FilesIn(string folder);

    /// <summary>The tags that the registry of an image has for it, in any order.</summary>
    /// <param name="image">The image; its tag and digest do not matter.</param>
    /// <param name="cancel">Asks no longer.</param>
    /// <returns>None where no registry is to be asked, or it does not answer.</returns>
    Task<ImmutableArray<string>> TagsOfAsync(ImageReference image, CancellationToken cancel) => Task.FromResult(ImmutableArray<string>.Empty);

    /// <summary>The digest that the registry of an image has for it now.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancel">Asks no longer.</param>
    /// <returns>null where it has none, or does not answer.</returns>
    Task<Digest?> DigestOfAsync(ImageReference image, CancellationToken cancel) => Task.FromResult<Digest?>(null);

    /// <summary>Asks an installed ShellCheck about the scripts of a Dockerfile; that takes a while.</summary>
    /// <param name="model">The file.</param>
    /// <param name="setting">Which one: <c>auto</c>, or a path.</param>
    /// <returns>Nothing where there is none, or it does not answer.</returns>
    ImmutableArray<ShellCheckComment> AskShellCheck(DockerfileModel model, string setting) => [];

    /// <summary>The page of a rule, in Markdown.</summary>
    string PageOf(RuleInfo rule);
}
