using System.Collections.Immutable;
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
    private ImmutableHashSet<string> _wrongFiles = ImmutableHashSet.Create<string>(StringComparer.Ordinal);
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

            if (_isWorking || _waiting.Count == 0)
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
                await TellAsync(work.Uri, work.Document).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is ConnectionLostException or ObjectDisposedException)
            {
                return;
            }
            catch (Exception bug)
            {
                // One document must not take the findings of all others with it.
                await _session.Client.LogAsync($"{work.Uri}: internal error, please report it: {bug.GetType().Name}: {bug.Message}").ConfigureAwait(false);
            }
        }
    }

    private (string Uri, Document? Document)? Next()
    {
        lock (_lock)
        {
            foreach ((string uri, Document? document) in _waiting)
            {
                _waiting.Remove(uri);
                return (uri, document);
            }

            return null;
        }
    }

    /// <summary>Nothing may have come in the meantime.</summary>
    private bool IsDone()
    {
        lock (_lock)
        {
            _isWorking = _waiting.Count > 0;
            return !_isWorking;
        }
    }

    private async Task TellAsync(string uri, Document? document)
    {
        if (document is null)
        {
            if (!_session.IsPulling)
                await _session.Client.PublishAsync(uri, null, []).ConfigureAwait(false);
            return;
        }

        if (!_session.IsPulling)
        {
            IReadOnlyList<LspDiagnostic> diagnostics = FindingDiagnostics.Of(document);
            // What is outdated by now is told soon; if it is closed, it must not come back.
            if (!IsWaiting(uri))
                await _session.Client.PublishAsync(uri, document.Item.Version, diagnostics).ConfigureAwait(false);
        }

        if (document.Reading is not null)
            await TellOfConfigurationAsync(document.Configuration).ConfigureAwait(false);
    }

    private bool IsAnyWaiting()
    {
        lock (_lock)
            return _waiting.Count > 0;
    }

    private bool IsWaiting(string uri)
    {
        lock (_lock)
            return _waiting.ContainsKey(uri);
    }

    /// <summary>What is wrong with a configuration is told where it is written.</summary>
    private async Task TellOfConfigurationAsync(FileConfiguration configuration)
    {
        ImmutableHashSet<string> wrong = _wrongFiles;
        foreach (IGrouping<string, ConfigurationProblem> file in configuration.Problems.GroupBy(static problem => problem.At.Source, StringComparer.Ordinal))
        {
            if (!file.Key.Contains('/', StringComparison.Ordinal))
                continue;
            wrong = wrong.Add(file.Key);
            await _session.Client.PublishAsync(DocumentUri.Of(file.Key), null, [.. file.Select(Of)]).ConfigureAwait(false);
        }

        foreach (string file in configuration.Sources)
        {
            if (!wrong.Contains(file) || configuration.Problems.Any(problem => problem.At.Source == file))
                continue;
            wrong = wrong.Remove(file);
            await _session.Client.PublishAsync(DocumentUri.Of(file), null, []).ConfigureAwait(false);
        }

        _wrongFiles = wrong;
    }

    private static LspDiagnostic Of(ConfigurationProblem problem)
    {
        var start = new LspPosition(Math.Max(problem.At.Line - 1, 0), Math.Max(problem.At.Column - 1, 0));
        return new LspDiagnostic(new LspRange(start, start), problem.IsError ? 1 : 2, "configuration", "dockerlint", problem.Message);
    }
}
