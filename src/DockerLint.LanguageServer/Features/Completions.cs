using System.Collections.Immutable;
using DockerLint.LanguageServer.Names;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using DockerLint.LanguageServer.Workspace;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>What could be written.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface ICompletions
{
    /// <summary>What could be written at a place.</summary>
    [JsonRpcMethod("textDocument/completion", UseSingleObjectParameterDeserialization = true)]
    Task<CompletionList?> CompleteAsync(DocumentPositionParams request, CancellationToken cancel);
}

/// <summary>Completes instructions, flags and their values, stages, variables, images and tags, options of programs, comments; and in other files images, stages and arguments.</summary>
internal sealed class Completions(Session session) : IFeature, ICompletions
{
    /// <summary>Tags that are no versions come last.</summary>
    private static readonly Comparer<TagVersion?> s_byVersion = Comparer<TagVersion?>.Create(static (one, other) =>
        one is null || other is null ? (one is null ? 0 : 1) - (other is null ? 0 : 1) : one.CompareTo(other));

    /// <inheritdoc/>
    public ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) =>
        server with { CompletionProvider = new CompletionOptions(["$", "{", "=", ",", "-", ":", "#", " "], ResolveProvider: false) };

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<ICompletions>(), this, null);

    /// <inheritdoc/>
    public Task<CompletionList?> CompleteAsync(DocumentPositionParams request, CancellationToken cancel)
    {
        WorkspaceState workspace = session.Workspace;
        return workspace.Find(request.TextDocument.Uri) is { Reading: not null } document
            ? Task.Run(() => AtAsync(document, request.Position, workspace, session.Host, session.Capabilities, cancel), cancel)
            : Task.FromResult<CompletionList?>(null);
    }

    /// <summary>What could be written at a place; null where nothing could be.</summary>
    public static async Task<CompletionList?> AtAsync(
        Document document, LspPosition position, WorkspaceState workspace, IServerHost host, ClientCapabilities client, CancellationToken cancel)
    {
        int offset = document.Lines.OffsetAt(position);
        (IReadOnlyList<CompletionItem> Items, (ImageReference Image, TextSpan Span)? Tags) found;
        if (document.Model is not null)
        {
            var items = CompletionItems.At(document, offset, client.TextDocument?.Completion?.CompletionItem?.SnippetSupport == true);
            found = (items.Items, items.Tags);
        }
        else
        {
            found = InOtherFile(document, offset, workspace);
        }

        if (found.Tags is { } wanted)
            return new CompletionList(IsIncomplete: false, await TagsAsync(document, wanted.Image, wanted.Span, workspace.Settings.IsOnline ? host : null, cancel).ConfigureAwait(false));
        return found.Items.Count == 0 ? null : new CompletionList(IsIncomplete: false, found.Items);
    }

    /// <summary>The tags of an image: those of the lock file, then those of its registry, the newest version first.</summary>
    private static async Task<IReadOnlyList<CompletionItem>> TagsAsync(
        Document document, ImageReference image, TextSpan span, IServerHost? host, CancellationToken cancel)
    {
        List<CompletionItem> items = [];
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach ((string tag, string detail) in CompletionItems.LockedTags(document, image))
        {
            known.Add(tag);
            items.Add(CompletionItems.TagItem(document, tag, span, detail, items.Count));
        }

        ImmutableArray<string> tags = host is null ? [] : await host.TagsOfAsync(image, cancel).ConfigureAwait(false);
        foreach (string tag in tags.OrderByDescending(static tag => TagVersion.Parse(tag), s_byVersion))
        {
            if (known.Add(tag))
                items.Add(CompletionItems.TagItem(document, tag, span, null, items.Count));
        }

        return items;
    }

    private static (IReadOnlyList<CompletionItem> Items, (ImageReference Image, TextSpan Span)? Tags) InOtherFile(Document document, int offset, WorkspaceState workspace)
    {
        foreach (ImageUse image in document.Images!.Images)
        {
            int colon = image.Text.LastIndexOf(':');
            if (image.IsWritten
                && image.Span.Length == image.Text.Length
                && colon > image.Text.LastIndexOf('/')
                && offset > image.Span.Start + colon
                && offset <= image.Span.End
                && ImageReference.Parse(image.Text[..colon]).Reference is { } reference)
            {
                return ([], (reference, TextSpan.Between(image.Span.Start + colon + 1, image.Span.End)));
            }
        }

        foreach (BuildUse build in document.Images.Builds)
        {
            if (build.Target is { } target && target.Span.Start <= offset && offset <= target.Span.End && WorkspaceNames.DockerfileOf(document, build, workspace) is { Model: { } model })
                return ([.. model.Stages.Where(static stage => stage.Name is not null).Select(stage => Item(stage.From!.Name!.Text, CompletionItemKind.Module, target.Span, stage.BaseName?.Value))], null);
            if (build.Arguments.FirstOrDefault(argument => argument.Span.Start <= offset && offset <= argument.Span.End) is { } argument
                && WorkspaceNames.DockerfileOf(document, build, workspace) is { Model: { } built })
            {
                IEnumerable<string> arguments = built.Syntax.Instructions.OfType<ArgSyntax>().SelectMany(static arg => arg.Pairs).Select(static pair => pair.Name.Text).Distinct(StringComparer.Ordinal);
                return ([.. arguments.Select(name => Item(name, CompletionItemKind.Variable, argument.Span, "ARG"))], null);
            }
        }

        return ([], null);

        CompletionItem Item(string label, CompletionItemKind kind, TextSpan span, string? detail) =>
            new(label, kind, new LspTextEdit(document.Lines.RangeOf(span), label)) { Detail = detail };
    }
}
