namespace DockerLint.Oci.Credentials;

/// <summary>Credentials could not be read or kept: the file is no JSON, a credential helper fails.</summary>
/// <param name="message">What is wrong and where, in a lower-case clause; never a secret.</param>
public sealed class CredentialException(string message) : Exception(message);
