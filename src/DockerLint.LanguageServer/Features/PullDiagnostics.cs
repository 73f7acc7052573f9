using System.Runtime.CompilerServices;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using DockerLint.LanguageServer.Workspace;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>Diagnostics that the client asks for.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface IPullDiagnostics
{
    /// <summary>Those of a document.</summary>
    [JsonRpcMethod("textDocument/diagnostic", UseSingleObjectParameterDeserialization = true)]
    Task<DocumentDiagnosticReport> DiagnoseAsync(DocumentDiagnosticParams request, CancellationToken cancel);

    /// <summary>Those of all files.</summary>
    [JsonRpcMethod("workspace/diagnostic", UseSingleObjectParameterDeserialization = true)]
    Task<WorkspaceDiagnosticReport> DiagnoseAllAsync(WorkspaceDiagnosticParams request, CancellationToken cancel);
}

/// <summary>Answers what is found in documents and files.</summary>
internal sealed class PullDiagnostics : IFeature, IPullDiagnostics
{
    private readonly Session _session;
    private readonly ConditionalWeakTable<Document, string> _results = [];
    private TaskCompletionSource _change = NewChange();
    private bool _isAnswered;
    private int _lastResult;

    /// <summary>Follows the changes of a session.</summary>
    public PullDiagnostics(Session session)
    {
        _session = session;
        session.Changed += Follow;
    }

    /// <inheritdoc/>
    public ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) => client.TextDocument?.Diagnostic is null
        ? server
        : server with { DiagnosticProvider = new DiagnosticOptions("dockerlint", InterFileDependencies: true, WorkspaceDiagnostics: true) };

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<IPullDiagnostics>(), this, null);

    /// <inheritdoc/>
    public Task<DocumentDiagnosticReport> DiagnoseAsync(DocumentDiagnosticParams request, CancellationToken cancel) =>
        _session.Workspace.Find(request.TextDocument.Uri) is { } document
            ? Task.Run(() => Report(document, request.PreviousResultId), cancel)
            : Task.FromResult(new DocumentDiagnosticReport("full", null, []));

    /// <summary>Clients ask again as soon as they are answered; a second answer waits until there is news.</summary>
    public async Task<WorkspaceDiagnosticReport> DiagnoseAllAsync(WorkspaceDiagnosticParams request, CancellationToken cancel)
    {
        WorkspaceState workspace = _session.Workspace;
        if (_isAnswered)
        {
            await _change.Task.WaitAsync(cancel).ConfigureAwait(false);
            workspace = _session.Workspace;
        }

        _change = NewChange();
        WorkspaceDiagnosticReport report = await Task.Run(() => ReportAllAsync(workspace, request, cancel), cancel).ConfigureAwait(false);
        _isAnswered = true;
        return report;
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Follow(WorkspaceState before, WorkspaceState after)
    {
        _change.TrySetResult();
        if (!ReferenceEquals(before.Roots, after.Roots) && _session.IsPulling && _session.Capabilities.Workspace?.Diagnostics?.RefreshSupport == true)
            _ = _session.Client.RefreshDiagnosticsAsync();
    }

    private DocumentDiagnosticReport Report(Document document, string? previous)
    {
        string result = ResultOf(document);
        return result == previous
            ? new DocumentDiagnosticReport("unchanged", result, null)
            : new DocumentDiagnosticReport("full", result, FindingDiagnostics.Of(document));
    }

    /// <summary>A document never changes, so that it stands for what is found in it.</summary>
    private string ResultOf(Document document) =>
        _results.GetValue(document, _ => Interlocked.Increment(ref _lastResult).ToString(System.Globalization.CultureInfo.InvariantCulture));

    private async Task<WorkspaceDiagnosticReport> ReportAllAsync(WorkspaceState workspace, WorkspaceDiagnosticParams request, CancellationToken cancel)
    {
        WorkProgressReporter progress = new(_session.Client, request.WorkDoneToken);
        await progress.BeginAsync("Looking for images").ConfigureAwait(false);
        List<WorkspaceDocumentReport> reports = [];
        string[] files = [.. workspace.Files()];
        for (int index = 0; index < files.Length; index++)
        {
            cancel.ThrowIfCancellationRequested();
            await progress.ReportAsync(index, files.Length).ConfigureAwait(false);
            // What is open is asked for by itself.
            if (workspace.Read(files[index]) is not { } document || workspace.Documents.ContainsKey(document.Uri))
                continue;
            IReadOnlyList<LspDiagnostic> found = FindingDiagnostics.Of(document);
            reports.Add(new WorkspaceDocumentReport(document.Uri, null, "full", null, found));
        }

        await progress.EndAsync().ConfigureAwait(false);
        return new WorkspaceDiagnosticReport(reports);
    }
}
