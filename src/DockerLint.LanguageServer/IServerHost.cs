using DockerLint.Analysis;
using DockerLint.Configuration;

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

    /// <summary>The page of a rule, in Markdown.</summary>
    string PageOf(RuleInfo rule);
}
