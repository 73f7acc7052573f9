using System.Collections.Immutable;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests.Shell;

public sealed class ScriptTests
{
    [Theory]
    [InlineData("a; b && c | d", "a b c d")]
    [InlineData("a $(b `c`) \"$(d)\" e", "a b c d")]
    [InlineData("x=$(a) b", "b a")]
    [InlineData("{ a; (b); } && if c; then d; elif e; then f; else g; fi", "a b c d e f g")]
    [InlineData("for x in $(a); do b; done; while c; do d; done", "a b c d")]
    [InlineData("case $(a) in b) c;; $(d)) e;; esac", "a c d e")]
    [InlineData("f() { a; }; [[ $(b) ]]; (( $(c) )); g=($(d))", "a b c  d")]
    [InlineData("a <(b) >\"$(c)\" ${d:-$(e)} $((1 + $(f)))", "a b c e f")]
    [InlineData("a <<E | b\n$(c)\nE\nd", "a b c d")]
    [InlineData("> f", "")]
    public void Commands_are_found_wherever_they_stand_in_the_order_of_the_text(string text, string names) =>
        Assert.Equal(names, string.Join(' ', Script.Valid(text).Commands.Select(static command => command.Name?.Text)));

    [Fact]
    public void Spans_are_those_of_the_file_when_lines_were_joined()
    {
        const string source = "RUN apt-get \\\n  # why\n  install \"a\\\n b\" \\\n  && ls\n";
        ImmutableArray<TextSpan> pieces = [.. new[] { "apt-get ", "  install \"a", " b\" ", "  && ls" }
            .Select(piece => new TextSpan(source.IndexOf(piece, StringComparison.Ordinal), piece.Length))];
        ShellScriptSyntax script = ShellScriptSyntax.Parse(LogicalText.Join(source, pieces));
        Assert.Empty(script.Errors);
        Assert.Equal("apt-get   install \"a b\"   && ls", script.Text);

        ShellSimpleCommandSyntax install = script.Commands[0];
        Assert.Equal(TextSpan.Between(4, 39), install.Span);
        Assert.Equal(new TextSpan(0, 23), install.LogicalSpan);
        Assert.Equal("apt-get   install \"a b\"", install.Text);
        Assert.Equal(new TextSpan(24, 7), install.Arguments[0].Span);
        Assert.Equal(TextSpan.Between(32, 39), install.Arguments[1].Span);
        Assert.Equal("a b", install.Arguments[1].Literal);
        Assert.Equal("\"a\\\n b\"", source.Substring(install.Arguments[1].Span.Start, install.Arguments[1].Span.Length));
        Assert.Equal("ls", source.Substring(script.Commands[1].Span.Start, 2));
    }

    [Fact]
    public void An_empty_value_before_a_joined_line_stays_on_its_line()
    {
        const string source = "RUN A=\\\n b\n";
        ShellScriptSyntax script = ShellScriptSyntax.Parse(LogicalText.Join(source, [new TextSpan(4, 2), new TextSpan(8, 2)]));
        ShellAssignmentSyntax assignment = Assert.Single(script.Commands[0].Assignments);
        Assert.Equal((new TextSpan(4, 2), new TextSpan(6, 0)), (assignment.Span, assignment.Value.Span));
        Assert.Equal(new TextSpan(9, 1), script.Commands[0].Name!.Span);
    }

    [Fact]
    public void A_comment_in_joined_lines_hides_the_rest()
    {
        ShellScriptSyntax script = Script.Valid("a && b # c && d");
        Assert.Equal(2, script.Commands.Length);
        Assert.Equal(new TextSpan(7, 8), Assert.Single(script.Comments).Span);
    }

    [Fact]
    public void A_part_of_a_file_is_read_at_its_place()
    {
        const string source = "RUN <<EOF\nset -e\nmake `nproc`\nEOF\n";
        ShellScriptSyntax script = ShellScriptSyntax.Parse(new LogicalText(source, TextSpan.Between(10, 30)));
        Assert.Equal(["[10..16)", "[17..29)", "[23..28)"], script.Commands.Select(static command => command.Span.ToString()));
    }

    [Fact]
    public void Commands_are_found_once()
    {
        ShellScriptSyntax script = Script.Valid("a; b");
        Assert.Equal(script.Commands, script.Commands);
        Assert.Same(script.Commands[0], script.Commands[0]);
    }
}
