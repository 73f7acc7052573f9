using System.Collections.Immutable;
using System.CommandLine;
using DockerLint.BuildKit.Control;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Who builds: <c>--engine</c>, and where the daemon is that does.</summary>
internal sealed class EngineArguments
{
    /// <summary>The embedded engine where it can, a daemon else.</summary>
    public const string Auto = "auto";

    /// <summary>This program itself.</summary>
    public const string Embedded = "embedded";

    /// <summary>A daemon.</summary>
    public const string BuildKit = "buildkit";

    private static readonly ImmutableArray<string> s_engines = [Auto, Embedded, BuildKit];

    private readonly CommandLine _line;
    private readonly Option<string[]> _engine, _address, _authority, _certificate, _key, _serverName, _folder;

    /// <param name="line">Takes the options.</param>
    public EngineArguments(CommandLine line)
    {
        _line = line;
        _engine = line.Option("--engine", null, "ENGINE", "Who builds: embedded, this program; buildkit, a daemon; auto, the first of them that can [default: auto]");
        _address = line.Option("--addr", null, "ADDRESS", "The daemon: unix://PATH, tcp://HOST:PORT, or docker:// for the BuildKit in Docker's [default: BUILDKIT_HOST]");
        _authority = line.Option("--tlscacert", null, "FILE", "Certificates of who vouches for the daemon");
        _certificate = line.Option("--tlscert", null, "FILE", "The certificate that the daemon knows us by");
        _key = line.Option("--tlskey", null, "FILE", "The key of the certificate");
        _serverName = line.Option("--tlsservername", null, "NAME", "What the daemon's certificate is for [default: the host of the address]");
        _folder = line.Option("--tlsdir", null, "FOLDER", "A folder with ca.pem, cert.pem and key.pem in place of the three files");
    }

    /// <summary>Who is asked for.</summary>
    public string Engine { get; private set; } = Auto;

    /// <summary>The daemons that are asked, the first that answers builds.</summary>
    public ImmutableArray<DaemonAddress> Addresses { get; private set; } = [];

    /// <summary>How it is reached by TLS; null for none.</summary>
    public DaemonTls? Tls { get; private set; }

    /// <summary>Reads what was given.</summary>
    /// <returns>Why it makes no sense; null where it does.</returns>
    public string? Read(Host host)
    {
        string? given = _line.Last(_address);
        // Who names a daemon means it.
        Engine = _line.Last(_engine) ?? (given is null ? Auto : BuildKit);
        if (!s_engines.Contains(Engine))
            return $"--engine: '{Engine}' is none of {string.Join(", ", s_engines)}";
        string? named = given ?? (host.Variable("BUILDKIT_HOST") is { Length: > 0 } variable ? variable : null);
        var addresses = ImmutableArray.CreateBuilder<DaemonAddress>();
        foreach (string text in named is null ? (string[])[DaemonAddress.Usual, "docker://"] : [named])
        {
            if (!DaemonAddress.TryParse(text, host.Variable("DOCKER_HOST"), out DaemonAddress? address, out string? error))
                return $"{(given is null ? named is null ? "DOCKER_HOST" : "BUILDKIT_HOST" : "--addr")}: {error}";
            addresses.Add(address);
        }

        Addresses = addresses.ToImmutable();
        return ReadTls();
    }

    private string? ReadTls()
    {
        if (_line.Last(_folder) is { } folder)
            Tls = DaemonTls.InFolder(folder);
        string? authority = _line.Last(_authority), certificate = _line.Last(_certificate), key = _line.Last(_key), name = _line.Last(_serverName);
        if (certificate is null != key is null)
            return "--tlscert and --tlskey belong together";
        if ((authority ?? certificate ?? name) is not null)
            Tls = new DaemonTls(authority ?? Tls?.Authority, certificate ?? Tls?.Certificate, key ?? Tls?.Key, name);
        if (Tls is null)
            return null;
        if (Addresses.Any(static address => address.Host is null))
            return "TLS is for daemons of tcp:// alone";
        string?[] files = [Tls.Authority, Tls.Certificate, Tls.Key];
        return files.FirstOrDefault(static file => file is not null && !File.Exists(file)) is { } missing ? $"{missing}: no such file" : null;
    }
}
