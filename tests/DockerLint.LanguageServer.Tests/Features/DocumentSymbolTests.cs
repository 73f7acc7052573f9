using CsCheck;
using DockerLint.LanguageServer.Features;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;

namespace DockerLint.LanguageServer.Tests.Features;

public sealed class DocumentSymbolTests
{
    [Fact]
    public void Stages_hold_their_instructions_and_these_what_they_define() => Assert.Equal(
        """
        Constant V 3
        Module build alpine:$V
          Variable ENV
            Variable A 1
            Variable B 2
          Function RUN ls -l
        Module stage 1 scratch
          Property org.label x
        """.ReplaceLineEndings("\n"),
        Shown(DocumentSymbols.Of(Documents.Of("ARG V=3\nFROM alpine:$V AS build\nENV A=1 B=2\nRUN ls -l\nFROM scratch\nLABEL org.label=x\n")), ""));

    [Fact]
    public void Other_files_are_outlined_by_their_images_and_builds() => Assert.Equal(
        """
        Property redis:7
        Object build ./web
        """.ReplaceLineEndings("\n"),
        Shown(DocumentSymbols.Of(Documents.Of("services:\n  a:\n    image: redis:7\n  b:\n    build: ./web\n", "/project/compose.yaml")), ""));

    [Fact]
    public void The_name_lies_in_what_it_names_whatever_the_text() => Gen.OneOf(
        "FROM a AS b\n", "FROM\n", "ENV\n", "ENV =\n", "ARG \"\n", "ONBUILD RUN x\n", "RUN <<E\n", "\\\n", "LABEL a=b \\\n c=d\n", "WHAT\n", "\r", "😀").Array[0, 12].Select(string.Concat).Sample(text =>
    {
        Document document = Documents.Of(text);
        Assert.All(DocumentSymbols.Of(document), symbol => AssertWhole(symbol, document));
    });

    private static void AssertWhole(DocumentSymbol symbol, Document document)
    {
        Assert.NotEqual("", symbol.Name);
        Assert.True(
            document.Lines.SpanOf(symbol.Range).Contains(document.Lines.SpanOf(symbol.SelectionRange)),
            $"{symbol.Name}: {symbol.SelectionRange} is not in {symbol.Range}");
        foreach (DocumentSymbol child in symbol.Children ?? [])
            AssertWhole(child, document);
    }

    private static string Shown(IEnumerable<DocumentSymbol> symbols, string indent) => string.Join('\n', symbols.Select(symbol =>
        $"{indent}{symbol.Kind} {symbol.Name} {symbol.Detail}".TrimEnd() + (symbol.Children is { Count: > 0 } children ? "\n" + Shown(children, indent + "  ") : "")));
}
