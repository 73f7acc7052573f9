namespace DockerLint.References.Tests;

public sealed class SortedTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    [InlineData(9, 4)]
    public void Items_are_counted_up_to_the_first_of_which_it_is_not_true(int key, int count) =>
        Assert.Equal(count, Sorted.CountWhile<int, int>([1, 2, 2, 5], key, static (item, key) => item < key));

    [Fact]
    public void Of_nothing_there_is_nothing() => Assert.Equal(0, Sorted.CountWhile<int, int>([], 1, static (_, _) => true));
}
