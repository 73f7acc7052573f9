using DockerLint.LanguageServer.Language;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using DockerLint.LanguageServer.Workspace;
using DockerLint.Syntax.Tree;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>How things are written.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface ISignatureHelps
{
    /// <summary>How what is at a place is written.</summary>
    [JsonRpcMethod("textDocument/signatureHelp", UseSingleObjectParameterDeserialization = true)]
    Task<SignatureHelp?> SignatureHelpAsync(DocumentPositionParams request, CancellationToken cancel);
}

/// <summary>Shows how an instruction is written, and which part of it comes now.</summary>
internal sealed class SignatureHelps(Session session) : IFeature, ISignatureHelps
{
    /// <inheritdoc/>
    public ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) => server with { SignatureHelpProvider = new SignatureHelpOptions([" ", "="]) };

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<ISignatureHelps>(), this, null);

    /// <inheritdoc/>
    public Task<SignatureHelp?> SignatureHelpAsync(DocumentPositionParams request, CancellationToken cancel) =>
        session.AnswerAsync(request.TextDocument, document => At(document, request.Position), cancel);

    /// <summary>How the instruction at a place is written; null where none is, or the place is in its keyword.</summary>
    public static SignatureHelp? At(Document document, LspPosition position)
    {
        int offset = document.Lines.OffsetAt(position);
        if (document.Model is not { Syntax: var syntax } || syntax.InstructionAt(offset) is not { } instruction)
            return null;
        if ((!instruction.IsOpen && syntax.Source.Lines.LineOf(offset) > syntax.Source.Lines.LineOf(instruction.LastLine.End))
            || syntax.Comments.Any(comment => comment.Span.Start < offset && offset <= comment.Span.End))
        {
            return null;
        }

        if (instruction.Nested is { } nested && offset > nested.KeywordSpan.End)
            instruction = nested;
        if (offset <= instruction.KeywordSpan.End || InstructionReference.Of(instruction.Kind) is not { } reference)
            return null;
        return new SignatureHelp(
            [
                new SignatureInformation(
                    reference.Form,
                    new MarkupContent("markdown", reference.Description),
                    [.. reference.Parameters.Select(static parameter => new ParameterInformation(parameter.Label, new MarkupContent("markdown", parameter.Description)))]),
            ],
            0,
            PartAt(offset, instruction, reference));
    }

    private static int PartAt(int offset, InstructionSyntax instruction, InstructionReference reference)
    {
        int last = reference.Parameters.Length - 1;
        bool hasFlags = !reference.Flags.IsEmpty;
        if (instruction.Flags.Any(flag => flag.Span.Start < offset && offset <= flag.Span.End))
            return 0;
        int index = instruction.Arguments.Count(argument => argument.Span.End < offset);
        int part = instruction switch
        {
            KeyValuesSyntax pairs => pairs.Pairs.Any(pair => pair.Value is { } value && value.Span.Start <= offset && offset <= pair.Span.End) ? 1 : 0,
            FromSyntax => index == 0 ? 1 : 2,
            TransferSyntax transfer => transfer.Destination is { } destination && destination.Span.Start <= offset ? 2 : 1,
            ExposeSyntax => IsAfter('/', offset, instruction) ? 1 : 0,
            UserSyntax => IsAfter(':', offset, instruction) ? 1 : 0,
            HealthcheckSyntax or RunSyntax => hasFlags ? 1 : 0,
            _ => Math.Min(index, last),
        };
        return Math.Min(part, last);
    }

    private static bool IsAfter(char mark, int offset, InstructionSyntax instruction) =>
        instruction.Arguments.FirstOrDefault(argument => argument.Span.Start <= offset && offset <= argument.Span.End) is { } word
        && word.Text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at
        && offset > word.SpanOf(new TextSpan(at, 1)).Start;
}
