using DockerLint.Analysis;
using DockerLint.Analysis.Engine;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using DockerLint.LanguageServer.Workspace;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>What can be done about findings.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface ICodeActions
{
    /// <summary>What can be done in a part of a document.</summary>
    [JsonRpcMethod("textDocument/codeAction", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<CodeAction>?> CodeActionAsync(CodeActionParams request, CancellationToken cancel);

    /// <summary>What an action changes.</summary>
    [JsonRpcMethod("codeAction/resolve", UseSingleObjectParameterDeserialization = true)]
    Task<CodeAction> ResolveAsync(CodeAction action, CancellationToken cancel);
}

/// <summary>Puts findings right, one by one, by rule or all; suppresses and explains them; pins images.</summary>
internal sealed class CodeActions(Session session) : IFeature, ICodeActions
{
    /// <inheritdoc/>
    public ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) => server with
    {
        CodeActionProvider = new CodeActionOptions([CodeActionKinds.QuickFix, CodeActionKinds.Pin, CodeActionKinds.FixAll], ResolveProvider: true),
    };

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<ICodeActions>(), this, null);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CodeAction>?> CodeActionAsync(CodeActionParams request, CancellationToken cancel) =>
        session.AnswerAsync(
            request.TextDocument,
            (document, workspace) => For(document, request.Range, request.Context, session.Capabilities, workspace.Settings.IsOnline),
            cancel);

    /// <inheritdoc/>
    public async Task<CodeAction> ResolveAsync(CodeAction action, CancellationToken cancel)
    {
        if (action.Data is not { } data)
            return action;
        if (data.Image is { } image)
            return await PinAsync(action, data.Uri, image, cancel).ConfigureAwait(false);
        return await session.AnswerAsync(
            new DocumentIdentifier(data.Uri), document => WithFix(action, document, session.Capabilities), cancel).ConfigureAwait(false) ?? action;
    }

    /// <summary>What can be done about the findings, and the images, that a part of a document touches.</summary>
    /// <param name="document">The document.</param>
    /// <param name="range">The part.</param>
    /// <param name="context">What is asked for.</param>
    /// <param name="client">What the client can do.</param>
    /// <param name="isOnline">Whether registries may be asked.</param>
    public static IReadOnlyList<CodeAction> For(
        Document document, LspRange range, CodeActionContext context, ClientCapabilities client, bool isOnline = false)
    {
        List<CodeAction> actions = [];
        TextSpan selected = document.Lines.SpanOf(range);
        foreach (Diagnostic finding in document.Findings)
        {
            if (finding.Span.Start <= selected.End && finding.Span.End >= selected.Start)
                actions.AddRange(About(finding, document, client));
        }

        foreach (ImageUse image in document.Reading?.Images ?? [])
        {
            if (image.Span.Start <= selected.End && image.Span.End >= selected.Start && Pin(image, document, client, isOnline) is { } pin)
                actions.Add(pin);
        }

        // Who asks for nothing is shown what is about the selection; what is about the whole file is asked for by name.
        if (context.Only is not null && document.Findings.Any(CanBeFixed))
            actions.Add(Deferred(new CodeAction("Fix all safe findings", CodeActionKinds.FixAll), null, document, client));
        return context.Only is { } asked
            ? [.. actions.Where(action => action.Edit is not null || action.Data is not null || action.Command is not null)
                .Where(action => asked.Any(kind => CodeActionKinds.Includes(kind, action.Kind)))]
            : actions;
    }

    private static bool CanBeFixed(Diagnostic finding) => finding.Fixes.Any(static fix => fix.IsSafe);

    private static IEnumerable<CodeAction> About(Diagnostic finding, Document document, ClientCapabilities client)
    {
        LspDiagnostic diagnostic = FindingDiagnostics.Of(finding, document);
        string code = finding.Rule.Code;
        bool isFirst = true;
        foreach (Fix fix in finding.Fixes.OrderByDescending(static fix => fix.IsSafe))
        {
            yield return new CodeAction(fix.IsSafe ? fix.Title : $"{fix.Title} (unsafe: it may change the image)", CodeActionKinds.QuickFix)
            {
                Diagnostics = [diagnostic],
                IsPreferred = isFirst && fix.IsSafe ? true : null,
                Edit = TextChanges.Of(document, fix.Edits, client),
            };
            isFirst = false;
        }

        if (CanBeFixed(finding) && document.Findings.Count(other => other.Rule == finding.Rule && CanBeFixed(other)) > 1)
        {
            var all = new CodeAction($"Fix all {code} in this file", CodeActionKinds.QuickFix) { Diagnostics = [diagnostic] };
            yield return Deferred(all, code, document, client);
        }

        if (document.Reading is { } reading && SuppressionComment.For(reading, finding, document.Configuration.Lint) is { } comment)
        {
            yield return new CodeAction($"Suppress {code} here", CodeActionKinds.Suppress)
            {
                Diagnostics = [diagnostic],
                Edit = TextChanges.Of(document, [comment], client),
            };
        }

        yield return new CodeAction($"Explain {code}", CodeActionKinds.Explain)
        {
            Diagnostics = [diagnostic],
            Command = new Command($"Explain {code}", ExplainRule.Name) { Arguments = [code] },
        };
    }

    /// <summary>An action that takes a while to work out, which clients that can do so ask for when it is chosen.</summary>
    private static CodeAction Deferred(CodeAction action, string? rule, Document document, ClientCapabilities client)
    {
        CodeAction named = action with { Data = new CodeActionData(document.Uri, rule) };
        return CanAskLater(client) ? named : WithFix(named, document, client) with { Data = null };
    }

    private static bool CanAskLater(ClientCapabilities client) =>
        client.TextDocument?.CodeAction is { DataSupport: true, ResolveSupport.Properties: { } properties } && properties.Contains("edit");

    /// <summary>Pins an image to what the lock file says or, if that says nothing, to what its registry will say; null where neither can be.</summary>
    private static CodeAction? Pin(ImageUse image, Document document, ClientCapabilities client, bool isOnline)
    {
        if (image.Fetched is not { Digest: null, Domain.Length: > 0 } reference)
            return null;
        var action = new CodeAction($"Pin '{image.Text}' to its digest", CodeActionKinds.Pin);
        if (document.Pins.TryGetValue(reference.ToResolvedString(), out LockedImage? locked))
            return ImagePin.For(image, document.Source, locked.Digest) is { } edit ? action with { Edit = TextChanges.Of(document, [edit], client) } : null;
        return isOnline && CanAskLater(client) ? action with { Data = new CodeActionData(document.Uri, null) { Image = image.Span.Start } } : null;
    }

    private async Task<CodeAction> PinAsync(CodeAction action, string uri, int start, CancellationToken cancel)
    {
        if (session.Workspace.Find(uri) is not { } document
            || document.Reading?.Images.FirstOrDefault(image => image.Span.Start == start) is not { Fetched: { } reference } image)
        {
            return action;
        }

        if (await session.Host.DigestOfAsync(reference, cancel).ConfigureAwait(false) is not { } digest)
        {
            await session.Client.ShowAsync(2, $"'{image.Text}' is not pinned: its registry does not have it, or does not answer").ConfigureAwait(false);
            return action;
        }

        return ImagePin.For(image, document.Source, digest) is { } edit
            ? action with { Edit = TextChanges.Of(document, [edit], session.Capabilities) }
            : action;
    }

    private static CodeAction WithFix(CodeAction action, Document document, ClientCapabilities client)
    {
        string? rule = action.Data?.Rule;
        SourceText? result = document.Fix(rule is null ? null : (_, findings) => findings.RemoveAll(finding => finding.Rule.Code != rule));
        return result is null
            ? action
            : action with { Edit = TextChanges.Of(document, [TextChanges.Between(document.Source.Value, result.Value)], client) };
    }
}
