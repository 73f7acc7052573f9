namespace DockerLint.Semantics.Tests.Expansion;

/// <summary>What becomes of a word, with FOO=value, PATHS=/a/b/a, EMPTY= and UNSET declared without a value.</summary>
public sealed class ExpanderTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("$FOO", "value")]
    [InlineData("${FOO}", "value")]
    [InlineData("a${FOO}b$FOO", "avaluebvalue")]
    [InlineData("$FOOX", "")]
    [InlineData("$FOO-X", "value-X")]
    [InlineData("$1x", "x")]
    [InlineData("$@$*$#", "")]
    [InlineData("$.", "$.")]
    [InlineData("$", "$")]
    [InlineData("$UNSET", "")]
    public void Names_are_replaced_by_their_values(string word, string expected) => Assert.Equal(expected, Expand(word).Value);

    [Theory]
    [InlineData("${FOO:-x}", "value")]
    [InlineData("${EMPTY:-x}", "x")]
    [InlineData("${EMPTY-x}", "")]
    [InlineData("${UNSET-x}", "x")]
    [InlineData("${NONE-x}", "x")]
    [InlineData("${FOO:+x}", "x")]
    [InlineData("${EMPTY:+x}", "")]
    [InlineData("${EMPTY+x}", "x")]
    [InlineData("${NONE+x}", "")]
    [InlineData("${FOO?x}", "value")]
    [InlineData("${EMPTY?x}", "")]
    [InlineData("${FOO:?x}", "value")]
    [InlineData("${PATHS#/*/}", "b/a")]
    [InlineData("${PATHS##*/}", "a")]
    [InlineData("${PATHS%/*}", "/a/b")]
    [InlineData("${PATHS%%/*}", "")]
    [InlineData("${PATHS/a/x}", "/x/b/a")]
    [InlineData("${PATHS//a/x}", "/x/b/x")]
    [InlineData("${PATHS//\\//:}", ":a:b:a")]
    [InlineData("${PATHS//a/}", "//b/")]
    [InlineData("${FOO/?/$PATHS}", "/a/b/aalue")]
    [InlineData("${FOO#[a-z]}", "value")]
    public void Operators_work_on_values(string word, string expected) => Assert.Equal(expected, Expand(word).Value);

    [Theory]
    [InlineData("${NONE:-$FOO}", "value")]
    [InlineData("${NONE:-${EMPTY:-${FOO}}}", "value")]
    [InlineData("${NONE:-\"$FOO\"}", "value")]
    [InlineData("${NONE:-'$FOO'}", "$FOO")]
    [InlineData("${FOO%${NONE:-ue}}", "val")]
    [InlineData("\"${NONE:-a b}\"", "a b")]
    public void Operands_are_words_themselves(string word, string expected) => Assert.Equal(expected, Expand(word).Value);

    [Theory]
    [InlineData("'$FOO'", "$FOO")]
    [InlineData("\"$FOO\"", "value")]
    [InlineData("'a'\"b\"c", "abc")]
    [InlineData("\"it's\"", "it's")]
    [InlineData("'a\\b'", "a\\b")]
    [InlineData("\\$FOO", "$FOO")]
    [InlineData("\\a", "a")]
    [InlineData("a\\", "a")]
    [InlineData("\"\\a\\$\\\"\\\\\"", "\\a$\"\\")]
    [InlineData("`$FOO`", "`value`")]
    public void Quotes_and_escapes_are_taken_out(string word, string expected) => Assert.Equal(expected, Expand(word).Value);

    [Theory]
    [InlineData("`$FOO", "$FOO")]
    [InlineData("C:\\$FOO", "C:\\value")]
    [InlineData("\"`\"\\a\"", "\"\\a")]
    [InlineData("a`", "a")]
    public void A_backtick_escapes_where_the_file_says_so(string word, string expected) =>
        Assert.Equal(expected, Expander.Expand(word, '`', Lookup).Value);

    [Theory]
    [InlineData("'$FOO' \"$FOO\" \\$FOO", "'value' \"value\" $FOO")]
    [InlineData("it's", "it's")]
    public void Quotes_in_a_heredoc_stand_for_themselves(string body, string expected) =>
        Assert.Equal(expected, Expander.ExpandBody(body, Lookup).Value);

    [Theory]
    [InlineData("ab${}", "${}")]
    [InlineData("ab${{FOO}", "${{FOO}")]
    [InlineData("ab${FOO", "${FOO")]
    [InlineData("ab${FOO:-c", "${FOO:-c")]
    [InlineData("ab${FOO=c}", "${FOO=c}")]
    [InlineData("ab${FOO:#c}", "${FOO:#c}")]
    [InlineData("ab${FOO/c}", "${FOO/c}")]
    [InlineData("a'b", "'b")]
    [InlineData("a\"b", "\"b")]
    [InlineData("ab${NONE?c}d", "${NONE?c}")]
    [InlineData("ab${EMPTY:?}d", "${EMPTY:?}")]
    [InlineData("ab${FOO#\\x}d", "${FOO#\\x}")]
    [InlineData("$FOO${NONE:-${EMPTY:?}}", "${EMPTY:?}")]
    public void An_error_stands_where_it_is(string word, string wrong)
    {
        var expansion = Expand(word);
        Assert.Equal("", expansion.Value);
        Assert.Equal(wrong, word.Substring(expansion.Error!.Span.Start, expansion.Error.Span.Length));
        Assert.NotEmpty(expansion.Error.Message);
    }

    [Theory]
    [InlineData("$LONG$LONG", "$LONG")]
    [InlineData("\"x$LONG$LONG\"", "$LONG")]
    [InlineData("${LONG//a*b*c*d*e*/x}", "${LONG//a*b*c*d*e*/x}")]
    [InlineData("${LONG//a/$LONG}", "${LONG//a/$LONG}")]
    public void A_value_without_end_is_refused(string word, string wrong)
    {
        var expansion = Expand(word);
        Assert.Equal((wrong, ""), (word.Substring(expansion.Error!.Span.Start, expansion.Error.Span.Length), expansion.Value));
    }

    [Fact]
    public void The_message_of_a_required_variable_is_its_word() =>
        Assert.Contains("set the value", Expand("${NONE:?set the $FOO}").Error!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("$FOO ${EMPTY} $UNSET $NONE $NONE", "FOO EMPTY UNSET NONE NONE", "UNSET NONE")]
    [InlineData("${FOO:-$NONE}", "NONE FOO", "NONE")]
    [InlineData("'$FOO'", "", "")]
    [InlineData("${NONE/$FOO/$EMPTY}", "FOO EMPTY NONE", "NONE")]
    public void Every_name_is_noted_as_it_is_looked_up(string word, string names, string undefined)
    {
        var expansion = Expand(word);
        Assert.Equal(names, string.Join(' ', expansion.Uses.Select(static use => use.Name)));
        Assert.Equal(undefined, string.Join(' ', expansion.Undefined));
    }

    [Theory]
    [InlineData("plain", true)]
    [InlineData("a b", true)]
    [InlineData("'plain'", false)]
    [InlineData("$FOO", false)]
    [InlineData("$.", true)]
    public void A_literal_is_its_own_value(string word, bool isLiteral) => Assert.Equal(isLiteral, Expand(word).IsLiteral);

    [Theory]
    [InlineData("80 443", "80|443")]
    [InlineData("$SPACED", "a|b")]
    [InlineData("x${SPACED}y", "xa|by")]
    [InlineData("\"$SPACED\"", "a  b")]
    [InlineData("a\\ b", "a b")]
    [InlineData("$EMPTY", "")]
    [InlineData("\"\"", "")]
    [InlineData("80/${NONE:-tcp}", "tcp")]
    [InlineData("80/\"${NONE:-tcp}\"", "tcp")]
    [InlineData("80 81${NONE:-82}/tcp", "80|82/tcp")]
    [InlineData("${NONE:?}", "")]
    public void Words_are_split_after_expansion(string word, string expected) =>
        Assert.Equal(expected, string.Join('|', Expander.ExpandWords(word, '\\', Lookup).Words));

    private static Semantics.Expansion Expand(string word) => Expander.Expand(word, '\\', Lookup);

    private static Variable? Lookup(string name) => name switch
    {
        "FOO" => new(name, "value", VariableOrigin.Env),
        "PATHS" => new(name, "/a/b/a", VariableOrigin.Env),
        "SPACED" => new(name, "a  b", VariableOrigin.Env),
        "LONG" => new(name, new string('a', 131_072), VariableOrigin.Env),
        "EMPTY" => new(name, "", VariableOrigin.Env),
        "UNSET" => new(name, null, VariableOrigin.ArgWithoutValue),
        _ => null,
    };
}
