using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Grammar;

/// <summary>What COPY and ADD refuse alike.</summary>
internal static class TransferChecks
{
    /// <summary>Refuses a missing destination, and a here-document as one.</summary>
    public static void Check(TransferSyntax transfer, InstructionErrors errors)
    {
        string keyword = InstructionKeywords.NameOf(transfer.Kind);
        if (transfer.Arguments.Length < 2)
            errors.Add(transfer.KeywordSpan, $"{keyword} needs a source and a destination");
        else if (transfer.Destination is { } destination && HeredocGrammar.MarkOf(destination.Text) is not null)
            errors.Add(destination.Span, $"a here-document cannot be the destination of {keyword}; put the path last");
    }
}
