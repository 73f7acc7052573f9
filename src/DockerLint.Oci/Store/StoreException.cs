namespace DockerLint.Oci.Store;

/// <summary>The local store could not do what it was asked for: an image is not there, content is not what it should be, the folder is no store.</summary>
/// <param name="message">What is wrong and what to do, in a lower-case clause.</param>
public sealed class StoreException(string message) : Exception(message);
