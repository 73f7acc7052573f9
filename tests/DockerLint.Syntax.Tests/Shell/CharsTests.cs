using DockerLint.Syntax.Grammar.Shell;

namespace DockerLint.Syntax.Tests.Shell;

public sealed class CharsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("ab", 2)]
    [InlineData("ab c", 2)]
    [InlineData("a<b", 1)]
    [InlineData("a<", 1)]
    [InlineData("a<(b)", 0)]
    [InlineData("a>(b)", 0)]
    [InlineData("a=(b)", 0)]
    [InlineData("a@(b)", 0)]
    [InlineData("a'b'", 0)]
    public void A_plain_word_holds_nothing_but_text(string text, int length) => Assert.Equal(length, Chars.PlainWord(text));

    [Theory]
    [InlineData("ab", 2)]
    [InlineData("ab c", 2)]
    [InlineData("ab$c", 2)]
    [InlineData("$c", 0)]
    [InlineData("ab(c)", 2)]
    [InlineData("ab@(c|d)", 2)]
    public void A_literal_ends_before_what_is_special_and_before_an_extended_glob(string text, int length) =>
        Assert.Equal(length, Chars.Literal(text));

    [Theory]
    [InlineData("?(a", true)]
    [InlineData("*(a", true)]
    [InlineData("+(a", true)]
    [InlineData("@(a", true)]
    [InlineData("!(a", true)]
    [InlineData("?a", false)]
    [InlineData("a(", false)]
    public void An_extended_glob_is_a_sign_and_a_parenthesis(string text, bool starts) =>
        Assert.Equal(starts, Chars.StartsExtendedGlob(text));

    [Theory]
    [InlineData("2>f", 1)]
    [InlineData("10>f", 2)]
    [InlineData("{fd}>f", 4)]
    [InlineData("{fd} >f", 0)]
    [InlineData(">f", 0)]
    [InlineData("xab}>f", 0)]
    public void A_descriptor_is_a_number_or_a_name_in_braces(string text, int length) => Assert.Equal(length, Chars.Descriptor(text));

    [Theory]
    [InlineData("0<f", true)]
    [InlineData("9>f", true)]
    [InlineData("{fd}>f", true)]
    [InlineData("&>f", true)]
    [InlineData("9", false)]
    [InlineData("<(a)", false)]
    public void A_redirection_starts_with_its_descriptor_or_its_operator(string text, bool starts) =>
        Assert.Equal(starts, Chars.StartsRedirection(text));

    [Theory]
    [InlineData("a))", true)]
    [InlineData("a)", false)]
    [InlineData("a) )", false)]
    [InlineData("(a) + (b)))", true)]
    [InlineData("(a) b)", false)]
    [InlineData("(a) b) )", false)]
    [InlineData("\\) ))", true)]
    [InlineData("\")\" ))", true)]
    [InlineData("')' ))", true)]
    [InlineData("\")\" ) )", false)]
    [InlineData("\"\" ) )", false)]
    [InlineData("\"a) )", true)]
    public void An_expression_is_closed_by_two_parentheses_together(string text, bool expression) =>
        Assert.Equal(expression, Chars.IsArithmetic(text));

    [Theory]
    [InlineData("f()", true)]
    [InlineData("f\t( \t)", true)]
    [InlineData("()", false)]
    [InlineData("f", false)]
    [InlineData("f (a)", false)]
    [InlineData("f\n()", false)]
    [InlineData("f(\n)", false)]
    public void The_parentheses_of_a_function_stand_on_the_line_of_its_name(string text, bool starts) =>
        Assert.Equal(starts, Chars.StartsFunction(text));

    [Theory]
    [InlineData("a=", 2)]
    [InlineData("a+=b", 3)]
    [InlineData("a[b[1]]=c", 8)]
    [InlineData("a[b", 0)]
    [InlineData("a[b]", 0)]
    [InlineData("a", 0)]
    public void The_target_of_an_assignment_ends_with_the_equals_sign(string text, int length) =>
        Assert.Equal(length, Chars.AssignmentTarget(text));
}
