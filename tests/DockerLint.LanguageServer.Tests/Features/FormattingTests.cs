using DockerLint.Analysis.Engine;
using DockerLint.LanguageServer.Features;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;
using DockerLint.Syntax.Text;

namespace DockerLint.LanguageServer.Tests.Features;

public sealed class FormattingTests
{
    [Theory]
    [InlineData("from a\nrun  ls\n", "FROM a\nRUN ls\n")]
    [InlineData("FROM a\n", "FROM a\n")]
    public void A_document_gets_the_style_of_the_command_line(string text, string expected)
    {
        Document document = Documents.Of(text);
        Assert.Equal(expected, Applied(document, FormattingFeature.Format(document, null)!));
    }

    [Fact]
    public void A_part_is_formatted_alone()
    {
        Document document = Documents.Of("from a\nworkdir /b\nuser c\n");
        Assert.Equal("from a\nWORKDIR /b\nuser c\n", Applied(document, FormattingFeature.Format(document, Documents.Range(1, 0, 1, 3))!));
        Assert.Equal("from a\nWORKDIR /b\nuser c\n", Applied(document, FormattingFeature.Format(document, Documents.Range(1, 0, 2, 0))!));
        Assert.Equal("from a\nworkdir /b\nUSER c\n", Applied(document, FormattingFeature.Format(document, Documents.Range(2, 0, 2, 0))!));
    }

    [Fact]
    public void The_style_is_that_of_the_nearest_configuration()
    {
        Document document = Documents.Of("FROM a\nCOPY a \\\n b \\\n /c\n", host: MemoryHost.With(("/project/.editorconfig", "[*]\nindent_size = 2\n")));
        Assert.Equal("FROM a\nCOPY a \\\n  b \\\n  /c\n", Applied(document, FormattingFeature.Format(document, null)!));
    }

    [Fact]
    public void A_new_line_of_a_continued_instruction_is_indented()
    {
        Document document = Documents.Of("FROM a\nCOPY a \\\n\n");
        Assert.Equal("FROM a\nCOPY a \\\n    \n", Applied(document, FormattingFeature.Indent(document, new LspPosition(2, 0))!));
        Assert.Null(FormattingFeature.Indent(document, new LspPosition(1, 0)));
    }

    [Fact]
    public void Other_files_are_not_formatted() => Assert.Null(FormattingFeature.Format(Documents.Of("services: {}\n", "/project/compose.yaml"), null));

    private static string Applied(Document document, IEnumerable<LspTextEdit> edits) =>
        Fixer.Apply(document.Source, edits.Select(edit => new TextEdit(document.Lines.SpanOf(edit.Range), edit.NewText))).Value;
}
