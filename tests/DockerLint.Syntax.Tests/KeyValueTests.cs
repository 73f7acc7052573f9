using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests;

public sealed class KeyValueTests
{
    [Theory]
    [InlineData("ENV a=1", "a:1")]
    [InlineData("ENV a=1 b=2", "a:1", "b:2")]
    [InlineData("ENV a=1 \\\n    b=2", "a:1", "b:2")]
    [InlineData("ENV a=", "a:")]
    [InlineData("ENV a= b=", "a:", "b:")]
    [InlineData("ENV a=b=c", "a:b=c")]
    [InlineData("ENV a=\"b c\"", "a:\"b c\"")]
    [InlineData("ENV a='b \"c'", "a:'b \"c'")]
    [InlineData("ENV a=b\\ c d=e", "a:b\\ c", "d:e")]
    [InlineData("ENV a=\"b\\\" c\" d=e", "a:\"b\\\" c\"", "d:e")]
    [InlineData("ENV a='b\\' c=d", "a:'b\\'", "c:d")]
    [InlineData("ENV a=\"b c", "a:\"b c")]
    [InlineData("ENV 'a b'=c", "'a b':c")]
    [InlineData("ENV a=1 b", "a:1", "b")]
    [InlineData("ENV =1", ":1")]
    [InlineData("ENV a=${b:-c d}", "a:${b:-c", "d}")]
    [InlineData("ENV a=b\u00A0c=d", "a:b", "c:d")]
    [InlineData("ENV a=b\\\\\\", "a:b\\\\")]
    [InlineData("LABEL a.b/c=d", "a.b/c:d")]
    [InlineData("LABEL \"a\"=\"b\" c=d", "\"a\":\"b\"", "c:d")]
    [InlineData("ARG a", "a")]
    [InlineData("ARG a b=c d", "a", "b:c", "d")]
    [InlineData("ARG a='b c' d", "a:'b c'", "d")]
    [InlineData("ARG =a", ":a")]
    [InlineData("ENV")]
    [InlineData("ARG")]
    [InlineData("# escape=`\nENV a=b` c d=e", "a:b` c", "d:e")]
    [InlineData("# escape=`\nENV a=C:\\ b=c", "a:C:\\", "b:c")]
    public void Words_are_names_with_values(string text, params string[] pairs) => AssertPairs(text, isLegacy: false, pairs);

    [Theory]
    [InlineData("ENV a b", "a:b")]
    [InlineData("ENV a  b c ", "a:b c")]
    [InlineData("ENV a b=c d", "a:b=c d")]
    [InlineData("ENV a \"b\" 'c", "a:\"b\" 'c")]
    [InlineData("ENV a\tb", "a:b")]
    [InlineData("ENV a \\\n b", "a:b")]
    [InlineData("ENV a", "a")]
    [InlineData("LABEL a b c", "a:b c")]
    [InlineData("LABEL a\\ b c", "a\\:b c")]
    public void Without_an_equals_sign_in_the_first_word_the_rest_of_the_line_is_the_value(string text, params string[] pairs) =>
        AssertPairs(text, isLegacy: true, pairs);

    [Theory]
    [InlineData("ENV abc=\"d e\" f", "abc", "\"d e\"", "abc=\"d e\"")]
    [InlineData("ENV abc= f", "abc", "", "abc=")]
    [InlineData("ENV abc=\\\n  d=e", "abc", "", "abc=")]
    [InlineData("ENV \\\n=d", "", "d", "=d")]
    [InlineData("ENV abc  d e", "abc", "d e", "abc  d e")]
    [InlineData("ENV a\\\nbc=d\\\n\n# x\ne", "a\\⏎bc", "d\\⏎⏎# x⏎e", "a\\⏎bc=d\\⏎⏎# x⏎e")]
    public void A_pair_knows_where_its_parts_stand(string text, string name, string value, string whole)
    {
        var file = DockerfileSyntax.Parse(text);

        KeyValueSyntax pair = ((KeyValuesSyntax)file.Instructions[0]).Pairs[0];
        Assert.Equal((name, value, whole), (file.At(pair.Name.Span), file.At(pair.Value!.Span), file.At(pair.Span)));
    }

    private static void AssertPairs(string text, bool isLegacy, string[] pairs)
    {
        KeyValuesSyntax instruction = Assert.IsAssignableFrom<KeyValuesSyntax>(Trees.Instruction(text));

        Assert.Equal(pairs, instruction.Pairs.Select(pair => pair.Value is null ? pair.Name.Text : $"{pair.Name.Text}:{pair.Value.Text}"));
        Assert.Equal(isLegacy, instruction.IsLegacy);
    }
}
