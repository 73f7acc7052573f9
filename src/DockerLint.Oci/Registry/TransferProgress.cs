using DockerLint.Oci.Model;

namespace DockerLint.Oci.Registry;

/// <summary>How far the transfer of one blob is.</summary>
/// <param name="Blob">The blob.</param>
/// <param name="State">What happens to it.</param>
/// <param name="Done">Bytes that are transferred, of <see cref="Descriptor.Size"/>.</param>
public readonly record struct TransferProgress(Descriptor Blob, TransferState State, long Done)
{
    /// <summary>The repository that the registry took it from, where it is <see cref="TransferState.Mounted"/>.</summary>
    public Repository? Origin { get; init; }
}

/// <summary>What happens to a blob.</summary>
public enum TransferState
{
    /// <summary>Its turn will come.</summary>
    Waiting,

    /// <summary>Its bytes are on the way.</summary>
    Running,

    /// <summary>It was transferred.</summary>
    Done,

    /// <summary>It was there.</summary>
    Exists,

    /// <summary>The registry had it in another repository.</summary>
    Mounted,
}
