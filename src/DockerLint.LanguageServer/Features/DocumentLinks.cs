using DockerLint.LanguageServer.Language;
using DockerLint.LanguageServer.Names;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using DockerLint.LanguageServer.Workspace;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>What leads elsewhere.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface IDocumentLinks
{
    /// <summary>The links of a document.</summary>
    [JsonRpcMethod("textDocument/documentLink", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<DocumentLink>?> LinksAsync(DocumentParams request, CancellationToken cancel);
}

/// <summary>Leads from images to the pages of their registries, from sources to their stages, from builds to their Dockerfiles, and to addresses.</summary>
internal sealed class DocumentLinks(Session session) : IFeature, IDocumentLinks
{
    /// <inheritdoc/>
    public ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) => server with { DocumentLinkProvider = new DocumentLinkOptions(ResolveProvider: false) };

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<IDocumentLinks>(), this, null);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DocumentLink>?> LinksAsync(DocumentParams request, CancellationToken cancel) => session.AnswerAsync(request.TextDocument, Of, cancel);

    /// <summary>The links of a document, in its order.</summary>
    public static IReadOnlyList<DocumentLink>? Of(Document document, WorkspaceState workspace)
    {
        if (document.Reading is null)
            return null;
        IEnumerable<(TextSpan Span, string Target, string Tooltip)> links = document.Model is { } model
            ? ImageLinks(model.Images).Concat(StageLinks(document, model)).Concat(AddressLinks(model))
            : ImageLinks(document.Images!.Images).Concat(DockerfileLinks(document, workspace));
        return
        [
            .. links.Where(static link => link.Span.Length > 0)
                .DistinctBy(static link => link.Span)
                .OrderBy(static link => link.Span)
                .Select(link => new DocumentLink(document.Lines.RangeOf(link.Span), link.Target) { Tooltip = link.Tooltip }),
        ];
    }

    private static IEnumerable<(TextSpan Span, string Target, string Tooltip)> ImageLinks(IEnumerable<ImageUse> images)
    {
        foreach (ImageUse image in images)
        {
            if (image is { IsGiven: false, Reference: { } reference, Holes.IsEmpty: true } && RegistryPage.Of(reference) is { } page)
                yield return (image.Span, page, $"{reference.Name} in its registry");
        }
    }

    private static IEnumerable<(TextSpan Span, string Target, string Tooltip)> StageLinks(Document document, DockerfileModel model)
    {
        foreach (Stage stage in model.Stages)
        {
            if (stage is { Parent: { } parent, From.Image: { } image })
                yield return LinkTo(parent, image.Span, document);
            foreach (StageUse use in stage.Uses)
                yield return LinkTo(use.Stage, use.Span, document);
        }
    }

    private static (TextSpan Span, string Target, string Tooltip) LinkTo(Stage stage, TextSpan span, Document document) =>
        (span, $"{document.Uri}#L{document.Lines.PositionAt(stage.From!.KeywordSpan.Start).Line + 1}", $"stage {stage.DisplayName}");

    /// <summary>Addresses that are fetched, and those that labels give.</summary>
    private static IEnumerable<(TextSpan Span, string Target, string Tooltip)> AddressLinks(DockerfileModel model)
    {
        foreach (InstructionSyntax instruction in model.Syntax.Instructions)
        {
            IEnumerable<WordSyntax> words = (instruction.Nested ?? instruction) switch
            {
                AddSyntax add => add.Sources,
                LabelSyntax label => label.Pairs.Select(static pair => pair.Value).OfType<WordSyntax>(),
                _ => [],
            };
            foreach (WordSyntax word in words)
            {
                if (IsAddress(model.ValueOf(word)))
                    yield return (word.Span, model.ValueOf(word), "open the address");
            }

            foreach (ShellSimpleCommandSyntax command in (instruction as RunSyntax)?.Script?.Commands ?? [])
            {
                foreach (ShellWordSyntax word in command.Arguments)
                {
                    if (word.Literal is { } text && IsAddress(text))
                        yield return (word.Span, text, "open the address");
                }
            }
        }
    }

    private static bool IsAddress(string text) =>
        (text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("http://", StringComparison.Ordinal))
        && Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Host.Length > 0;

    private static IEnumerable<(TextSpan Span, string Target, string Tooltip)> DockerfileLinks(Document document, WorkspaceState workspace)
    {
        foreach (BuildUse build in document.Images!.Builds)
        {
            if ((build.Dockerfile ?? build.Context) is { } written && WorkspaceNames.DockerfileOf(document, build, workspace) is { } dockerfile)
                yield return (written.Span, dockerfile.Uri, "the Dockerfile");
        }
    }
}
