using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests.Shell;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("echo 'a", "''' is never closed", 5, 1)]
    [InlineData("echo \"a", "'\"' is never closed", 5, 1)]
    [InlineData("echo $(a", "'$(' is never closed", 5, 2)]
    [InlineData("echo `a", "'`' is never closed", 5, 1)]
    [InlineData("echo ${a", "'${' is never closed", 5, 2)]
    [InlineData("echo $((a", "'$((' is never closed", 5, 3)]
    [InlineData("(a; b", "'(' is never closed", 0, 1)]
    [InlineData("{ a; b", "'}' is expected, not the end", 6, 0)]
    [InlineData("if a; then b", "'fi' is expected, not the end", 12, 0)]
    [InlineData("if a; b; fi", "'then' is expected, not 'fi'", 9, 2)]
    [InlineData("if ; then b; fi", "a command is expected, not ';'", 3, 1)]
    [InlineData("if a; then fi", "a command is expected, not 'fi'", 11, 2)]
    [InlineData("for x in a; b; done", "'do' is expected, not 'b'", 12, 1)]
    [InlineData("while a; do b", "'done' is expected, not the end", 13, 0)]
    [InlineData("case a in b) c", "'esac' is expected, not the end", 14, 0)]
    [InlineData("case a b) c;; esac", "'in' is expected, not 'b'", 7, 1)]
    [InlineData("a && && b", "a command is expected, not '&&'", 5, 2)]
    [InlineData("a |", "a command is expected, not the end", 3, 0)]
    [InlineData("a ; ; b", "a command is expected, not ';'", 4, 1)]
    [InlineData("&& a", "a command is expected, not '&&'", 0, 2)]
    [InlineData("a )", "the end of the command is expected, not ')'", 2, 1)]
    [InlineData("a; fi", "the end of the command is expected, not 'fi'", 3, 2)]
    [InlineData("(a) b", "the end of the command is expected, not 'b'", 4, 1)]
    [InlineData("echo a (b)", "the end of the command is expected, not '('", 7, 1)]
    [InlineData("a >", "the target of the redirection is expected, not the end", 3, 0)]
    [InlineData("a > ;", "the target of the redirection is expected, not ';'", 4, 1)]
    [InlineData("[[ a ;", "']]' is expected, not ';'", 5, 1)]
    [InlineData("in a", "a command is expected, not 'in'", 0, 2)]
    [InlineData("a <<E\n$(b\nE\n", "'$(' is never closed", 6, 2)]
    [InlineData("a `b \\`c`", "'`' is never closed", 6, 1)]
    [InlineData("echo `a\\", "'`' is never closed", 5, 1)]
    [InlineData("echo $'a", "'$'' is never closed", 5, 2)]
    [InlineData("echo <(a", "'<(' is never closed", 5, 2)]
    [InlineData("echo >(a", "'>(' is never closed", 5, 2)]
    [InlineData("echo $(a; fi)", "')' is expected, not 'fi'", 10, 2)]
    [InlineData("(a;; b)", "')' is expected, not ';;'", 2, 2)]
    [InlineData("a=(b;c)", "')' is expected, not ';'", 4, 1)]
    [InlineData("[[ ; ]]", "a condition is expected, not ';'", 3, 1)]
    [InlineData("for x in a; dob; done", "'do' is expected, not 'dob'", 12, 3)]
    [InlineData("for x in a;; do b; done", "'do' is expected, not ';;'", 10, 2)]
    [InlineData("for\n((;;)); do a; done", "the name of a variable is expected, not the end of the line", 3, 1)]
    public void A_script_that_cannot_be_read_has_one_error(string text, string message, int start, int length)
    {
        ShellError error = Assert.Single(Script.Read(text).Errors);
        Assert.Equal((message, new TextSpan(start, length)), (error.Message, error.Span));
    }

    [Theory]
    [InlineData("a && b x && c 'd", "a|b x|c 'd")]
    [InlineData("a; if b; then c && d", "a|b|c|d")]
    [InlineData("a; b $(c; d (e", "a|b $(c; d|c|d")]
    [InlineData("a \"$(b)\" | c && fi && d", "a \"$(b)\"|b|c")]
    [InlineData("a; ; b", "a")]
    public void The_commands_before_the_error_are_kept(string text, string commands) =>
        Assert.Equal(commands, string.Join('|', Script.Read(text).Commands.Select(static command => command.Text)));

    [Theory]
    [InlineData("(")]
    [InlineData("( ")]
    [InlineData("((")]
    [InlineData("$(")]
    [InlineData("\"$(")]
    [InlineData("$((")]
    [InlineData("${a:-")]
    [InlineData("\"${a:-")]
    [InlineData("<(")]
    [InlineData("!(")]
    [InlineData("a=(")]
    [InlineData("{ ")]
    [InlineData("if ")]
    [InlineData("until ")]
    [InlineData("for x in a; do ")]
    [InlineData("case x in a) ")]
    [InlineData("f() ")]
    [InlineData("[[ a =~ (")]
    [InlineData("cat <<A\n$(")]
    public void What_is_nested_too_deeply_is_one_error_and_takes_no_time(string open)
    {
        ShellScriptSyntax script = Script.Read("first; " + string.Concat(Enumerable.Repeat(open, 10_000)));
        Assert.Equal("nested too deeply", Assert.Single(script.Errors).Message);
        Assert.Equal("first", script.Commands[0].Text);
    }

    [Fact]
    public void A_nesting_that_people_write_is_no_error()
    {
        string text = string.Concat(Enumerable.Repeat("( $( ", 100)) + "a" + string.Concat(Enumerable.Repeat(") )", 100));
        Assert.Equal(101, Script.Valid(text).Commands.Length);
    }
}
