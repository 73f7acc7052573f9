namespace DockerLint.Oci.Credentials;

/// <summary>Runs credential helpers: programs named <c>docker-credential-NAME</c> that keep credentials in the system's own store.</summary>
public interface ICredentialHelper
{
    /// <summary>Runs a helper to its end.</summary>
    /// <param name="program">Its file name, without a folder.</param>
    /// <param name="action"><c>get</c>, <c>store</c> or <c>erase</c>.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <param name="cancellation">Ends the helper.</param>
    /// <exception cref="CredentialException">It cannot be started or does not come to an end.</exception>
    Task<HelperAnswer> RunAsync(string program, string action, string input, CancellationToken cancellation);
}

/// <summary>What a credential helper did.</summary>
/// <param name="ExitCode">0 where it did what it was asked for.</param>
/// <param name="Output">Standard output; for a failure, the reason.</param>
public sealed record HelperAnswer(int ExitCode, string Output);
