using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Configuration;
using DockerLint.References;

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

    /// <summary>The page of a rule, in Markdown.</summary>
    string PageOf(RuleInfo rule);
}
