using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests.Shell;

public sealed class WordTests
{
    [Theory]
    [InlineData("plain", "plain", false)]
    [InlineData("~/a*b?[c]{d,e}", "~/a*b?[c]{d,e}", false)]
    [InlineData("a#b=c:d@e%", "a#b=c:d@e%", false)]
    [InlineData("'a b'", "a b", true)]
    [InlineData("''", "", true)]
    [InlineData("\"a b\"", "a b", true)]
    [InlineData("\"\"", "", true)]
    [InlineData("\"a\\\"b\\$c\\d\"", "a\"b$c\\d", true)]
    [InlineData("a\\ b\\;c", "a b;c", true)]
    [InlineData("a'b'\"c\"d", "abcd", true)]
    [InlineData("$'a\\tb\\x41\\u00e9\\101\\'\\q'", "a\tbA\u00E9A'\\q", true)]
    [InlineData("$\"hello\"", "hello", true)]
    [InlineData("$'a'b", "ab", true)]
    [InlineData("?(a|b)c", "?(a|b)c", false)]
    [InlineData("*(a)", "*(a)", false)]
    [InlineData("+(a)", "+(a)", false)]
    [InlineData("cost$", "cost$", false)]
    [InlineData("\"$\"", "$", true)]
    [InlineData("a\\\nb", "ab", true)]
    [InlineData("'it'\\''s'", "it's", true)]
    [InlineData("@(a|b)c", "@(a|b)c", false)]
    [InlineData("trailing\\", "trailing\\", true)]
    public void A_static_word_has_the_value_that_is_left_when_quotes_are_removed(string text, string value, bool quoted)
    {
        ShellWordSyntax word = Script.Word(text);
        Assert.Equal(text, word.Text);
        Assert.Equal(value, word.Literal);
        Assert.Equal(value, word.StaticText);
        Assert.Equal(quoted, word.IsQuoted);
    }

    [Theory]
    [InlineData("a$b'c'", "a$bc")]
    [InlineData("\"${a:-b} 'c'\"", "${a:-b} 'c'")]
    [InlineData("x$(date)\\ y", "x$(date) y")]
    [InlineData("`date`", "`date`")]
    [InlineData("$((1 + 2))", "$((1 + 2))")]
    [InlineData("<(sort a)", "<(sort a)")]
    public void A_word_with_an_expansion_has_no_value_but_a_text(string text, string staticText)
    {
        ShellWordSyntax word = Script.Word(text);
        Assert.Null(word.Literal);
        Assert.Equal(staticText, word.StaticText);
    }

    [Theory]
    [InlineData("a", "Literal[2..3)")]
    [InlineData("a\\ b", "Literal[2..3) Escape[3..5) Literal[5..6)")]
    [InlineData("'a'b", "SingleQuoted[2..5) Literal[5..6)")]
    [InlineData("\"a$b\\\"c\"", "DoubleQuoted[2..10)(Literal[3..4) ParameterExpansion[4..6) Escape[6..8) Literal[8..9))")]
    [InlineData("$a/$1$@", "ParameterExpansion[2..4) Literal[4..5) ParameterExpansion[5..7) ParameterExpansion[7..9)")]
    [InlineData("$(a)", "CommandSubstitution[2..6)(Statement[4..5)(Pipeline[4..5)(SimpleCommand[4..5)(Word[4..5)))))")]
    [InlineData("$(( a + (b) ))", "ArithmeticExpansion[2..16)(Literal[5..10) Parenthesized[10..13)(Literal[11..12)) Literal[13..14))")]
    [InlineData("${a:-$b}", "ParameterExpansion[2..10)(Word[7..9)(ParameterExpansion[7..9)))")]
    [InlineData("${a[0]}", "ParameterExpansion[2..9)(Word[6..7))")]
    [InlineData("<(a)", "ProcessSubstitution[2..6)(Statement[4..5)(Pipeline[4..5)(SimpleCommand[4..5)(Word[4..5)))))")]
    [InlineData("a=(b c)", "Literal[2..4) Array[4..9)(Word[5..6) Word[7..8))")]
    [InlineData("!(a|$b)", "Parenthesized[2..9)(Literal[4..6) ParameterExpansion[6..8))")]
    public void Parts_know_their_places(string text, string outline) =>
        Assert.Equal(outline, Script.Outline(Script.Word(text).Parts));

    [Theory]
    [InlineData("a", "a")]
    [InlineData("\\a\\b\\e\\E\\f\\n\\r\\t\\v", "\a\b\e\e\f\n\r\t\v")]
    [InlineData("\\\\\\'\\\"\\?", "\\'\"?")]
    [InlineData("a\\qb", "a\\qb")]
    [InlineData("\\0\\7\\8", "\0\a\\8")]
    [InlineData("\\1019", "A9")]
    [InlineData("\\77a", "?a")]
    [InlineData("\\401", "\u0001")]
    [InlineData("\\x", "\\x")]
    [InlineData("\\xg", "\\xg")]
    [InlineData("\\x4", "\u0004")]
    [InlineData("\\x411", "A1")]
    [InlineData("\\u1", "\u0001")]
    [InlineData("\\u20ac1", "\u20ac1")]
    [InlineData("\\U0001f4331", "\U0001f4331")]
    [InlineData("\\ud800", "\ufffd")]
    [InlineData("\\cAb", "\u0001b")]
    [InlineData("\\c", "\\c")]
    public void The_escapes_of_ANSI_C_are_decoded(string escaped, string value) => Assert.Equal(value, Script.Word($"$'{escaped}'").Literal);
}
