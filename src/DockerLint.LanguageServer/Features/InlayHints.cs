using System.Globalization;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using DockerLint.LanguageServer.Workspace;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>Texts between characters.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface IInlayHints
{
    /// <summary>Those of a part of a document.</summary>
    [JsonRpcMethod("textDocument/inlayHint", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<InlayHint>?> InlayHintsAsync(DocumentRangeParams request, CancellationToken cancel);
}

/// <summary>Shows what variables stand for, the numbers of stages and what numbers stand for, and since when an image is pinned.</summary>
internal sealed class InlayHints(Session session) : IFeature, IInlayHints
{
    private const int Longest = 40;

    /// <inheritdoc/>
    public ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) => server with { InlayHintProvider = true };

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<IInlayHints>(), this, null);

    /// <inheritdoc/>
    public Task<IReadOnlyList<InlayHint>?> InlayHintsAsync(DocumentRangeParams request, CancellationToken cancel) =>
        session.AnswerAsync(request.TextDocument, document => Of(document, request.Range), cancel);

    /// <summary>Those of a part of a document, in its order.</summary>
    public static IReadOnlyList<InlayHint>? Of(Document document, LspRange range)
    {
        if (document.Reading is null)
            return null;
        TextSpan part = document.Lines.SpanOf(range);
        IEnumerable<(int Offset, string Label, string? Tooltip)> hints = document.Model is { } model
            ? Values(model).Concat(Stages(model)).Concat(Pins(document, model.Images))
            : Pins(document, document.Images!.Images);
        return
        [
            .. hints.Where(hint => hint.Offset >= part.Start && hint.Offset <= part.End)
                .OrderBy(static hint => hint.Offset)
                .Select(hint => new InlayHint(document.Lines.PositionAt(hint.Offset), hint.Label) { PaddingLeft = true, Tooltip = hint.Tooltip }),
        ];
    }

    /// <summary>What words with variables become, where all of them are known.</summary>
    private static IEnumerable<(int Offset, string Label, string? Tooltip)> Values(DockerfileModel model)
    {
        foreach (InstructionSyntax instruction in model.Syntax.Instructions)
        {
            IEnumerable<SyntaxNode> words = instruction is KeyValuesSyntax pairs
                ? pairs.Pairs.Select(static pair => pair.Value).OfType<SyntaxNode>()
                : instruction.Arguments.Concat<SyntaxNode>(instruction.Flags);
            foreach (SyntaxNode word in words)
            {
                if (model.ExpansionOf(word) is not { Error: null, Uses.IsEmpty: false, Value: { Length: > 0 } value } expansion || expansion.Undefined.Any())
                    continue;
                string line = value.ReplaceLineEndings(" ");
                yield return (word.Span.End, $"= {(line.Length > Longest ? line[..Longest] + "…" : line)}", line.Length > Longest ? value : null);
            }
        }
    }

    /// <summary>The numbers of stages, and which stages numbers stand for.</summary>
    private static IEnumerable<(int Offset, string Label, string? Tooltip)> Stages(DockerfileModel model)
    {
        if (model.Stages.Length > 1)
        {
            foreach (Stage stage in model.Stages)
                yield return (stage.From!.Span.End, $"stage {stage.Index}", null);
        }

        foreach (StageUse use in model.Stages.SelectMany(static stage => stage.Uses))
        {
            if (use.Instruction is CopySyntax { From.Value: [>= '0' and <= '9', ..] })
                yield return (use.Span.End, use.Stage.Name ?? use.Stage.BaseName?.Value ?? use.Stage.DisplayName, null);
        }
    }

    /// <summary>Since when digests are what their tags stand for, as the lock file has it.</summary>
    private static IEnumerable<(int Offset, string Label, string? Tooltip)> Pins(Document document, IEnumerable<ImageUse> images)
    {
        foreach (ImageUse image in images)
        {
            if (image.Reference is { Digest: { } digest } reference
                && document.Pins.TryGetValue(HoverTexts.LockKeyOf(reference), out LockedImage? locked)
                && locked.Digest == digest
                && locked.Date is { } date)
            {
                yield return (image.Span.End, $"of {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", $"the day on which {reference.Tagged} had this digest, as {LockFile.Name} has it");
            }
        }
    }
}
