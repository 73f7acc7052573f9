using System.Collections.Immutable;
using CsCheck;
using DockerLint.Semantics.Patterns;

namespace DockerLint.Semantics.Tests.Patterns;

/// <summary>The matcher, which follows all ways at once, against the plain one, which tries one after the other.</summary>
public sealed class GlobTests
{
    private static readonly Gen<GlobNode> Node = Gen.Frequency(
        (5, Gen.Char["ab/\n"].Select(c => GlobNode.Literal(c))),
        (2, Gen.Char["/\n"].Select(GlobNode.One)),
        (3, Gen.Char["/\n"].Select(GlobNode.Run)),
        (1, Gen.Bool.Select(negated => GlobNode.OneOf(new CharacterClass(negated, [new('a', 'a'), new('/', '/')])))),
        (1, Gen.Const(GlobNode.Directories)));

    private static readonly Gen<(GlobNode[] Nodes, string Text)> PatternAndText =
        Gen.Select(Node.Array[0, 6], Gen.Char["aab/\n"].Array[0, 10].Select(static text => new string(text)));

    [Fact]
    public void It_agrees_with_trying_all_ways() => PatternAndText.Sample(
        static (nodes, text) => new Glob([.. nodes]).IsMatch(text) == Matches(nodes, text),
        iter: 5000);

    [Fact]
    public void A_prefix_is_the_shortest_or_longest_that_matches() => PatternAndText.Sample(
        static (nodes, text) =>
        {
            int[] lengths = [.. Enumerable.Range(0, text.Length + 1).Where(end => Matches(nodes, text.AsSpan(0, end)))];
            Assert.Equal(lengths.FirstOrDefault(-1), new Glob([.. nodes]).PrefixLength(text, longest: false));
            Assert.Equal(lengths.LastOrDefault(-1), new Glob([.. nodes]).PrefixLength(text, longest: true));
        },
        iter: 5000);

    [Fact]
    public void A_suffix_is_the_shortest_or_longest_that_matches() => PatternAndText.Sample(
        static (nodes, text) =>
        {
            int[] starts = [.. Enumerable.Range(0, text.Length + 1).Where(start => Matches(nodes, text.AsSpan(start)))];
            Assert.Equal(starts.LastOrDefault(-1), new Glob([.. nodes]).SuffixStart(text, longest: false));
            Assert.Equal(starts.FirstOrDefault(-1), new Glob([.. nodes]).SuffixStart(text, longest: true));
        },
        iter: 5000);

    [Fact]
    public void The_first_match_is_the_leftmost_and_there_the_longest() => PatternAndText.Sample(
        static (nodes, text) =>
        {
            TextSpan? expected = (
                from start in Enumerable.Range(0, text.Length + 1)
                from length in Enumerable.Range(0, text.Length - start + 1).Reverse()
                where Matches(nodes, text.AsSpan(start, length))
                select (TextSpan?)new TextSpan(start, length)).FirstOrDefault();
            Assert.Equal(expected, new Glob([.. nodes]).Find(text, from: 0));
        },
        iter: 5000);

    [Fact]
    public void Many_wildcards_cost_no_more_than_many_literals()
    {
        string text = new('a', 5000);
        var glob = new Glob([.. Enumerable.Repeat(ImmutableArray.Create(GlobNode.Run('/'), GlobNode.Literal('a')), 100)
            .SelectMany(static pair => pair), GlobNode.Literal('b')]);
        Assert.False(glob.IsMatch(text));
        Assert.Null(glob.Find(text, from: 0));
        Assert.Equal(-1, glob.SuffixStart(text, longest: true));
    }

    private static bool Matches(ReadOnlySpan<GlobNode> nodes, ReadOnlySpan<char> text)
    {
        if (nodes.IsEmpty)
            return text.IsEmpty;
        GlobNode node = nodes[0];
        switch (node.Kind)
        {
            case GlobNodeKind.Run:
                return Matches(nodes[1..], text) || (text.Length > 0 && node.Accepts(text[0]) && Matches(nodes, text[1..]));
            case GlobNodeKind.Directories:
                bool found = Matches(nodes[1..], text);
                for (int i = 0; !found && i < text.Length && text[i] != '\n'; i++)
                    found = text[i] == '/' && Matches(nodes[1..], text[(i + 1)..]);
                return found;
            default:
                return text.Length > 0 && node.Accepts(text[0]) && Matches(nodes[1..], text[1..]);
        }
    }
}
