using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests.Shell;

public sealed class CompoundTests
{
    [Theory]
    [InlineData("(a; b)", true, 2)]
    [InlineData("( a\nb & )", true, 2)]
    [InlineData("{ a; }", false, 1)]
    [InlineData("{\na\nb\n}", false, 2)]
    [InlineData("((a); b)", true, 2)]
    public void A_group_runs_its_statements(string text, bool subshell, int statements)
    {
        ShellGroupSyntax group = Assert.IsType<ShellGroupSyntax>(Script.FirstCommand(text));
        Assert.Equal(subshell, group.IsSubshell);
        Assert.Equal(statements, group.Statements.Length);
        Assert.Equal(new TextSpan(0, text.Length), group.Span);
    }

    [Theory]
    [InlineData("if a; then b; fi", 1, 0)]
    [InlineData("if a; then b; else c; d; fi", 1, 2)]
    [InlineData("if a\nthen b\nelif c; then d; elif e; then f; else g\nfi", 3, 1)]
    [InlineData("if a;then(b)fi", 1, 0)]
    public void If_has_clauses_and_an_else(string text, int clauses, int otherwise)
    {
        ShellIfSyntax command = Assert.IsType<ShellIfSyntax>(Script.FirstCommand(text));
        Assert.Equal((clauses, otherwise), (command.Clauses.Length, command.Else.Length));
        Assert.All(command.Clauses, static clause => Assert.Single(clause.Condition));
        Assert.Equal(text, command.Text);
    }

    [Fact]
    public void Its_parts_know_their_places() => Assert.Equal(
        "If[0..28)(IfClause[0..15)(Statement[3..5)(Pipeline[3..4)(SimpleCommand[3..4)(Word[3..4))) Operator[4..5)) Statement[13..15)(Pipeline[13..14)(SimpleCommand[13..14)(Word[13..14))) Operator[14..15))) Statement[22..24)(Pipeline[22..23)(SimpleCommand[22..23)(Word[22..23))) Operator[23..24)))",
        Script.Outline([Script.FirstCommand("if a;   then b;  else c;  fi")]));

    [Theory]
    [InlineData("while a; do b; done", false)]
    [InlineData("until a\ndo b\ndone", true)]
    public void While_and_until_have_a_condition_and_a_body(string text, bool until)
    {
        ShellWhileSyntax loop = Assert.IsType<ShellWhileSyntax>(Script.FirstCommand(text));
        Assert.Equal(until, loop.IsUntil);
        Assert.Equal(("a", "b"), (Assert.Single(loop.Condition).Pipelines[0].Text, Assert.Single(loop.Body).Pipelines[0].Text));
    }

    [Theory]
    [InlineData("for x in a \"b c\" $d; do e; done", new[] { "a", "\"b c\"", "$d" }, false)]
    [InlineData("for x in; do e; done", new string[0], false)]
    [InlineData("for x\nin a\ndo\ne\ndone", new[] { "a" }, false)]
    [InlineData("for x; do e; done", null, false)]
    [InlineData("for x do e; done", null, false)]
    [InlineData("for x in a; { e; }", new[] { "a" }, false)]
    [InlineData("select x in a b; do e; done", new[] { "a", "b" }, true)]
    public void For_and_select_take_words(string text, string[]? words, bool select)
    {
        ShellForSyntax loop = Assert.IsType<ShellForSyntax>(Script.FirstCommand(text));
        Assert.Equal("x", loop.Variable.Text);
        Assert.Equal(words, loop.Words?.Select(static word => word.Text));
        Assert.Equal(select, loop.IsSelect);
        Assert.Equal("e", Assert.Single(loop.Body).Pipelines[0].Text);
    }

    [Theory]
    [InlineData("for ((i = 0; i < $n; i++)); do e; done")]
    [InlineData("for ((;;)) { e; }")]
    public void For_may_count(string text)
    {
        ShellArithmeticForSyntax loop = Assert.IsType<ShellArithmeticForSyntax>(Script.FirstCommand(text));
        Assert.Equal("e", Assert.Single(loop.Body).Pipelines[0].Text);
        Assert.Equal(text, loop.Text);
    }

    [Theory]
    [InlineData("case $x in a) b;; esac", "a")]
    [InlineData("case x in\n (a|'b') c ;;\n *) d\nesac", "a|'b' *")]
    [InlineData("case x in a|b ) ;; \"\") c;& d) e;;& esac", "a|b \"\" d")]
    [InlineData("case x in esac", "")]
    [InlineData("case x in [a-z]*.tar.?z) b; c; esac", "[a-z]*.tar.?z")]
    public void Case_has_patterns(string text, string patterns)
    {
        ShellCaseSyntax command = Assert.IsType<ShellCaseSyntax>(Script.FirstCommand(text));
        Assert.Equal(patterns, string.Join(' ', command.Items.Select(static item => string.Join('|', item.Patterns.Select(static pattern => pattern.Text)))));
        Assert.Equal(text, command.Text);
    }

    [Fact]
    public void A_case_says_how_it_ends() => Assert.Equal(
        [ShellOperatorKind.CaseBreak, ShellOperatorKind.CaseFallThrough, ShellOperatorKind.CaseContinue, null],
        Script.Only<ShellCaseSyntax>("case x in a) b;; c) d;& e) f;;& g) h; esac").Items.Select(static item => item.Terminator?.Kind));

    [Theory]
    [InlineData("f() { a; }")]
    [InlineData("f(){ a; }")]
    [InlineData("f ( )\n{ a; }")]
    [InlineData("f() (a)")]
    [InlineData("f() a")]
    [InlineData("function f { a; }")]
    [InlineData("function f() { a; } >g")]
    public void A_function_has_a_name_and_a_body(string text)
    {
        ShellFunctionSyntax function = Assert.IsType<ShellFunctionSyntax>(Script.FirstCommand(text));
        Assert.Equal("f", function.Name.Text);
        Assert.Contains("a", function.Body.Text, StringComparison.Ordinal);
        Assert.Equal(text, function.Text);
    }

    [Theory]
    [InlineData("[[ -f a ]]", "Word[3..5) Word[6..7)")]
    [InlineData("[[ $a == b* && ! ( c < d ) ]]", "Word[3..5)(ParameterExpansion[3..5)) Word[6..8) Word[9..11) Operator[12..14) Word[15..16) Operator[17..18) Word[19..20) Operator[21..22) Word[23..24) Operator[25..26)")]
    [InlineData("[[ a =~ ^(b|c d)$ ||\n e ]]", "Word[3..4) Match[5..17)(Word[8..17)(Literal[8..9) Parenthesized[9..16)(Literal[10..15)) Literal[16..17))) Operator[18..20) Word[22..23)")]
    [InlineData("[[ a == @(b|c) ]]", "Word[3..4) Word[5..7) Word[8..14)(Parenthesized[8..14)(Literal[10..13)))")]
    public void A_test_has_words_and_operators(string text, string outline) =>
        Assert.Equal(outline, Script.Outline(Assert.IsType<ShellTestSyntax>(Script.FirstCommand(text)).Items));

    [Theory]
    [InlineData("((a > 1))")]
    [InlineData("(( $a + (b) ))")]
    [InlineData("(( a ? b : c && d ))")]
    public void An_arithmetic_command_has_parts(string text)
    {
        ShellArithmeticCommandSyntax command = Assert.IsType<ShellArithmeticCommandSyntax>(Script.FirstCommand(text));
        Assert.Equal(text[2..^2], string.Concat(command.Parts.Select(static part => part.Text)));
    }

    [Fact]
    public void Joined_instructions_are_one_line()
    {
        ShellScriptSyntax script = Script.Valid("set -e;   if [ -f a ]; then   b   && c;   else   exit 1;   fi;   for x in 1 2; do   echo $x;   done");
        Assert.Equal(["set", "[", "b", "c", "exit", "echo"], script.Commands.Select(static command => command.Name!.Literal));
    }
}
