using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests.Shell;

public sealed class RedirectionTests
{
    [Theory]
    [InlineData("<f", null, ShellRedirectionKind.Input, "f")]
    [InlineData("> f", null, ShellRedirectionKind.Output, "f")]
    [InlineData("2>/dev/null", "2", ShellRedirectionKind.Output, "/dev/null")]
    [InlineData(">>\"$f\"", null, ShellRedirectionKind.Append, "\"$f\"")]
    [InlineData(">|f", null, ShellRedirectionKind.Clobber, "f")]
    [InlineData("3<>f", "3", ShellRedirectionKind.ReadWrite, "f")]
    [InlineData("<&3", null, ShellRedirectionKind.DuplicateInput, "3")]
    [InlineData("2>&1", "2", ShellRedirectionKind.DuplicateOutput, "1")]
    [InlineData("10>&-", "10", ShellRedirectionKind.DuplicateOutput, "-")]
    [InlineData("{fd}>f", "{fd}", ShellRedirectionKind.Output, "f")]
    [InlineData("&>f", null, ShellRedirectionKind.OutputBoth, "f")]
    [InlineData("&>>f", null, ShellRedirectionKind.AppendBoth, "f")]
    [InlineData("<<<\"a b\"", null, ShellRedirectionKind.HereString, "\"a b\"")]
    [InlineData("< <(a)", null, ShellRedirectionKind.Input, "<(a)")]
    [InlineData("> >(a)", null, ShellRedirectionKind.Output, ">(a)")]
    public void A_redirection_has_a_descriptor_a_kind_and_a_target(
        string text, string? descriptor, ShellRedirectionKind kind, string target)
    {
        ShellRedirectionSyntax redirection = Script.Command("x " + text).Redirections[0];
        Assert.Equal((descriptor, kind, target), (redirection.Descriptor, redirection.Kind, redirection.Target.Text));
        Assert.Equal(new TextSpan(2, text.Length), redirection.Span);
    }

    [Fact]
    public void Digits_apart_from_the_operator_are_an_argument()
    {
        ShellSimpleCommandSyntax command = Script.Command("echo 2 >f a2>g");
        Assert.Equal(["2", "a2"], command.Arguments.Select(static word => word.Text));
        Assert.All(command.Redirections, static redirection => Assert.Null(redirection.Descriptor));
    }

    [Theory]
    [InlineData("(a) >f")]
    [InlineData("{ a; } >f")]
    [InlineData("if a; then b; fi >f")]
    [InlineData("while a; do b; done >f")]
    [InlineData("for a in b; do c; done >f")]
    [InlineData("case a in esac >f")]
    [InlineData("[[ a ]] >f")]
    [InlineData("((a)) >f")]
    public void A_compound_command_may_be_redirected_as_a_whole(string text)
    {
        ShellCompoundCommandSyntax command = Assert.IsAssignableFrom<ShellCompoundCommandSyntax>(Script.FirstCommand(text));
        Assert.Equal(">f", Assert.Single(command.Redirections).Text);
        Assert.Equal(text, command.Text);
    }

    [Theory]
    [InlineData("cat <<E\na $b\nE\n", "a $b\n", true)]
    [InlineData("cat <<E\nE\n", "", true)]
    [InlineData("cat <<'E'\na $b\nE", "a $b\n", true)]
    [InlineData("cat << \\E\na\n E\nE\n", "a\n E\n", true)]
    [InlineData("cat <<-E\n\ta\n\tE\n", "\ta\n", true)]
    [InlineData("cat <<E\na\n\tE\n", "a\n\tE\n", false)]
    [InlineData("cat <<E\n", "", false)]
    [InlineData("{ cat <<E; }\na\nE\n", "a\n", true)]
    [InlineData("x $(cat <<E\na\nE\n)", "a\n", true)]
    [InlineData("if cat <<E\na\nE\nthen b; fi", "a\n", true)]
    [InlineData("cat <<E | sort && echo \"\nx\" \na\nE\n", "a\n", true)]
    public void A_here_document_is_the_lines_after_the_one_that_asks_for_it(string text, string body, bool terminated)
    {
        ShellRedirectionSyntax redirection = Script.Only<ShellRedirectionSyntax>(text);
        Assert.Equal(ShellRedirectionKind.HereDocument, redirection.Kind);
        Assert.Equal((body, terminated), (redirection.HereDocument!.Text, redirection.HereDocument.IsTerminated));
    }

    [Fact]
    public void Here_documents_come_in_the_order_that_they_are_asked_for()
    {
        ShellScriptSyntax script = Script.Valid("cat <<A 3<<B\na\nA\nb\nB\necho c");
        Assert.Equal(["a\n", "b\n"], script.Commands[0].Redirections.Select(static redirection => redirection.HereDocument!.Text));
        Assert.Equal("echo", script.Commands[1].Name!.Literal);
    }

    [Fact]
    public void A_here_document_is_expanded_unless_its_delimiter_is_quoted()
    {
        Assert.Equal(
            "HereDocument[8..22)(Literal[8..10) ParameterExpansion[10..12) Literal[12..14) Escape[14..16) Literal[16..18) CommandSubstitution[18..21)(Statement[19..20)(Pipeline[19..20)(SimpleCommand[19..20)(Word[19..20))))) Literal[21..22))",
            Script.Outline([Script.Only<ShellHereDocumentSyntax>("cat <<E\na $b \"\\$c `d`\nE\n")]));
        Assert.Equal(
            "HereDocument[10..17)(Literal[10..17))", Script.Outline([Script.Only<ShellHereDocumentSyntax>("cat <<\"E\"\na $b `\nE\n")]));
    }

    [Fact]
    public void A_here_document_on_the_last_line_is_not_there() =>
        Assert.Null(Script.Only<ShellRedirectionSyntax>("cat <<E").HereDocument);

    [Theory]
    [InlineData("a >f\nb\nf\n")]
    [InlineData("a 2>&1\nb\nf\n")]
    [InlineData("a <<<f\nb\nf\n")]
    public void The_lines_after_another_redirection_are_commands(string text) =>
        Assert.Equal(["a", "b", "f"], Script.Valid(text).Commands.Select(static command => command.Name!.Literal));

    [Fact]
    public void An_empty_here_document_has_no_parts() =>
        Assert.Equal("HereDocument[10..10)", Script.Outline([Script.Only<ShellHereDocumentSyntax>("cat <<'E'\nE\n")]));
}
