using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Syntax.Tests;

public sealed class TokenTests
{
    [Theory]
    [InlineData("FROM a", "Keyword[FROM] Space[ ] Word[a]")]
    [InlineData("\uFEFF# syntax=a\n# b\n\nRUN c\n", "Space[\uFEFF] Directive[# syntax=a] Space[⏎] Comment[# b] Space[⏎⏎] Keyword[RUN] Space[ ] Word[c] Space[⏎]")]
    [InlineData("RUN a \\\n# b\n c", "Keyword[RUN] Space[ ] Word[a ] Continuation[\\⏎] Comment[# b] Space[⏎] Word[ c]")]
    [InlineData("COPY --link -- a b", "Keyword[COPY] Space[ ] Flag[--link] Space[ ] Punctuation[--] Space[ ] Word[a] Space[ ] Word[b]")]
    [InlineData("ENV a=b c=", "Keyword[ENV] Space[ ] Word[a] Punctuation[=] Word[b] Space[ ] Word[c] Punctuation[=]")]
    [InlineData("ENV a b", "Keyword[ENV] Space[ ] Word[a] Space[ ] Word[b]")]
    [InlineData("ENV a=b\\\\\\", "Keyword[ENV] Space[ ] Word[a] Punctuation[=] Word[b\\\\] Punctuation[\\]")]
    [InlineData("CMD [\"a\", \"b\"]", "Keyword[CMD] Space[ ] Punctuation[[] Word[\"a\"] Punctuation[,] Space[ ] Word[\"b\"] Punctuation[]]")]
    [InlineData("CMD [1]", "Keyword[CMD] Space[ ] Punctuation[[] Word[1] Punctuation[]]")]
    [InlineData("RUN <<E\na\nE\n", "Keyword[RUN] Space[ ] Word[<<E] Space[⏎] HeredocBody[a⏎] HeredocEnd[E] Space[⏎]")]
    [InlineData("ONBUILD USER a", "Keyword[ONBUILD] Space[ ] Keyword[USER] Space[ ] Word[a]")]
    [InlineData("CO\\\nPY a\\\nb c", "Keyword[CO] Continuation[\\⏎] Keyword[PY] Space[ ] Word[a] Continuation[\\⏎] Word[b] Space[ ] Word[c]")]
    [InlineData("\uFEFF\n \\\n\\\nRUN a", "Space[\uFEFF⏎ ] Continuation[\\⏎\\⏎] Keyword[RUN] Space[ ] Word[a]")]
    [InlineData("", "")]
    [InlineData("\r\n ", "Space[\r⏎ ]")]
    public void The_tokens_of_a_file(string text, string tokens)
    {
        var file = DockerfileSyntax.Parse(text);

        Assert.Equal(tokens, string.Join(' ', SyntaxToken.Of(file).Select(token => $"{token.Kind}[{file.At(token.Span)}]")));
        Assert.Equal(text, file.ToString());
    }

    [Fact]
    public void All_samples_are_covered() => Assert.All(Samples.All, sample => TreeChecks.Check(sample.Text));
}
