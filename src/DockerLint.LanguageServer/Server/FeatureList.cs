using System.Collections.Immutable;
using DockerLint.LanguageServer.Features;
using DockerLint.LanguageServer.Names;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Server;

/// <summary>All that the server does: a written list, so that nothing has to be found at run time.</summary>
internal static class FeatureList
{
    /// <summary>Makes everything known to the connection.</summary>
    public static void Attach(Session session, JsonRpc rpc)
    {
        var push = new PushDiagnostics(session);
        var names = new WorkspaceNames();
        IdleMemory.Follow(session);
        ImmutableArray<IFeature> features =
        [
            new DocumentSync(session),
            new WorkspaceChanges(session),
            push,
            new PullDiagnostics(session),
            new ShellCheckFindings(session),
            new CodeActions(session),
            new ExplainRule(session),
            new DocumentSymbols(session),
            new WorkspaceSymbols(session),
            new Navigation(session, names),
            new Renaming(session, names),
            new Hovers(session, names),
            new DocumentLinks(session),
            new CodeLenses(session, names),
            new InlayHints(session),
            new FoldingRanges(session),
            new SelectionRanges(session),
            new Completions(session),
            new SignatureHelps(session),
            new SemanticTokenFeature(session),
            new FormattingFeature(session),
        ];
        foreach (IFeature feature in features)
            feature.Attach(rpc);
        new Lifecycle(session, features).Attach(rpc);
    }
}
