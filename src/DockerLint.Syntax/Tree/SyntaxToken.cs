using DockerLint.Syntax.Text;

namespace DockerLint.Syntax.Tree;

/// <summary>What a token is.</summary>
public enum TokenKind
{
    /// <summary>White space, line ends and a byte order mark.</summary>
    Space,

    /// <summary>A comment, from its <c>#</c> to the end of its line.</summary>
    Comment,

    /// <summary>A parser directive.</summary>
    Directive,

    /// <summary>The keyword of an instruction.</summary>
    Keyword,

    /// <summary>A flag with its value.</summary>
    Flag,

    /// <summary>An argument.</summary>
    Word,

    /// <summary>What joins arguments: <c>=</c>, the brackets and commas of JSON, the <c>--</c> that ends flags.</summary>
    Punctuation,

    /// <summary>An escape character at the end of a line, with the line end and white space after it.</summary>
    Continuation,

    /// <summary>The lines of a here-document.</summary>
    HeredocBody,

    /// <summary>The line that ends a here-document.</summary>
    HeredocEnd,
}

/// <summary>A smallest part of a file; all of them in order are the file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it stands; never empty.</param>
public readonly record struct SyntaxToken(TokenKind Kind, TextSpan Span)
{
    /// <summary>The tokens of a file, in order and without gaps.</summary>
    public static IEnumerable<SyntaxToken> Of(DockerfileSyntax file)
    {
        ArgumentNullException.ThrowIfNull(file);
        int end = 0;
        foreach (SyntaxToken token in Marked(file).Where(static token => token.Span.Length > 0).OrderBy(static token => token.Span))
        {
            foreach (SyntaxToken between in Gap(file, end, token.Span.Start))
                yield return between;
            yield return token;
            end = token.Span.End;
        }

        foreach (SyntaxToken between in Gap(file, end, file.Source.Length))
            yield return between;
    }

    /// <summary>What lies between the parts that nodes stand for: white space, then the ends of continued lines.</summary>
    private static IEnumerable<SyntaxToken> Gap(DockerfileSyntax file, int start, int end)
    {
        int escape = file.Source.Slice(TextSpan.Between(start, end)).IndexOf(file.Escape);
        int continuation = escape < 0 ? end : start + escape;
        if (continuation > start)
            yield return new SyntaxToken(TokenKind.Space, TextSpan.Between(start, continuation));
        if (end > continuation)
            yield return new SyntaxToken(TokenKind.Continuation, TextSpan.Between(continuation, end));
    }

    private static IEnumerable<SyntaxToken> Marked(DockerfileSyntax file)
    {
        foreach (DirectiveSyntax directive in file.Directives)
            yield return new SyntaxToken(TokenKind.Directive, directive.Span);
        foreach (CommentSyntax comment in file.Comments)
            yield return new SyntaxToken(TokenKind.Comment, comment.Span);
        foreach (InstructionSyntax instruction in file.Instructions)
        {
            foreach (SyntaxToken token in InLine(instruction))
                yield return token;
            foreach (HeredocSyntax heredoc in instruction.Heredocs)
            {
                yield return new SyntaxToken(TokenKind.HeredocBody, heredoc.BodySpan);
                yield return new SyntaxToken(TokenKind.HeredocEnd, heredoc.TerminatorSpan);
            }
        }
    }

    private static IEnumerable<SyntaxToken> InLine(InstructionSyntax instruction)
    {
        LogicalText text = instruction.Line.Text;
        int end = instruction.Local.Start;
        foreach ((TokenKind kind, TextSpan local) in Parts(instruction))
        {
            foreach (SyntaxToken token in Between(text, end, local.Start).Concat(Fragments(text, kind, local)))
                yield return token;
            end = local.End;
        }

        foreach (SyntaxToken token in Between(text, end, text.Length))
            yield return token;
    }

    private static IEnumerable<(TokenKind Kind, TextSpan Local)> Parts(InstructionSyntax instruction)
    {
        yield return (TokenKind.Keyword, instruction.LocalKeyword);
        foreach (SyntaxNode child in instruction.Children)
        {
            if (child is InstructionSyntax nested)
            {
                foreach ((TokenKind, TextSpan) part in Parts(nested))
                    yield return part;
            }
            else
            {
                yield return (child is FlagSyntax ? TokenKind.Flag : TokenKind.Word, child.Local);
            }
        }
    }

    /// <summary>What stands between two nodes, piece by piece: an element of a JSON array that is no string is a word.</summary>
    private static IEnumerable<SyntaxToken> Between(LogicalText text, int start, int end)
    {
        while (start < end)
        {
            TokenKind kind = KindOf(text.Span[start]);
            int next = start + 1;
            while (next < end && KindOf(text.Span[next]) == kind)
                next++;
            foreach (SyntaxToken token in Fragments(text, kind, TextSpan.Between(start, next)))
                yield return token;
            start = next;
        }
    }

    private static TokenKind KindOf(char c) =>
        char.IsWhiteSpace(c) ? TokenKind.Space
        : "=[],-\\`".Contains(c, StringComparison.Ordinal) ? TokenKind.Punctuation
        : TokenKind.Word;

    private static IEnumerable<SyntaxToken> Fragments(LogicalText text, TokenKind kind, TextSpan local) =>
        text.Fragments(local).Select(fragment => new SyntaxToken(kind, fragment));
}
