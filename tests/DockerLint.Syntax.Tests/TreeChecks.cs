using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests;

/// <summary>What is true of the tree of any text.</summary>
internal static class TreeChecks
{
    /// <summary>Fails the test with what is wrong.</summary>
    public static void Check(string text)
    {
        var file = DockerfileSyntax.Parse(text);
        CheckTokens(file);
        int end = 0;
        foreach (InstructionSyntax instruction in file.Instructions)
        {
            Assert.True(instruction.Extent.Start >= end, $"{instruction} starts in the instruction before");
            CheckNode(instruction, instruction.Extent);
            CheckInstruction(instruction, instruction.Extent);
            end = instruction.Extent.End;
        }

        var whole = new TextSpan(0, text.Length);
        Assert.All(file.Comments, comment => Assert.True(whole.Contains(comment.Span) && text[comment.Span.Start] == '#'));
        Assert.All(file.Errors, error => Assert.True(whole.Contains(error.Span), error.Message));
        Assert.True(file.Frontend is not { } frontend || whole.Contains(frontend.Span));
    }

    private static void CheckTokens(DockerfileSyntax file)
    {
        int end = 0;
        foreach (SyntaxToken token in SyntaxToken.Of(file))
        {
            Assert.Equal(end, token.Span.Start);
            Assert.True(token.Span.Length > 0);
            ReadOnlySpan<char> text = file.Source.Slice(token.Span);
            Assert.True(Fits(token.Kind, text, file.Escape), $"{token.Kind} '{text}'");
            end = token.Span.End;
        }

        Assert.Equal(file.Source.Length, end);
        Assert.Equal(file.Source.Value, file.ToString());
    }

    private static bool Fits(TokenKind kind, ReadOnlySpan<char> text, char escape) => kind switch
    {
        TokenKind.Space => text.TrimStart('\uFEFF').Trim().IsEmpty,
        TokenKind.Comment or TokenKind.Directive => text[0] == '#' && !text.Contains('\n'),
        TokenKind.Punctuation => text.IndexOfAnyExcept(['=', ',', '[', ']', '-', escape]) < 0,
        TokenKind.Continuation => text.Contains(escape) && WithoutSpace(text).Trim(escape).Length == 0,
        TokenKind.HeredocEnd => !text.Contains('\n'),
        _ => true,
    };

    private static string WithoutSpace(ReadOnlySpan<char> text) =>
        string.Concat(text.ToString().Where(static c => !char.IsWhiteSpace(c)));

    private static void CheckInstruction(InstructionSyntax instruction, TextSpan extent)
    {
        Assert.True(extent.Contains(instruction.KeywordSpan));
        Assert.All(instruction.Flags, flag =>
        {
            CheckNode(flag, instruction.Span);
            Assert.True(flag.Span.Contains(flag.NameSpan) && flag.Span.Contains(flag.ValueSpan));
        });
        Assert.All(instruction.Arguments, word =>
        {
            CheckNode(word, instruction.Span);
            Assert.All(word.Parts, part => Assert.True(part.Span.Start >= 0 && part.Span.End <= word.Text.Length && part.Span.Length > 0));
            Assert.Equal(word.Text.Length, word.Parts.Sum(part => part.Span.Length));
            Assert.All(word.Variables, variable => Assert.True(word.Span.Contains(word.SpanOf(variable.Span))));
        });
        if (instruction is KeyValuesSyntax { Pairs: var pairs })
        {
            Assert.All(pairs, pair =>
            {
                CheckNode(pair, instruction.Span);
                CheckNode(pair.Name, pair.Span);
                if (pair.Value is { } value)
                    CheckNode(value, pair.Span);
            });
        }

        Assert.All(instruction.Heredocs, heredoc =>
        {
            Assert.True(extent.Contains(heredoc.Span));
            Assert.True(heredoc.BodySpan.End <= heredoc.TerminatorSpan.Start);
            Assert.True(!heredoc.IsTerminated || extent.Contains(heredoc.TerminatorSpan));
            Assert.InRange(heredoc.Body.Length, 0, heredoc.Content.Length);
        });
        if (instruction.Nested is { } nested)
        {
            CheckNode(nested, instruction.Span);
            CheckInstruction(nested, extent);
        }
    }

    private static void CheckNode(SyntaxNode node, TextSpan outer) =>
        Assert.True(outer.Contains(node.Span), $"'{node}' at {node.Span} is not inside {outer}");
}
