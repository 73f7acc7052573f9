using System.Collections.Immutable;

namespace DockerLint.Analysis.Commands;

/// <summary>Programs that download, and programs that compare what came with what is known of it.</summary>
internal static class Downloads
{
    /// <summary>The programs that download files.</summary>
    public static ImmutableArray<string> Programs { get; } = ["curl", "wget", "fetch", "aria2c"];

    /// <summary>Whether a command downloads.</summary>
    public static bool IsDownload(Invocation command) => Programs.Contains(command.Program);

    /// <summary>Whether one of the commands holds a file against a checksum or a signature.</summary>
    public static bool AreChecked(ImmutableArray<Invocation> commands) => commands.Any(static command => command.Program switch
    {
        "sha1sum" or "sha224sum" or "sha256sum" or "sha384sum" or "sha512sum" or "shasum" or "sha256" or "sha512" => true,
        "md5sum" or "b2sum" or "b3sum" or "cksum" or "gpgv" or "minisign" or "signify" or "slsa-verifier" => true,
        "gpg" or "gpg2" => command.Has("verify"),
        "cosign" => command.Verb.StartsWith("verify", StringComparison.Ordinal),
        "openssl" => command.Verb == "dgst",
        _ => false,
    });
}
