namespace DockerLint.BuildKit.Session;

/// <summary>What a daemon may call in a session.</summary>
internal static class SessionMethods
{
    public const string Check = "/grpc.health.v1.Health/Check";
    public const string SyncFiles = "/moby.filesync.v1.FileSync/DiffCopy";
    public const string SendFiles = "/moby.filesync.v1.FileSend/DiffCopy";
    public const string Credentials = "/moby.filesync.v1.Auth/Credentials";
    public const string GetSecret = "/moby.buildkit.secrets.v1.Secrets/GetSecret";
    public const string CheckAgent = "/moby.sshforward.v1.SSH/CheckAgent";
    public const string ForwardAgent = "/moby.sshforward.v1.SSH/ForwardAgent";
}
