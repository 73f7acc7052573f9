using System.Collections.Immutable;
using DockerLint.Analysis.ShellCheck;
using DockerLint.LanguageServer.Server;
using DockerLint.LanguageServer.Workspace;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>
/// Lets an installed ShellCheck join in, where the configuration of a file wants it. It takes longer than anything else, and so
/// is asked when nobody has typed for a while; what it says comes after all other findings.
/// </summary>
internal sealed class ShellCheckFindings : IFeature
{
    /// <summary>The setting with which it is not used, as where nothing is said.</summary>
    private const string Off = "off";

    private static readonly TimeSpan s_silence = TimeSpan.FromMilliseconds(400);

    private readonly Session _session;
    private readonly object _asking = new();

    /// <summary>Follows the changes of a session.</summary>
    public ShellCheckFindings(Session session)
    {
        _session = session;
        session.Changed += Follow;
    }

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc)
    {
    }

    private void Follow(WorkspaceState before, WorkspaceState after)
    {
        foreach ((string uri, Document document) in after.Documents)
        {
            if (before.Find(uri) != document && document.ShellCheck.IsEmpty)
                _ = Task.Run(() => AskAsync(document));
        }
    }

    private async Task AskAsync(Document document)
    {
        string setting = document.Configuration.Settings.ShellCheck ?? Off;
        if (setting == Off || document.Model is not { } model)
            return;
        await Task.Delay(s_silence).ConfigureAwait(false);
        ImmutableArray<ShellCheckComment> comments;
        // One after the other: it is a program that takes all that it gets.
        lock (_asking)
            comments = IsCurrent(document) ? _session.Host.AskShellCheck(model, setting) : [];
        if (comments.IsEmpty)
            return;
        _session.Change(workspace => workspace.With(document, comments));
        if (_session.IsPulling && _session.Capabilities.Workspace?.Diagnostics?.RefreshSupport == true)
            await _session.Client.RefreshDiagnosticsAsync().ConfigureAwait(false);
    }

    private bool IsCurrent(Document document) => !_session.IsShutDown && _session.Workspace.Find(document.Uri) == document;
}
