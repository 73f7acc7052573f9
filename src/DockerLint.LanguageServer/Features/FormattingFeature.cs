using DockerLint.Formatting;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using DockerLint.LanguageServer.Workspace;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>One style.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface IFormatting
{
    /// <summary>Formats a document.</summary>
    [JsonRpcMethod("textDocument/formatting", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<LspTextEdit>?> FormatAsync(DocumentParams request, CancellationToken cancel);

    /// <summary>Formats a part of a document.</summary>
    [JsonRpcMethod("textDocument/rangeFormatting", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<LspTextEdit>?> FormatRangeAsync(DocumentRangeParams request, CancellationToken cancel);

    /// <summary>Formats while somebody types.</summary>
    [JsonRpcMethod("textDocument/onTypeFormatting", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<LspTextEdit>?> FormatOnTypeAsync(DocumentPositionParams request, CancellationToken cancel);
}

/// <summary>
/// Gives Dockerfiles the style of <c>dockerlint fmt</c>. Only <c>.editorconfig</c> decides on it, not the settings of the editor, so
/// that the command line agrees.
/// </summary>
internal sealed class FormattingFeature(Session session) : IFeature, IFormatting
{
    /// <inheritdoc/>
    public ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) => server with
    {
        DocumentFormattingProvider = true,
        DocumentRangeFormattingProvider = true,
        DocumentOnTypeFormattingProvider = new OnTypeFormattingOptions("\n"),
    };

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<IFormatting>(), this, null);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LspTextEdit>?> FormatAsync(DocumentParams request, CancellationToken cancel) =>
        session.AnswerAsync(request.TextDocument, static document => Format(document, null), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LspTextEdit>?> FormatRangeAsync(DocumentRangeParams request, CancellationToken cancel) =>
        session.AnswerAsync(request.TextDocument, document => Format(document, request.Range), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LspTextEdit>?> FormatOnTypeAsync(DocumentPositionParams request, CancellationToken cancel) =>
        session.AnswerAsync(request.TextDocument, document => Indent(document, request.Position), cancel);

    /// <summary>What changes in a document, or in the lines that a part of it touches; null where it is no Dockerfile.</summary>
    public static IReadOnlyList<LspTextEdit>? Format(Document document, LspRange? range)
    {
        if (document.Model is not { } model)
            return null;
        TextSpan? part = range is { } wanted ? document.Lines.SpanOf(wanted) : null;
        return [.. Formatter.Format(model, document.Style, part).Edits.Select(edit => new LspTextEdit(document.Lines.RangeOf(edit.Span), edit.NewText))];
    }

    /// <summary>How a new line of a continued instruction is indented; null where it is of none.</summary>
    public static IReadOnlyList<LspTextEdit>? Indent(Document document, LspPosition position)
    {
        int offset = document.Lines.OffsetAt(position);
        if (document.Model is null || Formatter.IndentOfNewLine(document.Source, offset, document.Style) is not { } indent)
            return null;
        TextSpan line = document.Source.Lines.SpanOf(document.Source.Lines.LineOf(offset));
        return [new LspTextEdit(document.Lines.RangeOf(line), indent)];
    }
}
