using CsCheck;
using DockerLint.LanguageServer.Features;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;

namespace DockerLint.LanguageServer.Tests.Features;

public sealed class SemanticTokenTests
{
    [Theory]
    [InlineData("# syntax=a\n# c\nFROM a AS b\n", "comment:# ", "macro:syntax", "comment:=", "string:a", "comment:# c", "keyword:FROM", "type:a", "keyword:AS", "namespace!:b")]
    [InlineData("FROM a AS b\nFROM b\nCOPY --from=b --link /x $PATH /y\n", "keyword:FROM", "type:a", "keyword:AS", "namespace!:b", "keyword:FROM", "namespace:b", "keyword:COPY", "parameter:--from", "namespace:b", "parameter:--link", "string:/x", "variable:$PATH", "string:/y")]
    [InlineData("FROM a\nENV A=b C=\"$A\"\nLABEL x=y\nEXPOSE 80\n", "keyword:FROM", "type:a", "keyword:ENV", "variable!:A", "string:b", "variable!:C", "string:\"", "variable:$A", "string:\"", "keyword:LABEL", "property:x", "string:y", "keyword:EXPOSE", "number:80")]
    [InlineData("FROM a\nRUN if test -f x; then echo \"$A\" 'b' > c | d; fi # e\n", "keyword:FROM", "type:a", "keyword:RUN", "keyword:if", "function:test", "parameter:-f", "operator:;", "keyword:then", "function:echo", "string:\"", "variable:$A", "string:\"", "string:'b'", "operator:>", "operator:|", "function:d", "operator:;", "keyword:fi", "comment:# e")]
    [InlineData("FROM a\nRUN B=c; for x in 1; do y; done\n", "keyword:FROM", "type:a", "keyword:RUN", "variable!:B", "operator:;", "keyword:for", "variable!:x", "keyword:in", "keyword:do", "function:y", "operator:;", "keyword:done")]
    [InlineData("FROM a\nRUN x \\\n # c\n -y\n", "keyword:FROM", "type:a", "keyword:RUN", "function:x", "comment:# c", "parameter:-y")]
    [InlineData("FROM a\nRUN <<E\nls -l\nE\nCOPY <<F /\n$PATH x\nF\n", "keyword:FROM", "type:a", "keyword:RUN", "macro:<<E", "function:ls", "parameter:-l", "macro:E", "keyword:COPY", "macro:<<F", "string:/", "variable:$PATH", "string: x", "macro:F")]
    [InlineData("FROM a\nHEALTHCHECK --retries=3 CMD [\"a\"]\nONBUILD USER b\n", "keyword:FROM", "type:a", "keyword:HEALTHCHECK", "parameter:--retries", "string:3", "keyword:CMD", "string:\"a\"", "keyword:ONBUILD", "keyword:USER", "string:b")]
    public void Each_part_is_what_it_is(string text, params string[] expected)
    {
        Document document = Documents.Of(text);
        Assert.Equal(expected, Shown(document, TokenPainter.Paint(document, new TextSpan(0, text.Length))));
    }

    [Fact]
    public void Tokens_are_on_one_line_in_order_and_apart_whatever_the_text() => Gen.OneOf(
        "FROM a AS b\n", "RUN x 'a\n", "RUN if x; then\\\n y; fi\n", "COPY --from=b a <<E /\n", "$A\nE\n", "ENV A=\"b \\\n c\"\n", "# c\n", "\\\n", "\r", "😀", "ONBUILD RUN echo $A\n", "RUN <<X\n$(a `b`)\nX\n", "EXPOSE 1 \\\n#c\n 2\n").Array[0, 12].Select(string.Concat).Sample(text =>
    {
        Document document = Documents.Of(text);
        IReadOnlyList<int> data = TokenPainter.Paint(document, new TextSpan(0, text.Length));
        int line = 0;
        int end = 0;
        int start = 0;
        for (int index = 0; index < data.Count; index += 5)
        {
            if (data[index] > 0)
                (line, start, end) = (line + data[index], 0, 0);
            start += data[index + 1];
            Assert.True(start >= end);
            end = start + data[index + 2];
            Assert.True(end > start);
            Assert.Equal(new LspPosition(line, end), document.Lines.PositionAt(document.Lines.OffsetAt(new LspPosition(line, end))));
        }
    });

    [Fact]
    public void A_part_has_the_tokens_of_the_whole_that_are_in_it()
    {
        const string Text = "FROM a\nRUN x -y\nRUN z\n";
        Document document = Documents.Of(Text);
        Assert.Equal(["keyword:RUN", "function:x", "parameter:-y"], Shown(document, TokenPainter.Paint(document, new TextSpan(7, 8)), 7));
    }

    [Fact]
    public void What_has_changed_makes_the_new_numbers_of_the_old() => Gen.Select(Gen.Int[0, 3].List[0, 12], Gen.Int[0, 3].List[0, 12]).Sample((before, after) =>
    {
        List<int> made = [.. before];
        foreach (SemanticTokensEdit edit in SemanticTokenFeature.Difference(before, after))
        {
            made.RemoveRange(edit.Start, edit.DeleteCount);
            made.InsertRange(edit.Start, edit.Data);
        }

        Assert.Equal(after, made);
        Assert.Empty(SemanticTokenFeature.Difference(after, [.. after]));
    });

    private static IEnumerable<string> Shown(Document document, IReadOnlyList<int> data, int start = 0)
    {
        var at = new LspPosition(0, 0);
        for (int index = 0; index < data.Count; index += 5)
        {
            at = data[index] > 0 ? new LspPosition(at.Line + data[index], data[index + 1]) : at with { Character = at.Character + data[index + 1] };
            int offset = document.Lines.OffsetAt(at);
            Assert.True(offset >= start);
            yield return $"{TokenPainter.Types[data[index + 3]]}{(data[index + 4] == 1 ? "!" : "")}:{document.Source.Value.Substring(offset, data[index + 2])}";
        }
    }
}
