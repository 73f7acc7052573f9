using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using DockerLint.LanguageServer.Workspace;
using DockerLint.Syntax.Tree;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>What can be selected.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface ISelectionRanges
{
    /// <summary>What can be selected around places.</summary>
    [JsonRpcMethod("textDocument/selectionRange", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<SelectionRange>?> SelectAsync(SelectionRangeParams request, CancellationToken cancel);
}

/// <summary>Selects what is around a place, step by step: a variable, the word, the command, the instruction, the stage, the file.</summary>
internal sealed class SelectionRanges(Session session) : IFeature, ISelectionRanges
{
    /// <inheritdoc/>
    public ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) => server with { SelectionRangeProvider = true };

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<ISelectionRanges>(), this, null);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SelectionRange>?> SelectAsync(SelectionRangeParams request, CancellationToken cancel) =>
        session.AnswerAsync<IReadOnlyList<SelectionRange>>(request.TextDocument, document => [.. request.Positions.Select(position => Of(document, position))], cancel);

    /// <summary>What can be selected around a place, the smallest first.</summary>
    public static SelectionRange Of(Document document, LspPosition position)
    {
        int offset = document.Lines.OffsetAt(position);
        SelectionRange? range = null;
        TextSpan last = new(-1, int.MaxValue);
        foreach (TextSpan span in Around(document, offset).Where(span => span.Length > 0 && span.Start <= offset && offset <= span.End)
            .OrderByDescending(static span => span.Length))
        {
            // Each has to hold the next.
            if (range is not null && (span == last || !last.Contains(span)))
                continue;
            range = new SelectionRange(document.Lines.RangeOf(span), range);
            last = span;
        }

        return range ?? new SelectionRange(new LspRange(position, position), null);
    }

    private static IEnumerable<TextSpan> Around(Document document, int offset)
    {
        yield return new TextSpan(0, document.Source.Length);
        if (document.Images is { } images)
        {
            foreach (TextSpan span in images.Images.Select(static image => image.Span).Concat(images.Builds.Select(static build => build.Span)))
                yield return span;
        }

        if (document.Model is not { } model)
            yield break;
        foreach (CommentSyntax comment in model.Syntax.Comments)
            yield return comment.Span;
        if (model.Stages.LastOrDefault(stage => stage.From!.Extent.Start <= offset) is { From: { } from } stage)
            yield return TextSpan.Between(from.Extent.Start, stage.Instructions is [.., { } end] ? end.Extent.End : from.Extent.End);
        if (model.Syntax.InstructionAt(offset) is not { } instruction)
            yield break;
        yield return instruction.Extent;
        foreach (TextSpan span in In(instruction))
            yield return span;
    }

    private static IEnumerable<TextSpan> In(InstructionSyntax instruction)
    {
        yield return instruction.Span;
        yield return instruction.KeywordSpan;
        foreach (HeredocSyntax heredoc in instruction.Heredocs)
            yield return heredoc.BodySpan;
        foreach (FlagSyntax flag in instruction.Flags)
        {
            yield return flag.Span;
            yield return flag.ValueSpan;
            yield return flag.NameSpan;
        }

        foreach (KeyValueSyntax pair in (instruction as KeyValuesSyntax)?.Pairs ?? [])
        {
            yield return pair.Span;
            yield return pair.Name.Span;
            if (pair.Value is { } value)
                yield return value.Span;
        }

        foreach (WordSyntax word in instruction.Arguments)
        {
            yield return word.Span;
            foreach (VariablePart variable in word.Variables)
                yield return word.SpanOf(variable.Span);
        }

        if (instruction is CommandSyntax { Script: { } script })
        {
            foreach (ShellNode node in script.DescendantsAndSelf())
                yield return node.Span;
        }

        foreach (TextSpan span in instruction.Nested is { } nested ? In(nested) : [])
            yield return span;
    }
}
