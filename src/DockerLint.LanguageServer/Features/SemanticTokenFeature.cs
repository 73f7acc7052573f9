using System.Collections.Concurrent;
using System.Globalization;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using DockerLint.LanguageServer.Workspace;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>What the parts of a text are.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface ISemanticTokens
{
    /// <summary>Those of a document.</summary>
    [JsonRpcMethod("textDocument/semanticTokens/full", UseSingleObjectParameterDeserialization = true)]
    Task<SemanticTokens?> FullAsync(DocumentParams request, CancellationToken cancel);

    /// <summary>What has changed in them.</summary>
    [JsonRpcMethod("textDocument/semanticTokens/full/delta", UseSingleObjectParameterDeserialization = true)]
    Task<SemanticTokens?> DeltaAsync(SemanticTokensDeltaParams request, CancellationToken cancel);

    /// <summary>Those of a part of a document.</summary>
    [JsonRpcMethod("textDocument/semanticTokens/range", UseSingleObjectParameterDeserialization = true)]
    Task<SemanticTokens?> RangeAsync(DocumentRangeParams request, CancellationToken cancel);
}

/// <summary>Says what the parts of a Dockerfile are, shell scripts included, so that editors can colour them.</summary>
internal sealed class SemanticTokenFeature : IFeature, ISemanticTokens
{
    private readonly Session _session;
    private readonly ConcurrentDictionary<string, (string Id, IReadOnlyList<int> Data)> _last = new(StringComparer.Ordinal);
    private int _lastId;

    /// <summary>Follows the changes of a session.</summary>
    public SemanticTokenFeature(Session session)
    {
        _session = session;
        session.Changed += (before, after) =>
        {
            foreach (string closed in before.Documents.Keys.Where(uri => after.Find(uri) is null))
                _last.TryRemove(closed, out _);
        };
    }

    /// <inheritdoc/>
    public ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) => server with
    {
        SemanticTokensProvider = new SemanticTokensOptions(
            new SemanticTokensLegend(TokenPainter.Types, TokenPainter.Modifiers), new SemanticTokensFull(Delta: true), Range: true),
    };

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<ISemanticTokens>(), this, null);

    /// <inheritdoc/>
    public Task<SemanticTokens?> FullAsync(DocumentParams request, CancellationToken cancel) =>
        _session.AnswerAsync(request.TextDocument, document => Keep(document) is { } kept ? new SemanticTokens { ResultId = kept.Id, Data = kept.Data } : null, cancel);

    /// <inheritdoc/>
    public Task<SemanticTokens?> DeltaAsync(SemanticTokensDeltaParams request, CancellationToken cancel) => _session.AnswerAsync(
        request.TextDocument,
        document =>
        {
            bool isKnown = _last.TryGetValue(document.Uri, out (string Id, IReadOnlyList<int> Data) before) && before.Id == request.PreviousResultId;
            return Keep(document) is not { } now ? null
                : isKnown ? new SemanticTokens { ResultId = now.Id, Edits = Difference(before.Data, now.Data) }
                : new SemanticTokens { ResultId = now.Id, Data = now.Data };
        },
        cancel);

    /// <inheritdoc/>
    public Task<SemanticTokens?> RangeAsync(DocumentRangeParams request, CancellationToken cancel) => _session.AnswerAsync(
        request.TextDocument,
        document => document.Model is null ? null : new SemanticTokens { Data = TokenPainter.Paint(document, document.Lines.SpanOf(request.Range)) },
        cancel);

    /// <summary>The one change that makes other numbers of some; none where they are the same.</summary>
    public static IReadOnlyList<SemanticTokensEdit> Difference(IReadOnlyList<int> before, IReadOnlyList<int> after)
    {
        int most = Math.Min(before.Count, after.Count);
        int start = 0;
        while (start < most && before[start] == after[start])
            start++;
        int end = 0;
        while (end < most - start && before[before.Count - end - 1] == after[after.Count - end - 1])
            end++;
        return start == before.Count && start == after.Count
            ? []
            : [new SemanticTokensEdit(start, before.Count - end - start, [.. after.Skip(start).Take(after.Count - end - start)])];
    }

    private (string Id, IReadOnlyList<int> Data)? Keep(Document document)
    {
        if (document.Model is null)
            return null;
        string id = Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
        (string Id, IReadOnlyList<int> Data) kept = (id, TokenPainter.Paint(document, new TextSpan(0, document.Source.Length)));
        _last[document.Uri] = kept;
        return kept;
    }
}
