using DockerLint.Configuration;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using DockerLint.LanguageServer.Workspace;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>
/// Tells the client what is found, after every change. One worker does so, always on the newest version: while it works,
/// newer ones take each other's place, so that nothing piles up however fast somebody types, and what is told is in order.
/// </summary>
internal sealed class PushDiagnostics : IFeature
{
    private readonly Session _session;
    private readonly object _lock = new();
    private readonly IdleMemory _memory = new();
    private readonly Dictionary<string, Document?> _waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly HashSet<string> _wrongFiles = new(StringComparer.Ordinal);
    private bool _areRootsNew;
    private bool _isWorking;

    /// <summary>Follows the changes of a session.</summary>
    public PushDiagnostics(Session session)
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
        lock (_lock)
        {
            foreach ((string uri, Document document) in after.Documents)
            {
                if (before.Find(uri) != document)
                    _waiting[uri] = document;
            }

            foreach (string uri in before.Documents.Keys)
            {
                if (after.Find(uri) is null)
                    _waiting[uri] = null;
            }

            _areRootsNew |= !ReferenceEquals(before.Roots, after.Roots);
            if (_isWorking || !IsAnyWaiting())
                return;
            _isWorking = true;
        }

        _ = Task.Run(WorkAsync);
    }

    private async Task WorkAsync()
    {
        while (true)
        {
            if (Next() is not { } work)
            {
                await _memory.CollectAsync(unless: IsAnyWaiting).ConfigureAwait(false);
                if (IsDone())
                    return;
                continue;
            }

            try
            {
                await work.Tell().ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is ConnectionLostException or ObjectDisposedException)
            {
                return;
            }
            catch (Exception bug)
            {
                // One document must not take the findings of all others with it.
                await _session.Client.LogAsync($"{work.Subject}: internal error, please report it: {bug.GetType().Name}: {bug.Message}").ConfigureAwait(false);
            }
        }
    }

    private (string Subject, Func<Task> Tell)? Next()
    {
        lock (_lock)
        {
            foreach ((string uri, Document? document) in _waiting)
            {
                _waiting.Remove(uri);
                return (uri, () => TellAsync(uri, document));
            }

            if (!_areRootsNew)
                return null;
            _areRootsNew = false;
            return ("configuration", ClearConfigurationsAsync);
        }
    }

    /// <summary>Nothing may have come in the meantime.</summary>
    private bool IsDone()
    {
        lock (_lock)
        {
            _isWorking = IsAnyWaiting();
            return !_isWorking;
        }
    }

    private async Task TellAsync(string uri, Document? document)
    {
        // Where no findings were told, what is wrong with a configuration may have been, and stays.
        if (document?.Reading is null)
        {
            if (_told.Remove(uri))
                await _session.Client.PublishAsync(uri, document?.Item.Version, []).ConfigureAwait(false);
            return;
        }

        if (!_session.IsPulling)
        {
            IReadOnlyList<LspDiagnostic> diagnostics = FindingDiagnostics.Of(document);
            // What is outdated by now is told soon; if it is closed, it must not come back.
            if (!IsWaiting(uri))
            {
                _told.Add(uri);
                await _session.Client.PublishAsync(uri, document.Item.Version, diagnostics).ConfigureAwait(false);
            }
        }

        await TellOfConfigurationAsync(document.Configuration).ConfigureAwait(false);
    }

    private bool IsAnyWaiting()
    {
        lock (_lock)
            return _waiting.Count > 0 || _areRootsNew;
    }

    private bool IsWaiting(string uri)
    {
        lock (_lock)
            return _waiting.ContainsKey(uri);
    }

    /// <summary>What is wrong with a configuration is told where it is written.</summary>
    private async Task TellOfConfigurationAsync(FileConfiguration configuration)
    {
        foreach (IGrouping<string, ConfigurationProblem> file in configuration.Problems.GroupBy(static problem => problem.At.Source, StringComparer.Ordinal))
        {
            if (!file.Key.Contains('/', StringComparison.Ordinal))
                continue;
            _wrongFiles.Add(file.Key);
            await _session.Client.PublishAsync(DocumentUri.Of(file.Key), null, [.. file.Select(Of)]).ConfigureAwait(false);
        }
    }

    /// <summary>What was wrong with a configuration, and counts for no document any more, is taken back.</summary>
    private async Task ClearConfigurationsAsync()
    {
        foreach (string file in _wrongFiles.Except(_session.Workspace.Documents.Values.SelectMany(WrongFilesOf), StringComparer.Ordinal).ToArray())
        {
            _wrongFiles.Remove(file);
            await _session.Client.PublishAsync(DocumentUri.Of(file), null, []).ConfigureAwait(false);
        }
    }

    private static IEnumerable<string> WrongFilesOf(Document document) =>
        document.Reading is null ? [] : document.Configuration.Problems.Select(static problem => problem.At.Source);

    private static LspDiagnostic Of(ConfigurationProblem problem)
    {
        var start = new LspPosition(Math.Max(problem.At.Line - 1, 0), Math.Max(problem.At.Column - 1, 0));
        return new LspDiagnostic(new LspRange(start, start), problem.IsError ? 1 : 2, "configuration", "dockerlint", problem.Message);
    }
}
