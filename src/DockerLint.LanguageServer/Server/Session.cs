using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Server;

/// <summary>
/// What holds while a client is connected. Messages are handled in the order in which they come, up to the first place
/// where one waits: there the workspace changes, and there a request takes the snapshot that it is answered from, wherever
/// that is worked out.
/// </summary>
internal sealed class Session(IServerHost host, Client client)
{
    private readonly object _changing = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WorkspaceState? _workspace;

    /// <summary>The machine.</summary>
    public IServerHost Host { get; } = host;

    /// <summary>The client.</summary>
    public Client Client { get; } = client;

    /// <summary>What the client can do.</summary>
    public ClientCapabilities Capabilities { get; private set; } = new();

    /// <summary>Whether the client asks for diagnostics; else they are sent to it.</summary>
    public bool IsPulling => Capabilities.TextDocument?.Diagnostic is not null;

    /// <summary>Whether the client has said that it needs nothing more.</summary>
    public bool IsShutDown { get; private set; }

    /// <summary>Is over when the client has said that the server is to end.</summary>
    public Task Ended => _ended.Task;

    /// <summary>What is open now.</summary>
    public WorkspaceState Workspace
    {
        get => _workspace ?? throw new LocalRpcException("the server is not initialized; send initialize first") { ErrorCode = ErrorCodes.ServerNotInitialized };
        private set => _workspace = value;
    }

    /// <summary>Whether <c>initialize</c> has come, without which notifications are passed over.</summary>
    public bool IsInitialized => _workspace is not null;

    /// <summary>The workspace has changed, from what to what.</summary>
    public event Action<WorkspaceState, WorkspaceState>? Changed;

    /// <summary>The client has said what it can do and what is open.</summary>
    public void Start(ClientCapabilities capabilities, WorkspaceState workspace)
    {
        Capabilities = capabilities;
        Workspace = workspace;
    }

    /// <summary>Changes the workspace. An answer of the client may do so at any time, so that one change waits for the other.</summary>
    public void Change(Func<WorkspaceState, WorkspaceState> change)
    {
        if (!IsInitialized || IsShutDown)
            return;
        lock (_changing)
        {
            WorkspaceState before = Workspace;
            WorkspaceState after = change(before);
            Workspace = after;
            if (!ReferenceEquals(before, after))
                Changed?.Invoke(before, after);
        }
    }

    /// <summary>Answers a request from a document as it is now; null where it is not open.</summary>
    public Task<T?> AnswerAsync<T>(DocumentIdentifier document, Func<Document, T?> answer, CancellationToken cancel)
        where T : class =>
        Workspace.Find(document.Uri) is { } found ? Task.Run(() => answer(found), cancel) : Task.FromResult<T?>(null);

    /// <summary>Answers a request from a document and all that is open with it now; null where it is not open.</summary>
    public Task<T?> AnswerAsync<T>(DocumentIdentifier document, Func<Document, WorkspaceState, T?> answer, CancellationToken cancel)
        where T : class
    {
        WorkspaceState workspace = Workspace;
        return workspace.Find(document.Uri) is { } found ? Task.Run(() => answer(found, workspace), cancel) : Task.FromResult<T?>(null);
    }

    /// <summary>The client needs nothing more.</summary>
    public void ShutDown() => IsShutDown = true;

    /// <summary>The server is to end.</summary>
    public void End() => _ended.TrySetResult();
}
