using DockerLint.Semantics;

namespace DockerLint.Cli.Output;

/// <summary>Writes how Dockerfiles were read.</summary>
internal interface IModelWriter
{
    /// <summary>Writes one.</summary>
    /// <param name="file">The name of the file.</param>
    /// <param name="model">The file.</param>
    void Write(string file, DockerfileModel model);

    /// <summary>Sends all that was written.</summary>
    void Finish();
}
