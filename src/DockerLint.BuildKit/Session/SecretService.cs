using System.Collections.Immutable;
using DockerLint.BuildKit.Protocol;
using DockerLint.Oci.Credentials;
using DockerLint.Oci.Registry;
using Google.Protobuf;
using Grpc.Core;

namespace DockerLint.BuildKit.Session;

/// <summary>Gives the daemon secrets, and what registries want to know of whoever builds.</summary>
/// <param name="secrets">Secrets by name.</param>
/// <param name="credentials">Knows who we are at registries.</param>
internal sealed class SecretService(ImmutableDictionary<string, ReadOnlyMemory<byte>> secrets, ICredentialSource credentials)
{
    /// <summary>Gives a secret.</summary>
    public async Task<Status> GetAsync(GrpcCall call)
    {
        if (await call.ReadAsync(GetSecretRequest.Parser).ConfigureAwait(false) is not { } request)
            return new Status(StatusCode.InvalidArgument, "nothing is asked for");
        if (!secrets.TryGetValue(request.Id, out ReadOnlyMemory<byte> secret))
            return new Status(StatusCode.NotFound, $"secret {request.Id}: not found");
        await call.WriteAsync(new GetSecretResponse { Data = ByteString.CopyFrom(secret.Span) }).ConfigureAwait(false);
        return Status.DefaultSuccess;
    }

    /// <summary>Gives user and password at a registry; nothing where nobody has logged in.</summary>
    public async Task<Status> CredentialsAsync(GrpcCall call)
    {
        if (await call.ReadAsync(CredentialsRequest.Parser).ConfigureAwait(false) is not { } request)
            return new Status(StatusCode.InvalidArgument, "nothing is asked for");
        try
        {
            Credential? login = await credentials.FindAsync(request.Host, call.Cancellation).ConfigureAwait(false);
            await call.WriteAsync(new CredentialsResponse
            {
                // With an identity token there is no user (docker's cli, authprovider).
                Username = login?.IdentityToken is null ? login?.User ?? "" : "",
                Secret = login?.IdentityToken ?? login?.Password ?? "",
            }).ConfigureAwait(false);
            return Status.DefaultSuccess;
        }
        catch (CredentialException failure)
        {
            return new Status(StatusCode.Unknown, failure.Message);
        }
    }
}
