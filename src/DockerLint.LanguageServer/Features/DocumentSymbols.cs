using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using DockerLint.LanguageServer.Workspace;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>The outline of a document.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface IDocumentSymbols
{
    /// <summary>The symbols of a document.</summary>
    [JsonRpcMethod("textDocument/documentSymbol", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<DocumentSymbol>?> DocumentSymbolAsync(DocumentSymbolParams request, CancellationToken cancel);
}

/// <summary>Stages with their instructions, and the names that these define; of other files the images and builds.</summary>
internal sealed class DocumentSymbols(Session session) : IFeature, IDocumentSymbols
{
    private const int LongestDetail = 60;

    /// <inheritdoc/>
    public ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) => server with { DocumentSymbolProvider = true };

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<IDocumentSymbols>(), this, null);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DocumentSymbol>?> DocumentSymbolAsync(DocumentSymbolParams request, CancellationToken cancel) =>
        session.AnswerAsync(request.TextDocument, Of, cancel);

    /// <summary>The symbols of a document.</summary>
    public static IReadOnlyList<DocumentSymbol> Of(Document document)
    {
        if (document.Model is { } model)
            return [.. model.Preamble.Instructions.Select(instruction => Of(instruction, document)), .. model.Stages.Select(stage => Of(stage, document))];
        if (document.Images is { } images)
            return [.. images.Images.Select(image => Of(image, document)), .. images.Builds.Select(build => Of(build, document))];
        return [];
    }

    private static DocumentSymbol Of(Stage stage, Document document)
    {
        FromSyntax from = stage.From!;
        TextSpan name = from.Name?.Span ?? from.Image?.Span ?? from.KeywordSpan;
        int end = stage.Instructions is [.., var last] ? last.Extent.End : from.Extent.End;
        return new DocumentSymbol(
            from.Name?.Text ?? $"stage {stage.Index}",
            SymbolKind.Module,
            document.Lines.RangeOf(TextSpan.Between(from.Extent.Start, end)),
            document.Lines.RangeOf(name))
        {
            Detail = from.Image?.Text,
            Children = [.. stage.Instructions.Select(instruction => Of(instruction, document))],
        };
    }

    private static DocumentSymbol Of(InstructionSyntax instruction, Document document)
    {
        LspRange range = document.Lines.RangeOf(instruction.Extent);
        if (instruction is not KeyValuesSyntax { Pairs: { IsEmpty: false } pairs })
        {
            string keyword = instruction.Keyword.ToUpperInvariant();
            return new DocumentSymbol(keyword.Length == 0 ? "?" : keyword, SymbolKind.Function, range, document.Lines.RangeOf(instruction.KeywordSpan))
            {
                Detail = Shortened(string.Join(' ', instruction.Arguments.Select(static word => word.Text))),
            };
        }

        SymbolKind kind = instruction.Kind switch
        {
            InstructionKind.Arg => SymbolKind.Constant,
            InstructionKind.Env => SymbolKind.Variable,
            _ => SymbolKind.Property,
        };
        if (pairs is [var only])
            return Of(only, kind, range, document);
        return new DocumentSymbol(instruction.Keyword.ToUpperInvariant(), kind, range, document.Lines.RangeOf(instruction.KeywordSpan))
        {
            Children = [.. pairs.Select(pair => Of(pair, kind, document.Lines.RangeOf(pair.Span), document))],
        };
    }

    private static DocumentSymbol Of(KeyValueSyntax pair, SymbolKind kind, LspRange range, Document document) =>
        new(pair.Name.Text is { Length: > 0 } name ? name : "?", kind, range, document.Lines.RangeOf(pair.Name.Span)) { Detail = Shortened(pair.Value?.Text ?? "") };

    private static DocumentSymbol Of(ImageUse image, Document document)
    {
        LspRange range = document.Lines.RangeOf(image.Span);
        return new DocumentSymbol(image.Text.Length == 0 ? "?" : image.Shown(), SymbolKind.Property, range, range);
    }

    private static DocumentSymbol Of(BuildUse build, Document document)
    {
        LspRange range = document.Lines.RangeOf(build.Span);
        return new DocumentSymbol("build", SymbolKind.Object, range, range) { Detail = build.Context?.Text };
    }

    private static string? Shortened(string text)
    {
        int end = text.AsSpan().IndexOfAny('\r', '\n');
        string line = end < 0 ? text : text[..end];
        return line.Length == 0 ? null : line.Length > LongestDetail ? $"{line[..LongestDetail]}…" : line;
    }
}
