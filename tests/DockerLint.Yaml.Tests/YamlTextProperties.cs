using CsCheck;

namespace DockerLint.Yaml.Tests;

public sealed class YamlTextProperties
{
    private const int Iterations = 3000;

    private static readonly Gen<string> s_noise =
        Gen.Frequency((6, Gen.Char["-?:,[]{}#&*!|>'\"%@`<~ \n\t"]), (3, Gen.Char["ab1"]), (1, Gen.Char), (1, Gen.Char["\0\ud83d\ude00\uFEFF\u0085\u2028\r\n"]))
            .Array[0, 40].Select(static characters => new string(characters));

    private static readonly Gen<string> s_words = Gen.OneOf(
        "a", "b: ", "- ", "\n", "\n  ", "\n    ", "? ", ": ", "&x ", "*x", "!t ", "!!str ", "'c'", "\"d\"", "'", "\"", "| \n", ">-\n", "{", "}", "[", "]", ", ",
        "<<: ", "# e\n", "\n---\n", "\n...\n", "%YAML 1.2\n", "%TAG ! t:\n", "\\", "\t", "\uFEFF", "\ud800", "\0", "\r\n").Array[0, 24].Select(string.Concat);

    [Fact]
    public void Any_text_can_be_read_and_all_of_it_has_a_place() => Gen.OneOf(s_noise, s_words).Sample(YamlChecks.Check, iter: Iterations);

    [Fact]
    public void Quoted_values_are_read_back_from_where_they_stand() => Gen.Char["ab :#'{}[]-&*!,é"].Array[0, 12].Select(static characters => new string(characters)).Array[1, 5].Sample(
        static values =>
        {
            string text = string.Concat(values.Select(static (value, index) => $"k{index}: '{value.Replace("'", "''", StringComparison.Ordinal)}' # c\r\n"));
            var map = (YamlMap)YamlText.Parse(text).Documents[0].Root;
            Assert.Equal(values, map.Entries.Select(static entry => ((YamlScalar)entry.Value).Value));
            Assert.Equal(values, map.Entries.Select(entry => text.Substring(entry.Value.Span.Start, entry.Value.Span.Length).Replace("''", "'", StringComparison.Ordinal)));
        },
        iter: Iterations);

    [Theory]
    [InlineData("a{0}: &a{0} [*a{1}, *a{1}, *a{1}]\n")]
    [InlineData("a{0}: &a{0} {{<<: [*a{1}, *a{1}], k{0}: v}}\n")]
    [InlineData("a{0}: &a{0} {{<<: *x, k{0}: v}}\n")]
    [InlineData("- a{0}: 'b' # {1}\n  c: \"d\"\n")]
    [InlineData("k: {0}\n")]
    [InlineData("# {0}\n")]
    [InlineData("[")]
    public void Time_grows_with_the_text(string line)
    {
        string small = Repeat(line, 150);
        string large = Repeat(line, 150 * Growth.Factor);
        Growth.AssertLinear(line, () => YamlText.Parse(small), () => YamlText.Parse(large));
    }

    private static string Repeat(string line, int times) =>
        string.Concat(Enumerable.Range(1, times).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, line, i, i - 1)));
}
