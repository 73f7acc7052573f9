namespace DockerLint.LanguageServer.Server;

/// <summary>The numbers of errors that the protocol defines.</summary>
internal static class ErrorCodes
{
    /// <summary>A request has come before <c>initialize</c>.</summary>
    public const int ServerNotInitialized = -32002;

    /// <summary>A request makes no sense now.</summary>
    public const int InvalidRequest = -32600;

    /// <summary>What a request is called with makes no sense.</summary>
    public const int InvalidParams = -32602;
}
