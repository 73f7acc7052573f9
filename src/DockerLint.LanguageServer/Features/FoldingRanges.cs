using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using DockerLint.LanguageServer.Workspace;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>What can be folded.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface IFoldingRanges
{
    /// <summary>What can be folded in a document.</summary>
    [JsonRpcMethod("textDocument/foldingRange", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<FoldingRange>?> FoldAsync(DocumentParams request, CancellationToken cancel);
}

/// <summary>Folds stages, instructions of several lines, here-documents and blocks of comments.</summary>
internal sealed class FoldingRanges(Session session) : IFeature, IFoldingRanges
{
    /// <inheritdoc/>
    public ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) => server with { FoldingRangeProvider = true };

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<IFoldingRanges>(), this, null);

    /// <inheritdoc/>
    public Task<IReadOnlyList<FoldingRange>?> FoldAsync(DocumentParams request, CancellationToken cancel) => session.AnswerAsync(request.TextDocument, Of, cancel);

    /// <summary>What can be folded, by first line.</summary>
    public static IReadOnlyList<FoldingRange>? Of(Document document)
    {
        if (document.Model is not { } model)
            return null;
        HashSet<FoldingRange> ranges = [];
        void Add(TextSpan span, string? kind)
        {
            int first = document.Lines.PositionAt(span.Start).Line;
            int last = document.Lines.PositionAt(span.End).Line;
            if (last > first)
                ranges.Add(new FoldingRange(first, last) { Kind = kind });
        }

        foreach (Stage stage in model.Stages)
        {
            InstructionSyntax last = stage.Instructions is [.., { } end] ? end : stage.From!;
            Add(TextSpan.Between(stage.From!.Extent.Start, last.Extent.End), "region");
        }

        foreach (InstructionSyntax instruction in model.Syntax.Instructions)
        {
            Add(TextSpan.Between(instruction.Extent.Start, instruction.LastLine.End), null);
            foreach (HeredocSyntax heredoc in instruction.Heredocs)
                Add(TextSpan.Between(heredoc.Span.Start, heredoc.TerminatorSpan.Length > 0 ? heredoc.TerminatorSpan.End : heredoc.BodySpan.End), null);
        }

        AddComments(document, model.Syntax, Add);
        return [.. ranges.OrderBy(static range => range.StartLine).ThenByDescending(static range => range.EndLine)];
    }

    /// <summary>Comments on lines that follow each other.</summary>
    private static void AddComments(Document document, DockerfileSyntax syntax, Action<TextSpan, string?> add)
    {
        TextSpan? block = null;
        foreach (CommentSyntax comment in syntax.Comments.Where(static comment => !comment.IsInsideInstruction))
        {
            if (block is { } open && document.Lines.PositionAt(comment.Span.Start).Line == document.Lines.PositionAt(open.End).Line + 1)
            {
                block = TextSpan.Between(open.Start, comment.Span.End);
                continue;
            }

            if (block is { } done)
                add(done, "comment");
            block = comment.Span;
        }

        if (block is { } last)
            add(last, "comment");
    }
}
