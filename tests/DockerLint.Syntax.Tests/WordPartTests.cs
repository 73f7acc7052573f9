using System.Collections.Immutable;
using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests;

public sealed class WordPartTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("a b", "a b")]
    [InlineData("a'b c'd", "a 'b c' d")]
    [InlineData("''", "''")]
    [InlineData("'$a\\'", "'$a\\'")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("\"a $b 'c'\"", "\"a  $b  'c'\"")]
    [InlineData("\"\\\" \\$ \\\\ \\a\"", "\"\\\"   \\$   \\\\   \\ a\"")]
    [InlineData("a\\ b", "a \\  b")]
    [InlineData("\\$a", "\\$ a")]
    [InlineData("$a", "$a")]
    [InlineData("$a$b", "$a $b")]
    [InlineData("x$a_1-y", "x $a_1 -y")]
    [InlineData("$1x", "$1 x")]
    [InlineData("$12x", "$12 x")]
    [InlineData("$@x", "$@ x")]
    [InlineData("$$x", "$$ x")]
    [InlineData("$!$?$-$#$*$0", "$! $? $- $# $* $0")]
    [InlineData("$é", "$é")]
    [InlineData("$", "$")]
    [InlineData("$.", "$ .")]
    [InlineData("a$ b", "a $  b")]
    [InlineData("$'a'", "$ 'a'")]
    [InlineData("${a}", "${a}")]
    [InlineData("${a}b", "${a} b")]
    [InlineData("${@}", "${@}")]
    [InlineData("${12}", "${12}")]
    [InlineData("${a:-b}", "${a Default: b}")]
    [InlineData("${a-b}", "${a Default b}")]
    [InlineData("${a:+b}", "${a Alternative: b}")]
    [InlineData("${a+b}", "${a Alternative b}")]
    [InlineData("${a:?b c}", "${a Required: b c}")]
    [InlineData("${a?b}", "${a Required b}")]
    [InlineData("${a#b}", "${a RemovePrefix b}")]
    [InlineData("${a##*b}", "${a RemoveLongestPrefix *b}")]
    [InlineData("${a%b}", "${a RemoveSuffix b}")]
    [InlineData("${a%%b*}", "${a RemoveLongestSuffix b*}")]
    [InlineData("${a/b/c}", "${a ReplaceFirst b / c}")]
    [InlineData("${a//b/c/d}", "${a ReplaceAll b / c/d}")]
    [InlineData("${a/b/}", "${a ReplaceFirst b / }")]
    [InlineData("${a//b\\/c/d}", "${a ReplaceAll b \\/ c / d}")]
    [InlineData("${a:-}", "${a Default: }")]
    [InlineData("${a:-$b}", "${a Default: $b}")]
    [InlineData("${a:-${b:-c}}", "${a Default: ${b Default: c}}")]
    [InlineData("${a:-'}'}", "${a Default: '}'}")]
    [InlineData("${a:-\"$b}\"}", "${a Default: \"$b }\"}")]
    [InlineData("${a:-\\}}", "${a Default: \\}}")]
    [InlineData("\"${a:-'b'}\"", "\"${a Default: 'b'}\"")]
    [InlineData("${a}}", "${a} }")]
    public void A_word_is_literals_quotes_escapes_and_variables(string word, string parts) =>
        Assert.Equal(parts, Dump(word, PartsOf($"WORKDIR {word}")));

    [Theory]
    [InlineData("a` b", "a `  b")]
    [InlineData("\"`\"\"", "\"`\"\"")]
    [InlineData("C:\\a\\$b", "C:\\a\\ $b")]
    [InlineData("`$b", "`$ b")]
    public void With_the_backtick_as_escape_a_backslash_is_plain(string word, string parts) =>
        Assert.Equal(parts, Dump(word, PartsOf($"# escape=`\nWORKDIR {word}")));

    [Theory]
    [InlineData("'a", "'a", "this single quote is never closed; add a '")]
    [InlineData("b\"a", "\"a", "this double quote is never closed; add a \"")]
    [InlineData("\"a\\\"", "\"a\\\"", "this double quote is never closed; add a \"")]
    [InlineData("x${a", "${a", "this variable is never closed; add a '}'")]
    [InlineData("${", "${", "this variable is never closed; add a '}'")]
    [InlineData("${a:-b", "${a:-b", "this variable is never closed; add a '}'")]
    [InlineData("${a:-${b}", "${a:-${b}", "this variable is never closed; add a '}'")]
    [InlineData("${}", "${}", "a variable name is missing after '${'; write ${name}")]
    [InlineData("${:-a}", "${:-a}", "a variable name is missing after '${'; write ${name}")]
    [InlineData("${{a}}", "${{a}}", "a variable name is missing after '${'; write ${name}")]
    [InlineData("${a:=b}", "${a:=b}", "the operator is not supported; use one of :- - :+ + :? ? # ## % %% / //")]
    [InlineData("${a:#b}c", "${a:#b}c", "the operator is not supported; use one of :- - :+ + :? ? # ## % %% / //")]
    [InlineData("${a b}", "${a b}", "the operator is not supported; use one of :- - :+ + :? ? # ## % %% / //")]
    [InlineData("${a^^}", "${a^^}", "the operator is not supported; use one of :- - :+ + :? ? # ## % %% / //")]
    [InlineData("${a/b}", "${a/b}", "the second '/' is missing; write ${name/pattern/replacement}")]
    [InlineData("${a/b/c", "${a/b/c", "this variable is never closed; add a '}'")]
    public void What_expansion_refuses_is_a_bad_part(string word, string bad, string message)
    {
        BadPart part = Assert.IsType<BadPart>(PartsOf($"WORKDIR {word}")[^1]);

        Assert.Equal((bad, message), (word[part.Span.Start..part.Span.End], part.Message));
    }

    [Fact]
    public void Variables_are_found_wherever_they_stand()
    {
        WordSyntax word = Trees.Instruction("WORKDIR $a'$no'\"$b\\$no\"${c:-$d/${e#$f}}\\$no${g/$h/\"$i\"}").Arguments[0];

        Assert.Equal(["a", "b", "c", "d", "e", "f", "g", "h", "i"], word.Variables.Select(variable => variable.Name));
        Assert.True(word.HasVariables);
    }

    [Fact]
    public void Too_many_levels_are_refused()
    {
        string word = string.Concat(Enumerable.Repeat("${a:-", 1000)) + new string('}', 1000);

        BadPart part = Assert.IsType<BadPart>(Assert.Single(PartsOf($"WORKDIR {word}")));
        Assert.Equal("variables are nested too deeply; simplify", part.Message);
    }

    [Fact]
    public void A_JSON_element_is_expanded_as_its_value()
    {
        WordSyntax word = Trees.Instruction("COPY [\"a\", \"\\u0024b\\\\$c\"]").Arguments[1];

        Assert.Equal("$b\\$c", word.Text);
        Assert.Equal(["b"], word.Variables.Select(variable => variable.Name));
    }

    private static ImmutableArray<WordPart> PartsOf(string text) => Trees.Instruction(text).Arguments[0].Parts;

    /// <summary>The parts with spaces between them.</summary>
    private static string Dump(string word, IEnumerable<WordPart> parts) => string.Join(' ', parts.Select(part => part switch
    {
        DoubleQuotedPart quoted => $"\"{Dump(word, quoted.Parts)}\"",
        VariablePart { Operator: VariableOperator.None } => Text(word, part),
        VariablePart variable =>
            $"${{{variable.Name} {variable.Operator}{(variable.EmptyIsUnset ? ":" : "")} {Dump(word, variable.Word)}"
            + (variable.Operator is VariableOperator.ReplaceFirst or VariableOperator.ReplaceAll ? $" / {Dump(word, variable.Replacement)}}}" : "}"),
        _ => Text(word, part),
    }));

    private static string Text(string word, WordPart part) => word[part.Span.Start..part.Span.End];
}
